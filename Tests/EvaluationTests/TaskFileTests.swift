import Evaluation
import Foundation
import SwiftletTesting
import Testing

struct TaskFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func headerAndKindsAreRead() throws {
        let file = try folder.file(
            "animals.jsonl",
            [
                #"{"task": "animals", "description": "About animals.", "prompt": "Q: {question} ({{n}} {level})\nA:", "#
                    + #""stop": ["\n"], "max_tokens": 9}"#,
                "",
                #"{"id": "a", "question": "Legs?", "level": 1, "choices": ["two", "four"], "answer": 1}"#,
                #"{"question": "Wool?", "level": 2.5, "answers": ["sheep", "a lamb"]}"#,
                #"{"question": "Legs of two?", "level": 3, "answer": 8}"#,
                #"{"question": "Two?", "level": 3, "choices": ["one", "two"], "answer": "two"}"#,
                #"{"context": "The cat", "continuation": " sat"}"#, #"{"text": "Some text."}"#,
                #"{"kind": "code", "task_id": "X/1", "prompt": "def f():\n", "entry_point": "f", "test": "t"}"#,
            ])
        let task = try TaskFile.read(file)
        #expect(task.name == "animals" && task.description == "About animals." && task.stops == ["\n"])
        #expect(task.maxTokens == 9 && task.examples.count == 0 && task.hasPrograms)
        #expect(task.items.map(\.line) == [3, 4, 5, 6, 7, 8, 9])
        #expect(task.items.map(\.id) == ["a", "4", "5", "6", "7", "8", "X/1"])
        #expect(
            task.items.map(\.question) == [
                .multipleChoice(prompt: "Q: Legs? ({n} 1)\nA:", choices: ["two", "four"], answer: 1),
                .generate(
                    prompt: "Q: Wool? ({n} 2.5)\nA:", accepted: ["sheep", "a lamb"], target: "sheep", rule: .text),
                .generate(prompt: "Q: Legs of two? ({n} 3)\nA:", accepted: ["8"], target: "8", rule: .text),
                .multipleChoice(prompt: "Q: Two? ({n} 3)\nA:", choices: ["one", "two"], answer: 1),
                .logLikelihood(context: "The cat", continuation: " sat"), .rolling(text: "Some text."),
                .code(PythonProblem(prompt: "def f():\n", entryPoint: "f", test: "t")),
            ])
    }

    @Test func workedAnswersAreNumbers() throws {
        let file = try folder.file(
            "sums.test.jsonl", [#"{"question": "Two and three?", "answer": "2+3=<<2+3=5>>5\n#### 1,005"}"#])
        let task = try TaskFile.read(file)
        #expect(task.name == "sums" && task.stops == ["Question:"])
        #expect(
            task.items[0].question
                == .generate(
                    prompt: "Question: Two and three?\nAnswer:", accepted: ["1005"],
                    target: "2+3=<<2+3=5>>5\n#### 1,005", rule: .number))
    }

    @Test(arguments: [
        ("[1]", "not a JSON object"), ("{", "not a JSON object"), (#"{"question": "x"}"#, "kind cannot be told"),
        (#"{"kind": "essay"}"#, "'essay' is unknown"), (#"{"kind": 3}"#, "'kind' should be a text"),
        (#"{"question": "x", "choices": ["a"], "answer": 0}"#, "two texts or more"),
        (#"{"question": "x", "choices": ["a", ""], "answer": 0}"#, "none of them empty"),
        (#"{"question": "x", "choices": "ab", "answer": 0}"#, "list of texts"),
        (#"{"question": "x", "choices": ["a", "b"], "answer": 2}"#, "from 0 to 1"),
        (#"{"question": "x", "choices": ["a", "b"], "answer": "c"}"#, "from 0 to 1"),
        (#"{"question": "x", "choices": ["a", "b"], "answer": -1}"#, "from 0 to 1"),
        (#"{"question": "x", "choices": ["a", "b"]}"#, "from 0 to 1"),
        (#"{"answer": "y"}"#, "needs 'question'"), (#"{"question": "x", "answer": ""}"#, "an answer is empty"),
        (#"{"question": "x", "answers": []}"#, "'answers' is empty"),
        (#"{"question": ["x"], "answer": "y"}"#, "to be a text or a number"),
        (#"{"question": "x", "answer": {"y": 1}}"#, "'answer' should be a text or a number"),
        (#"{"continuation": ""}"#, "'continuation' is empty"), (#"{"text": 3}"#, "'text' should be a text"),
        (
            #"{"task_id": "t", "prompt": "p", "test": "t", "entry_point": null, "kind": "code"}"#,
            "'entry_point' is missing"
        ),
    ])
    func badLinesAreNamed(line: String, reason: String) throws {
        let file = try folder.file("bad.jsonl", [#"{"question": "x", "answer": "y"}"#, line])
        let error = #expect(throws: EvaluationError.self) { _ = try TaskFile.read(file) }
        guard case .badLine(_, 2, let found)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found.contains(reason), "\(found)")
    }

    @Test(arguments: [
        (#"{"task": "t", "shot": 3}"#, "no 'shot'"), (#"{"task": "t", "shots": -1}"#, "from 0 to"),
        (#"{"task": "t", "match": "fuzzy"}"#, "number or text"),
        (#"{"task": "t", "prompt": "{question"}"#, "without }"),
        (#"{"task": "t", "prompt": "question}"}"#, "without {"), (#"{"task": 3}"#, "'task' should be a text"),
    ])
    func badHeadersAreNamed(line: String, reason: String) throws {
        let file = try folder.file("bad.jsonl", [line, #"{"question": "x", "answer": "y"}"#])
        let error = #expect(throws: EvaluationError.self) { _ = try TaskFile.read(file) }
        #expect(
            "\(error.map { "\($0)" } ?? "")".contains(reason) && "\(error.map { "\($0)" } ?? "")".contains("line 1"))
    }

    @Test func filesWithoutQuestionsAreRefused() throws {
        let empty = try folder.file("empty.jsonl", ["", #"{"task": "t"}"#])
        #expect(throws: EvaluationError.empty(path: empty.path)) { _ = try TaskFile.read(empty) }
        let missing = folder.url.appendingPathComponent("none.jsonl")
        #expect(throws: EvaluationError.missingFile(path: missing.path)) { _ = try TaskFile.read(missing) }
    }

    @Test func examplesAreOthersAndTheSameForTheSameSeed() throws {
        let lines = (0..<6).map { #"{"question": "q\#($0)", "answer": "a\#($0)"}"# }
        let task = try TaskFile.read(try folder.file("t.jsonl", lines), shots: 3)
        for index in 0..<6 {
            let drawn = try task.examples.drawn(for: index, seed: 5)
            #expect(drawn.count == 3 && Set(drawn.map(\.question)).count == 3)
            #expect(drawn.allSatisfy { $0.question != "q\(index)" && $0.answer == "a" + $0.question.dropFirst() })
            #expect(try task.examples.drawn(for: index, seed: 5).map(\.question) == drawn.map(\.question))
        }
        let orders = try (0..<20).map { try task.examples.drawn(for: 0, seed: UInt64($0)).map(\.question) }
        #expect(Set(orders).count > 5)
        let tooMany = try TaskFile.read(folder.url.appendingPathComponent("t.jsonl"), shots: 6)
        #expect(throws: EvaluationError.tooFewExamples(wanted: 6, found: 5)) {
            _ = try tooMany.examples.drawn(for: 0, seed: 1)
        }
    }

    @Test func examplesComeFromAnotherFileUnderTheSameTemplates() throws {
        _ = try folder.file(
            "train.jsonl", [#"{"task": "other", "prompt": "no"}"#, #"{"question": "q", "answer": "a"}"#])
        let file = try folder.file(
            "t.jsonl",
            [
                #"{"task": "t", "prompt": "Q {question}", "target": "A {answer}", "shots": 1, "shots_from": "train.jsonl"}"#,
                #"{"question": "x", "answer": "y"}"#,
            ])
        let drawn = try TaskFile.read(file).examples.drawn(for: 0, seed: 1)
        #expect(drawn.map(\.question) == ["Q q"] && drawn.map(\.answer) == ["A a"])
        // The header's number is taken back from the command line.
        #expect(try TaskFile.read(file, shots: 0).examples.drawn(for: 0, seed: 1).isEmpty)
    }

    @Test(.enabled(if: sharedData != nil))
    func publicSetsAreReadAsTheyAre() throws {
        let data = try #require(sharedData).appendingPathComponent("data")
        let sums = try TaskFile.read(
            data.appendingPathComponent("gsm8k/test-a.jsonl.gz"), shots: 5,
            shotsFrom: data.appendingPathComponent("gsm8k/train.jsonl.gz"))
        #expect(sums.items.count == 660 && sums.examples.pool.count == 7473 && !sums.examples.isTask)
        for item in sums.items + sums.examples.pool {
            guard case .generate(_, let accepted, let target, .number) = item.question else {
                Issue.record("line \(item.line) is no word problem")
                return
            }
            // The right answer is right by both rules.
            #expect(AnswerNumber.strict(target) == accepted[0] && AnswerNumber.flexible(target) == accepted[0])
        }
        let programs = try TaskFile.read(data.appendingPathComponent("tasks/HumanEval.jsonl.gz"))
        #expect(programs.items.count == 164 && programs.items.allSatisfy { $0.kind == "code" })
        #expect(programs.items.last?.id == "HumanEval/163")
    }
}
