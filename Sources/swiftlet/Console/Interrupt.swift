import Dispatch
import Foundation

/// Runs work that ctrl-C cancels.
enum Interrupt {
    /// Long work: the first ctrl-C, or a polite end, lets it save and stop; the second one ends the process.
    static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws
        -> Result
    {
        let task = Task { try await work() }
        let stop = listening(to: [SIGINT, SIGTERM]) {
            if task.isCancelled { Foundation.exit(130) }
            Terminal.shared.note("stopping …")
            task.cancel()
        }
        defer { stop() }
        return try await task.value
    }

    /// An answer: ctrl-C stops it, and the program goes on; nil when it was stopped.
    static func stopping<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws
        -> Result?
    {
        let task = Task { try await work() }
        let stop = listening(to: [SIGINT]) { task.cancel() }
        defer { stop() }
        do {
            let result = try await task.value
            return task.isCancelled ? nil : result
        } catch is CancellationError {
            return nil
        }
    }

    /// Calls a handler for each of some signals, until what is returned is called.
    private static func listening(to signals: [Int32], _ handler: @escaping @Sendable () -> Void) -> () -> Void {
        // A queue with a thread of its own: on one core, long work holds the only thread of the shared queues.
        let queue = DispatchQueue(label: "interrupt")
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler(handler: handler)
            source.resume()
            return source
        }
        return {
            for source in sources { source.cancel() }
            for number in signals { signal(number, SIG_DFL) }
        }
    }
}
