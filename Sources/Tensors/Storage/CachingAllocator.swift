import CKernels
import Foundation

/// Hands out 64-byte-aligned buffers and keeps returned ones for the next request of the same size class, so that a
/// warm training step allocates nothing.
public final class CachingAllocator: @unchecked Sendable {
    /// The allocator that all tensors use.
    public static let shared = CachingAllocator()

    /// Bytes in use, the most that ever were, and bytes held in all (in use or kept).
    public struct Statistics: Sendable, Equatable {
        /// Bytes in tensors that live.
        public var current = 0
        /// The greatest value of `current` since the last reset.
        public var peak = 0
        /// Bytes obtained from the system.
        public var reserved = 0
    }

    package init() {}

    private let lock = NSLock()
    private var free: [Int: [UnsafeMutableRawPointer]] = [:]
    private var state = Statistics()
    /// What is left of the newest slab.
    private var slab = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private static let slabSize = 32 << 20
    /// Buffers of so many bytes have a region of their own.
    private static let ownRegion = 4 << 20

    /// A snapshot of the counters.
    public var statistics: Statistics { lock.withLock { state } }

    /// Begins a new measurement of the peak.
    public func resetPeak() { lock.withLock { state.peak = state.current } }

    /// Bytes rounded up to the size class: at most a quarter more than asked for.
    package static func sizeClass(_ bytes: Int) -> Int {
        let least = max(bytes, 256)
        let step = max(64, 1 << (Int.bitWidth - 1 - least.leadingZeroBitCount - 2))
        return (least + step - 1) / step * step
    }

    package func take(_ sizeClass: Int) -> UnsafeMutableRawPointer {
        lock.withLock {
            state.current += sizeClass
            state.peak = max(state.peak, state.current)
            if let pointer = free[sizeClass]?.popLast() { return pointer }
            return sizeClass >= Self.ownRegion ? region(sizeClass) : piece(sizeClass)
        }
    }

    /// Small buffers are cut from slabs, so that they lie on large pages too.
    private func piece(_ bytes: Int) -> UnsafeMutableRawPointer {
        if slab.count < bytes { slab = .init(start: region(Self.slabSize), count: Self.slabSize) }
        defer { slab = .init(rebasing: slab[bytes...]) }
        return slab.baseAddress ?? region(bytes)
    }

    private func region(_ bytes: Int) -> UnsafeMutableRawPointer {
        guard let pointer = swiftlet_allocate(bytes) else {
            fatalError("no memory left: \(state.reserved >> 20) MiB are in use. Take a smaller batch.")
        }
        state.reserved += bytes
        return pointer
    }

    package func give(_ pointer: UnsafeMutableRawPointer, _ sizeClass: Int) {
        lock.withLock {
            state.current -= sizeClass
            free[sizeClass, default: []].append(pointer)
        }
    }
}

/// A buffer that goes back to the allocator when its last tensor ends.
final class Buffer: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
    private let sizeClass: Int

    init(bytes: Int) {
        sizeClass = CachingAllocator.sizeClass(bytes)
        pointer = CachingAllocator.shared.take(sizeClass)
    }

    deinit { CachingAllocator.shared.give(pointer, sizeClass) }
}
