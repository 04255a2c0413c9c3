import Foundation

/// Work that computes for long without a pause: not on the cooperative pool, whose few threads everybody shares.
public enum OffPool {
    /// Runs `work` on a thread of its own and suspends until it is done.
    public static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            // Interpreters call themselves: give them room.
            thread.stackSize = 16 << 20
            thread.start()
        }
    }
}
