/// Counts the memory that a program's objects take, refuses what goes beyond the limit, and takes them apart without deep recursion.
final class Heap: @unchecked Sendable {
    /// For objects that all programs share (types, built-in functions): immutable, and not counted.
    static let shared = Heap(limit: .max)

    /// The most bytes that may be in use.
    let limit: Int
    /// The bytes now in use, by estimate.
    private(set) var used = 0
    private let isCounting: Bool
    private var cyclic: [Unmanaged<CyclicObject>] = []
    private var made = 0
    private let condemnedRows = Condemned<[Value]>()
    private let condemned = Condemned<Value>()
    private var isEnding = false

    init(limit: Int) {
        self.limit = limit
        isCounting = limit != .max
    }

    /// Counts `bytes` more as used.
    func claim(_ bytes: Int) throws {
        try check(bytes)
        if isCounting { used &+= bytes }
    }

    /// Counts `bytes` more as used, whatever the limit; the next claim or ``Machine/spend(_:)`` notices.
    func count(_ bytes: Int) {
        if isCounting { used &+= bytes }
    }

    /// Counts `bytes` as free again.
    func give(_ bytes: Int) {
        if isCounting { used &-= bytes }
    }

    /// Fails if `bytes` more would be too much.
    func check(_ bytes: Int) throws {
        guard isCounting else { return }
        let (sum, isTooLarge) = used.addingReportingOverflow(bytes)
        guard !isTooLarge, sum <= limit else { throw Interruption.exhausted(.memoryExhausted) }
    }

    /// Fails if `count` things of `size` bytes each would be too much.
    func check(_ count: Int, of size: Int) throws {
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: size)
        guard !isTooLarge else { throw Interruption.exhausted(.memoryExhausted) }
        try check(bytes)
    }
}

extension Heap {
    /// Drops `values`. What that drops in turn waits until they are gone, so that the native stack stays shallow.
    func discard(_ values: inout [Value]) {
        guard !values.isEmpty else { return }
        condemnedRows.take(&values, leaving: [])
        endCondemned()
    }

    /// Drops one value, as ``discard(_:)-swift.method`` does.
    func discard(_ value: inout Value) {
        guard value.mayHoldValues else {
            value = .undefined
            return
        }
        condemned.take(&value, leaving: .undefined)
        endCondemned()
    }

    private func endCondemned() {
        guard !isEnding else { return }
        isEnding = true
        while condemnedRows.count + condemned.count > 0 {
            condemnedRows.endLast()
            condemned.endLast()
        }
        isEnding = false
    }

    /// A number for the next object that can come to hold itself.
    func nextSerial() -> Int {
        guard isCounting else { return 0 }
        made += 1
        return made
    }

    func register(_ object: CyclicObject) {
        guard isCounting else { return }
        object.registration = cyclic.count
        cyclic.append(.passUnretained(object))
    }

    func unregister(_ object: CyclicObject) {
        guard isCounting, let last = cyclic.popLast(), object.registration < cyclic.count else { return }
        last._withUnsafeGuaranteedRef { $0.registration = object.registration }
        cyclic[object.registration] = last
    }

    /// Breaks all cycles: whatever can hold others lets go of them.
    func dismantle() {
        let objects = cyclic.map { $0.takeUnretainedValue() }
        for object in objects { object.dismantle() }
    }
}
