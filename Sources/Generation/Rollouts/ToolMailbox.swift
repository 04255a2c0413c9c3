import Synchronization

/// Where tools that run beside the batch leave what they answered.
final class ToolMailbox: Sendable {
    typealias Answer = (sequence: RolloutSequence, forced: [Int32])

    private struct State {
        var answers: [Result<Answer, any Error>] = []
        var expected = 0
        var waiter: CheckedContinuation<Void, Never>?
    }
    private let state = Mutex(State())

    /// Says that one more answer will come.
    func expect() { state.withLock { $0.expected += 1 } }

    /// Leaves an answer.
    func put(_ answer: sending Result<Answer, any Error>) {
        let waiter = state.withLock { state in
            state.answers.append(answer)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// The answers that have come since the last look.
    func take() throws -> [Answer] {
        let answers = state.withLock { state in
            defer { state.answers = [] }
            state.expected -= state.answers.count
            return state.answers
        }
        return try answers.map { try $0.get() }
    }

    /// Waits until an answer is there; at once where none is expected.
    func wait() async throws {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.answers.isEmpty, state.expected > 0 else { return true }
                state.waiter = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
