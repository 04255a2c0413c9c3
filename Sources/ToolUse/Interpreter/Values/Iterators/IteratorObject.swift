/// Gives values one by one, as Python's iterators do.
class IteratorObject: CyclicObject, @unchecked Sendable {
    /// The next value; nil at the end, and from then on.
    func next(_ machine: Machine) throws -> Value? { nil }

    override var type: TypeObject { Types.iterator }

    override func isTrue(_ machine: Machine) -> Bool { true }

    override func iterator(_ machine: Machine) throws -> IteratorObject? { self }
}
