import Foundation

/// A seed for each of a hundred rounds, or for as many as there is time for where `SWIFTLET_FUZZ_SECONDS` is set.
public struct FuzzSeeds: Sequence, IteratorProtocol {
    /// The seconds of `SWIFTLET_FUZZ_SECONDS`; nil where it is not set.
    public static let seconds = ProcessInfo.processInfo.environment["SWIFTLET_FUZZ_SECONDS"].flatMap(Double.init)
    private let end: Date
    private let base: UInt64
    private var count: UInt64 = 0

    /// - Parameter share: the part of the seconds that belongs to this run.
    public init(share: Double) {
        end = Date(timeIntervalSinceNow: (Self.seconds ?? 0) * share)
        base = Self.seconds == nil ? 0 : UInt64(end.timeIntervalSince1970) &* 1_000_003
    }

    /// The next seed; nil when the rounds or the time are over.
    public mutating func next() -> UInt64? {
        guard count < 100 || Date() < end else { return nil }
        defer { count += 1 }
        return base &+ count
    }
}
