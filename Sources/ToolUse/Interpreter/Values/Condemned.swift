/// Values that wait for their end, and one that is ending.
///
/// They are moved in and out through memory that the compiler does not follow: it could delay the release of a variable's value to
/// where that would nest.
final class Condemned<Element> {
    private var waiting: UnsafeMutablePointer<Element>
    private var capacity = 16
    private(set) var count = 0
    private let ending: UnsafeMutablePointer<Element>

    init() {
        waiting = .allocate(capacity: capacity)
        ending = .allocate(capacity: 1)
    }

    deinit {
        waiting.deinitialize(count: count)
        waiting.deallocate()
        ending.deallocate()
    }

    /// Takes a value and leaves `empty` in its place.
    func take(_ value: inout Element, leaving empty: consuming Element) {
        if count == capacity { grow() }
        (waiting + count).initialize(to: empty)
        swap(&waiting[count], &value)
        count += 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: waiting, count: count)
        waiting.deallocate()
        (waiting, capacity) = (larger, capacity * 2)
    }

    /// Ends the last value. Others may be taken meanwhile.
    func endLast() {
        guard count > 0 else { return }
        count -= 1
        ending.moveInitialize(from: waiting + count, count: 1)
        Self.end(ending, count: 1)
    }

    @inline(never) private static func end(_ place: UnsafeMutablePointer<Element>, count: Int) {
        place.deinitialize(count: count)
    }
}
