import Artifacts
import Corpus
import Foundation

/// Reads tasks from files of JSON lines, plain or compressed; docs/evaluation.md describes the format.
///
/// The first line may be a header, an object with the key `task`; each other line is a question. Files in GSM8K's and HumanEval's
/// own shapes are read as they are.
public enum TaskFile {
    /// Reads a task.
    ///
    /// - Parameters:
    ///   - shots: how many examples stand before each question; nil takes the header's number, or none.
    ///   - shotsFrom: the file that examples come from; nil takes the header's, or the task itself.
    /// - Throws: `EvaluationError`, `CorpusError`; both name file and line.
    public static func read(_ url: URL, shots: Int? = nil, shotsFrom: URL? = nil) throws -> EvaluationTask {
        let (header, items) = try lines(url)
        guard let first = items.first else { throw EvaluationError.empty(path: url.path) }
        let from = shotsFrom ?? header.shotsFrom.map { URL(fileURLWithPath: $0, relativeTo: url.absoluteURL) }
        let count = max(0, shots ?? header.shots ?? 0)
        var examples = FewShotExamples(pool: items, isTask: true, count: count)
        if let from, count > 0, from.standardizedFileURL != url.standardizedFileURL {
            examples = FewShotExamples(pool: try lines(from, under: header).1, isTask: false, count: count)
        }
        let standard = first.question.standard
        return EvaluationTask(
            name: header.name ?? self.name(of: url), digest: try Digest(ofFile: url).hex,
            description: header.description ?? "", items: items, stops: header.stops ?? standard.stops,
            maxTokens: header.maxTokens ?? standard.maxTokens, examples: examples)
    }

    /// All lines of a file; `outer` is the header of a task that takes its examples from here.
    private static func lines(_ url: URL, under outer: TaskHeader? = nil) throws -> (TaskHeader, [TaskItem]) {
        var header = outer ?? TaskHeader()
        var items: [TaskItem] = []
        let decoder = ForeignJSONDecoder()
        var isFirst = true
        try JSONLines.read(url) { data, number in
            guard let line = try? decoder.decode([String: JSONValue].self, from: data) else {
                throw EvaluationError.badLine(path: url.path, line: number, reason: "it is not a JSON object")
            }
            do {
                defer { isFirst = false }
                if isFirst, line["task"] != nil, line["task_id"] == nil {
                    if outer == nil { header = try TaskHeader(line) }
                } else {
                    items.append(try TaskLine(fields: line, number: number).item(header))
                }
            } catch let problem as PromptTemplate.Problem {
                throw EvaluationError.badLine(path: url.path, line: number, reason: problem.reason)
            }
        }
        return (header, items)
    }

    /// A file's name up to its first dot.
    private static func name(of url: URL) -> String {
        url.lastPathComponent.split(separator: ".").first.map(String.init) ?? url.lastPathComponent
    }
}

/// Lines of a file, with this module's error where there is no file.
enum JSONLines {
    static func read(_ url: URL, _ body: (Data, Int) throws -> Void) throws {
        do {
            try DocumentReader.readLines(url, body)
        } catch CorpusError.missing(let path) {
            throw EvaluationError.missingFile(path: path)
        }
    }
}

extension TaskItem.Question {
    /// How a base model's answer ends, and how long an answer may be, where the header does not say it.
    fileprivate var standard: (stops: [String], maxTokens: Int) {
        switch self {
        case .generate(_, _, _, .number): (["Question:"], 256)
        case .code: (PythonProblem.stops, 512)
        default: (["\n\n"], 256)
        }
    }
}
