/// Runs programs in a language that is, as far as it goes, Python: made for what a language model writes to count, to calculate and
/// to test itself.
///
/// A program can compute and print, nothing else: there are no files, no network, no clock; what is random comes from a fixed
/// seed. Each run begins anew; ``InterpreterSession`` keeps variables.
///
/// ```swift
/// let result = Interpreter().run("print('strawberry'.count('r'))")
/// print(result.output)  // 3
/// ```
public struct Interpreter: Sendable {
    public let limits: ExecutionLimits

    public init(limits: ExecutionLimits = ExecutionLimits()) { self.limits = limits }

    /// Runs a program to its end, or to that of a budget.
    public func run(_ source: String) -> ExecutionResult { InterpreterSession(limits: limits).run(source) }
}
