import Foundation

/// Work that computes for long without a pause: not on the cooperative pool, whose few threads everybody shares.
public enum OffPool {
    /// Runs `work` on a thread of its own and suspends until it is done.
    ///
    /// - Parameter stackSize: the bytes of the thread's stack; work that calls itself needs room.
    public static func run<Value: Sendable>(
        stackSize: Int = 16 << 20, _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            thread.stackSize = stackSize
            thread.start()
        }
    }
}
