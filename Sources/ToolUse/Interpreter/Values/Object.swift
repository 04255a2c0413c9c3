/// What a value on the heap can do. A kind of object overrides what it supports; the rest fails as in Python.
///
/// Sendable, as it has to be to stand in a global: objects that all programs share never change, all others stay with their machine.
class Object: @unchecked Sendable {
    /// Counts the memory of the object; alive as long as any of its objects.
    let heap: Heap

    /// The bytes that any object is counted with, beyond what it holds.
    private static let ownSize = 80

    init(_ heap: Heap) {
        self.heap = heap
        heap.count(Self.ownSize)
    }

    deinit { heap.give(Self.ownSize) }

    /// What `type(object)` gives.
    var type: TypeObject { Types.object }

    /// Python's `bool(object)`.
    func isTrue(_ machine: Machine) throws -> Bool {
        guard let length = try length(machine) else { return true }
        return length != 0
    }

    /// Python's `len(object)`; nil where it has none.
    func length(_ machine: Machine) throws -> Int? { nil }

    /// Python's `iter(object)`; nil where it cannot be iterated over.
    func iterator(_ machine: Machine) throws -> IteratorObject? { nil }

    /// Python's `value in object`; nil where iterating must tell.
    func contains(_ value: Value, _ machine: Machine) throws -> Bool? { nil }

    /// Python's `object[key]`.
    func item(_ key: Value, _ machine: Machine) throws -> Value {
        throw Interruption.typeError("'\(type.name)' object is not subscriptable")
    }

    /// Python's `object[key] = value`.
    func setItem(_ key: Value, to value: Value, _ machine: Machine) throws {
        throw Interruption.typeError("'\(type.name)' object does not support item assignment")
    }

    /// Python's `del object[key]`.
    func deleteItem(_ key: Value, _ machine: Machine) throws {
        let isIndex = Number(key)?.bigInt != nil
        throw Interruption.typeError(
            "'\(type.name)' object \(isIndex ? "doesn't" : "does not") support item deletion")
    }

    /// Python's `object == other`; nil where the object does not know.
    func equals(_ other: Value, _ machine: Machine) throws -> Bool? { nil }

    /// `object < other` and its like; nil where the object does not know.
    func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? { nil }

    /// Python's `hash(object)`.
    func hash(_ machine: Machine) throws -> Int { 0 }

    /// Appends Python's `repr(object)`.
    func writeRepresentation(to text: inout [Unicode.Scalar], _ machine: Machine) throws {
        text.append("<\(type.name) object>")
    }

    /// Appends Python's `str(object)`.
    func writeText(to text: inout [Unicode.Scalar], _ machine: Machine) throws {
        try writeRepresentation(to: &text, machine)
    }

    /// `object.name` beyond the methods of its type; nil where there is none.
    func attribute(_ name: String, _ machine: Machine) throws -> Value? { nil }

    /// Python's `object.name = value`.
    func setAttribute(_ name: String, to value: Value, _ machine: Machine) throws {
        throw Interruption.attributeError(
            try self.attribute(name, machine) == nil && type.lookup(name) == nil
                ? "'\(type.name)' object has no attribute '\(name)'"
                : "'\(type.name)' object attribute '\(name)' is read-only")
    }

    /// Python's `del object.name`.
    func deleteAttribute(_ name: String, _ machine: Machine) throws {
        throw Interruption.attributeError("'\(type.name)' object has no attribute '\(name)'")
    }

    /// `object op other`; nil where the object does not know.
    func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

    /// `other op object`, asked after `other` itself; nil where the object does not know.
    func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

    /// `object op= other`; nil where that is the same as `object = object op other`.
    func inPlaceBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

    /// `-object`, `+object`, `~object`; nil where there is none.
    func unary(_ operation: UnaryOperator, _ machine: Machine) throws -> Value? { nil }

    /// Whether `object(...)` can work.
    var isCallable: Bool { false }
}

/// An object that can come to hold itself. The heap knows all of them, so that cycles end with the program.
class CyclicObject: Object, @unchecked Sendable {
    /// Where the heap's register has this object.
    var registration = 0
    /// How many such objects were made before this one.
    let serial: Int

    override init(_ heap: Heap) {
        serial = heap.nextSerial()
        super.init(heap)
        heap.register(self)
    }

    deinit { heap.unregister(self) }

    override func hash(_ machine: Machine) throws -> Int { serial }

    /// Lets go of everything that the object holds.
    func dismantle() {}
}
