import Artifacts
import Corpus
import Evaluation
import Foundation
import Plots
import SwiftletTesting
import Testing
import TinyWeb

/// Broken files of questions: what can be read can be asked and drawn, all else is refused by an error of ours.
/// `SWIFTLET_FUZZ_SECONDS` makes each run last so long instead of a hundred rounds.
struct QuestionFileFuzzTests {
    /// The readers of files of questions.
    enum Reader: String, CaseIterable, Sendable { case tasks, probes, passages, words, pages }

    private static let lines: [Reader: [String]] = [
        .tasks: [
            #"{"task": "t", "description": "d", "prompt": "Q {question} {{n}}", "target": "A {question}", "#
                + #""stop": ["\n"], "max_tokens": 9, "shots": 1, "shots_from": "pool.jsonl"}"#,
            #"{"id": "a", "question": "ü\ud83d\ude42", "choices": ["two", "four"], "answer": 1}"#,
            #"{"question": "Wool?", "level": 2.5, "answers": ["sheep", "a lamb"]}"#,
            ##"{"question": "Two and three?", "answer": "2+3=<<2+3=5>>5\n#### 1,005"}"##,
            #"{"question": 8, "kind": "generate", "answer": -8.5e3}"#,
            #"{"context": "The cat", "continuation": " sat"}"#,
            #"{"task_id": "X/1", "prompt": "def f():\n", "entry_point": "f", "test": "t", "canonical_solution": null}"#,
        ],
        .probes: [
            #"{"phrasings": ["A?", "B ü?"], "accepted": ["a", ""], "subject": "A", "exposures": 3}"#,
            #"{"question": "Who?", "answer": "Ann"}"#,
        ],
        .passages: [
            #"{"question": "Who?", "answer": "Ann", "passage": "Ann bakes.", "count": 7}"#,
            #"{"question": "What?", "answers": ["bread", 3], "passage": "Ann bakes bread."}"#,
        ],
        .words: [
            #"{"word": "dog", "translation": "Hund"}"#, #"{"word": "cat", "translation": "Katze"}"#,
            #"{"word": "red", "translation": "rot"}"#,
        ],
        .pages: [#"{"text": "Once upon a time", "count": 3}"#, #"{"text": "", "count": 0}"#],
    ]

    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private struct NoPrograms: ProgramRunner {
        func run(_ source: String) async throws -> ProgramOutcome { ProgramOutcome(.failed, "none are run") }
    }

    /// Reads a file, asks its first questions, and says how many there are.
    private static func read(_ file: URL, _ reader: Reader) async throws -> Int {
        var script = ScriptedAnswerer { _, options in "#### \(options.maxTokens), Ann" }
        script.likelihood = { Double(-$0.continuation.utf8.count) }
        switch reader {
        case .tasks:
            let task = try TaskFile.read(file)
            let settings = EvaluationSettings(task, model: "script")
            let records = try await TaskRunner(task, script, settings, programs: NoPrograms()).run(limit: 8)
            #expect(records.count == min(8, task.items.count) && TaskReport(records, settings).questions > 0)
            return task.items.count
        case .probes:
            let questions = try ProbeQuestion.read(file)
            let report = try await Probe().run(questions, script)
            #expect(report.curveChart().svg.contains("</svg>") && report.markdown().contains("questions"))
            return questions.count
        case .passages: return try await asked(ContextSuite.suite(contentsOf: file), script)
        case .words: return try await asked(FewShotSuite.suite([WordPairs(contentsOf: file)], count: 2), script)
        case .pages: return try SeenDocument.read(file).count
        }
    }

    private static func asked(_ suite: Evaluation.Suite, _ script: ScriptedAnswerer) async throws -> Int {
        let report = try await SuiteRunner.run(suite, Subject(script)).report
        #expect(report.chart.svg.contains("</svg>") && report.table.count > 1)
        return suite.questions.count
    }

    /// Whether an error is one that these readers may throw.
    private static func isOurs(_ error: any Error) -> Bool {
        error is EvaluationError || error is CorpusError || error is ArtifactError
    }

    @Test(arguments: Reader.allCases)
    func anyFileIsReadOrRefused(reader: Reader) async throws {
        _ = try folder.file("pool.jsonl", [#"{"question": "q", "answer": "a"}"#])
        let lines = Self.lines[reader] ?? []
        let whole = try await Self.read(folder.file("whole.jsonl", lines), reader)
        #expect(whole >= 2)
        let file = folder.url.appendingPathComponent("fuzzed.jsonl")
        var (read, refused) = (0, 0)
        for seed in FuzzSeeds(share: 0.1) {
            var random = SeededGenerator(seed, "broken " + reader.rawValue)
            let some = lines.filter { _ in random.chance(0.6) }
            let bytes = JSONMutator.changed(Array(some.joined(separator: "\n").utf8), &random)
            try Data(bytes).write(to: file)
            do {
                let count = try await Self.read(file, reader)
                #expect(count > 0)
                read += 1
            } catch {
                refused += 1
                if !Self.isOurs(error) {
                    Issue.record("\(error) is no error of ours: \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        #expect(read > 0 && refused > 0)
        if FuzzSeeds.seconds != nil { print("\(reader.rawValue): \(read) files read, \(refused) refused") }
    }

    @Test(arguments: Reader.allCases)
    func foldersAreRefused(reader: Reader) async throws {
        do {
            let count = try await Self.read(folder.url, reader)
            Issue.record("\(count) questions in a folder")
        } catch {
            #expect(Self.isOurs(error), "\(error)")
        }
    }
}
