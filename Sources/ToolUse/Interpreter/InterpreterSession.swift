import Foundation

/// Runs programs one after the other that share their variables, as the cells of a notebook do. Each has all steps and an output
/// of its own; the memory is that of all together.
public final class InterpreterSession: @unchecked Sendable {
    // Only touched under the lock.
    private let machine: Machine
    private let lock = NSLock()

    public init(limits: ExecutionLimits = ExecutionLimits()) { machine = Machine(limits: limits) }

    /// Runs a program to its end, or to that of a budget. Several threads may call it; they wait for each other.
    public func run(_ source: String) -> ExecutionResult {
        lock.withLock {
            LargeStack.run(bytes: machine.limits.stackSize) { [machine] in machine.evaluate(Scalars(source)) }
        }
    }
}

/// Runs something on a thread with a stack of its own.
private enum LargeStack {
    private final class Box<T>: @unchecked Sendable {
        let body: () -> T
        var result: T?

        init(_ body: @escaping () -> T) { self.body = body }
    }

    static func run(bytes: Int, _ body: @escaping () -> ExecutionResult) -> ExecutionResult {
        let box = Box(body)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.result = box.body()
            done.signal()
        }
        thread.stackSize = bytes
        thread.start()
        done.wait()
        let failure = ExecutionError(type: "RuntimeError", message: "the thread ended without a result", trace: [])
        return box.result ?? ExecutionResult(output: "", value: nil, error: failure, ending: .raised, stepsUsed: 0)
    }
}
