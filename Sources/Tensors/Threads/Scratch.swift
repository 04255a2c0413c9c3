import CKernels
import Foundation

/// Working memory of one thread for the kernels, kept from call to call.
final class Scratch {
    private var pointer: UnsafeMutablePointer<Float>
    private var capacity: Int

    private init(capacity: Int) {
        self.capacity = capacity
        pointer = Self.allocate(capacity)
    }

    deinit { pointer.deallocate() }

    /// This thread's scratch, large enough for attention over `keys` keys.
    static func pointer(keys: Int = 0) -> UnsafeMutablePointer<Float> {
        let needed = swiftlet_scratch_floats(keys, 0)
        let dictionary = Thread.current.threadDictionary
        if let found = dictionary["swiftlet.scratch"] as? Scratch {
            if found.capacity < needed { found.grow(to: needed + needed / 4) }
            return found.pointer
        }
        let made = Scratch(capacity: needed)
        dictionary["swiftlet.scratch"] = made
        return made.pointer
    }

    private func grow(to count: Int) {
        pointer.deallocate()
        pointer = Self.allocate(count)
        capacity = count
    }

    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
            .bindMemory(to: Float.self, capacity: count)
    }
}
