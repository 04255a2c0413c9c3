import Synchronization

/// Work that somebody waits for only so long.
enum Deadline {
    private struct State<Value: Sendable> {
        var continuation: CheckedContinuation<Value?, Never>?
        var isOver = false
        var tasks: [Task<Void, Never>] = []
    }

    /// What the work returns; nil if it takes longer or the caller is cancelled. The work's task is cancelled then and not
    /// waited for.
    static func run<Value: Sendable>(seconds: Double, _ work: @escaping @Sendable () async -> Value) async -> Value? {
        let owner = Owner<Value>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard owner.begin(continuation) else { return continuation.resume(returning: nil) }
                owner.add(Task { owner.finish(await work()) })
                owner.add(
                    Task {
                        try? await Task.sleep(for: .seconds(seconds.isFinite ? min(max(seconds, 0), 86400) : 86400))
                        owner.finish(nil)
                    })
            }
        } onCancel: {
            owner.finish(nil)
        }
    }

    private final class Owner<Value: Sendable>: Sendable {
        private let state = Mutex(State<Value>())

        /// Keeps who waits; false if it is over already.
        func begin(_ continuation: CheckedContinuation<Value?, Never>) -> Bool {
            state.withLock { state in
                if !state.isOver { state.continuation = continuation }
                return !state.isOver
            }
        }

        /// Keeps a task to cancel when it is over.
        func add(_ task: Task<Void, Never>) {
            let isOver = state.withLock { state in
                if !state.isOver { state.tasks.append(task) }
                return state.isOver
            }
            if isOver { task.cancel() }
        }

        /// Answers once; what still goes on is cancelled.
        func finish(_ value: Value?) {
            let (continuation, tasks) = state.withLock { state in
                defer {
                    state.continuation = nil
                    state.tasks = []
                    state.isOver = true
                }
                return (state.continuation, state.tasks)
            }
            continuation?.resume(returning: value)
            for task in tasks { task.cancel() }
        }
    }
}
