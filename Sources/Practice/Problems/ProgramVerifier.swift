import Foundation
import ToolUse

/// The answer is a program; the problem's `answer` is the tests that follow it, lines of `assert`. Leniently it may stand outside of a
/// fence, from the first `def` on.
///
/// Programs run in the interpreter, with small budgets: there are no files, no network, no clock.
public struct ProgramVerifier: Verifier {
    public static let name = "program"
    private static let limits = ExecutionLimits(
        steps: 200_000, memory: 16 << 20, outputCharacters: 2000, recursionDepth: 200)

    /// The verifier.
    public init() {}

    public func grade(_ answer: String, to problem: PracticeProblem) async -> Grade {
        let fenced = Self.fenced(answer)
        let isRight = fenced.map { Self.passes($0, problem.answer) } ?? false
        let loose = answer.range(of: "def ").map { String(answer[$0.lowerBound...]) }
        return Grade(
            isRight: isRight, isRightLeniently: isRight || (loose.map { Self.passes($0, problem.answer) } ?? false),
            isFormed: fenced != nil)
    }

    public func objection(to problem: PracticeProblem) -> String? {
        problem.answer.contains("assert ") ? nil : "'answer' has no line of tests that begins with 'assert'"
    }

    /// What stands in the last fence of an answer: between ```` ```python ```` or ```` ``` ```` and ```` ``` ````.
    static func fenced(_ answer: String) -> String? {
        let parts = answer.components(separatedBy: "```")
        guard parts.count >= 3 else { return nil }
        // Every second part is within a fence; an open one at the end is none.
        let inside = stride(from: 1, to: parts.count - 1, by: 2).map { parts[$0] }
        guard let last = inside.last else { return nil }
        let lines = last.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let hasLanguage = lines[0].trimmingCharacters(in: .whitespaces).allSatisfy(\.isLetter)
        return lines.count == 2 && hasLanguage ? String(lines[1]) : last
    }

    private static func passes(_ program: String, _ tests: String) -> Bool {
        Interpreter(limits: limits).run(program + "\n" + tests).error == nil
    }
}
