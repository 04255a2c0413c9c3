import Dispatch
import Foundation

/// Runs work that ctrl-C cancels: the first one lets it save and stop, the second one ends the process.
enum Interrupt {
    static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws
        -> Result
    {
        let task = Task { try await work() }
        signal(SIGINT, SIG_IGN)
        signal(SIGTERM, SIG_IGN)
        // A queue with a thread of its own: on one core, long work holds the only thread of the shared queues.
        let queue = DispatchQueue(label: "interrupt")
        let sources = [SIGINT, SIGTERM].map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        for source in sources {
            source.setEventHandler {
                if task.isCancelled { Foundation.exit(130) }
                Terminal.shared.note("stopping …")
                task.cancel()
            }
            source.resume()
        }
        defer {
            for source in sources { source.cancel() }
            signal(SIGINT, SIG_DFL)
            signal(SIGTERM, SIG_DFL)
        }
        return try await task.value
    }
}
