import Artifacts
import Corpus
import Foundation
import TinyWeb

/// Problems of the invented world, made as they are needed; those that are kept for evaluation never come.
public struct GeneratedProblems: PracticeProblems {
    private let choices: [(kind: PracticeKind, level: Int)]
    private let seed: UInt64

    /// Problems of some kinds, at their own levels for training or at others.
    public init(_ kinds: [PracticeKind], levels: [Int]? = nil, seed: UInt64) {
        choices = kinds.flatMap { kind in (levels ?? kind.levels).map { (kind, $0) } }
        self.seed = seed
    }

    public func problem(update: Int, place: Int) -> PracticeProblem {
        var random = SeededGenerator(seed, "practice \(update)", place)
        while true {
            let (kind, level) = random.pick(choices)
            let task = kind.task(level: level, &random)
            if !PracticeKind.isHeldOut(task.question) { return PracticeProblem(task, kind, level: level) }
        }
    }

    /// Problems that are kept for evaluation.
    public static func heldOut(_ kind: PracticeKind, levels: [Int], count: Int, seed: UInt64) -> [PracticeProblem] {
        kind.tasks(count, levels: levels, heldOut: true, seed: seed).map {
            PracticeProblem($0.task, kind, level: $0.level)
        }
    }
}

/// Problems of a file, drawn at random.
public struct ListedProblems: PracticeProblems {
    /// The problems in their order.
    public let problems: [PracticeProblem]
    private let seed: UInt64

    /// Problems of a list, which is not empty.
    public init(_ problems: [PracticeProblem], seed: UInt64) {
        precondition(!problems.isEmpty, "there are no problems")
        self.problems = problems
        self.seed = seed
    }

    public func problem(update: Int, place: Int) -> PracticeProblem {
        var random = SeededGenerator(seed, "listed \(update)", place)
        return random.pick(problems)
    }

    /// Reads a file of one problem a line, plain or compressed; each names a verifier that there is.
    ///
    /// - Throws: `PracticeError.badProblem`, `.noProblems`; `CorpusError`.
    public static func read(_ url: URL, verifiers: Verifiers = Verifiers()) throws -> [PracticeProblem] {
        var problems: [PracticeProblem] = []
        try DocumentReader.readLines(url) { line, number in
            let reason: String
            do {
                let problem = try ForeignJSONDecoder().decode(PracticeProblem.self, from: line)
                guard let objection = try verifiers[problem.verifier].objection(to: problem) else {
                    problems.append(problem)
                    return
                }
                reason = objection
            } catch let error as PracticeError {
                reason = error.description
            } catch {
                reason = "it is no problem"
            }
            throw PracticeError.badProblem(path: url.path, line: number, reason: reason)
        }
        guard !problems.isEmpty else { throw PracticeError.noProblems(path: url.path) }
        return problems
    }
}
