/// What stands between the brackets of `a[start:stop:step]`.
final class SliceObject: Object, @unchecked Sendable {
    private var bounds: [Value]

    init(start: Value, stop: Value, step: Value, _ heap: Heap) {
        bounds = [start, stop, step]
        super.init(heap)
    }

    deinit { heap.discard(&bounds) }

    override var type: TypeObject { Types.slice }

    override func hash(_ machine: Machine) throws -> Int { throw Interruption.typeError("unhashable type: 'slice'") }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard case .object(let object) = other, let other = object as? SliceObject else { return nil }
        return try machine.areEqual(bounds, other.bounds)
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        switch name {
        case "start": bounds[0]
        case "stop": bounds[1]
        case "step": bounds[2]
        default: nil
        }
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        text.append("slice(")
        for (index, bound) in bounds.enumerated() {
            if index > 0 { text.append(", ") }
            try machine.writeRepresentation(of: bound, to: &text)
        }
        text.append(")")
    }

    /// The places that it means in a sequence of `length` items.
    func indices(length: Int, _ machine: Machine) throws -> SliceIndices {
        let step = try machine.sliceBound(bounds[2]) ?? 1
        guard step != 0 else { throw Interruption.valueError("slice step cannot be zero") }
        let (lowest, highest) = step > 0 ? (0, length) : (-1, length - 1)
        func clamped(_ bound: Int) -> Int {
            bound < 0 ? max(bound.addingReportingOverflow(length).partialValue, lowest) : min(bound, highest)
        }
        let start = try machine.sliceBound(bounds[0]).map(clamped) ?? (step > 0 ? lowest : highest)
        let stop = try machine.sliceBound(bounds[1]).map(clamped) ?? (step > 0 ? highest : lowest)
        return SliceIndices(start: start, stop: stop, step: step)
    }
}

/// The places that a slice means in a sequence of known length, in order.
struct SliceIndices: Sequence {
    let start: Int
    let stop: Int
    let step: Int

    var count: Int {
        guard step > 0 ? start < stop : start > stop else { return 0 }
        return Int((step > 0 ? stop - start - 1 : start - stop - 1).magnitude / step.magnitude) + 1
    }

    /// The places as a range, where `step` is 1.
    var range: Range<Int> { start..<Swift.max(start, stop) }

    func makeIterator() -> AnyIterator<Int> {
        var (left, place) = (count, start)
        return AnyIterator {
            guard left > 0 else { return nil }
            left -= 1
            defer { place = place &+ step }
            return place
        }
    }
}
