/// A Python range of machine-word integers.
final class RangeObject: Object, @unchecked Sendable {
    let start: Int
    let stop: Int
    let step: Int
    /// How many integers it has.
    let count: Int

    init(start: Int, stop: Int, step: Int, _ heap: Heap) {
        self.start = start
        self.stop = stop
        self.step = step
        count = Self.count(start, stop, step)
        super.init(heap)
    }

    static func count(_ start: Int, _ stop: Int, _ step: Int) -> Int {
        guard step > 0 ? start < stop : start > stop else { return 0 }
        // The distance of two Ints fits UInt.
        let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
        return Int(clamping: (distance - 1) / step.magnitude + 1)
    }

    /// The integer at `index`, which must be less than ``count``.
    subscript(index: Int) -> Int { start &+ index &* step }

    /// Where `value` stands in it.
    func index(of value: Int) -> Int? {
        guard step > 0 ? value >= start && value < stop : value <= start && value > stop else { return nil }
        let distance = step > 0 ? UInt(bitPattern: value &- start) : UInt(bitPattern: start &- value)
        return distance % step.magnitude == 0 ? Int(clamping: distance / step.magnitude) : nil
    }

    override var type: TypeObject { Types.range }

    override func length(_ machine: Machine) -> Int? { count }

    override func iterator(_ machine: Machine) -> IteratorObject? {
        RangeIterator(start: start, step: step, count: count, heap)
    }

    override func contains(_ value: Value, _ machine: Machine) throws -> Bool? {
        switch value {
        case .int(let number): index(of: number) != nil
        case .bool(let truth): index(of: truth ? 1 : 0) != nil
        case .bigInt: false
        default: nil
        }
    }

    override func hash(_ machine: Machine) -> Int {
        count &* 31 &+ (count > 0 ? start &* 7 : 0) &+ (count > 1 ? step : 0)
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        guard case .object(let object) = key, let slice = object as? SliceObject else {
            return .int(self[try machine.index(key, count: count, of: "range object")])
        }
        let indices = try slice.indices(length: count, machine)
        let (factor, isTooLarge) = step.multipliedReportingOverflow(by: indices.step)
        guard !isTooLarge else { throw Interruption.overflowError("range step too large") }
        let first = start &+ indices.start &* step
        return .object(
            RangeObject(start: first, stop: start &+ indices.stop &* step, step: factor, heap))
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard case .object(let object) = other, let other = object as? RangeObject else { return nil }
        return count == other.count && (count == 0 || start == other.start) && (count < 2 || step == other.step)
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        switch name {
        case "start": .int(start)
        case "stop": .int(stop)
        case "step": .int(step)
        default: nil
        }
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        text.append(step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))")
    }
}
