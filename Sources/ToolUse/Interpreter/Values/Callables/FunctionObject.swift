/// A function that the program defines.
final class FunctionObject: CyclicObject, @unchecked Sendable {
    let code: Code
    /// The values of the last positional parameters when not given.
    private(set) var defaults: [Value]
    /// The values of keyword-only parameters when not given; `.undefined` where there is none.
    private(set) var keywordDefaults: [Value]
    /// The cells of the variables that it takes from around it.
    private(set) var captured: [Value]
    private var attributes = AttributeTable()

    init(_ code: Code, defaults: [Value], keywordDefaults: [Value], captured: [Value], _ heap: Heap) {
        self.code = code
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
        self.captured = captured
        super.init(heap)
    }

    deinit { dismantle() }

    override func dismantle() {
        heap.discard(&defaults)
        heap.discard(&keywordDefaults)
        heap.discard(&captured)
        var values = attributes.takeValues()
        heap.discard(&values)
    }

    override var type: TypeObject { Types.function }

    override var isCallable: Bool { true }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) {
        text.append("<function \(code.name) at 0x\(String(serial, radix: 16))>")
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        if let own = attributes[name] { return own }
        return switch name {
        case "__name__", "__qualname__": try machine.string(code.name)
        case "__doc__": try code.documentation.map(machine.string) ?? Value.none
        case "__defaults__": defaults.isEmpty ? Value.none : try machine.tuple(defaults)
        case "__module__": try machine.string("__main__")
        default: nil
        }
    }

    override func setAttribute(_ name: String, to value: Value, _ machine: Machine) throws {
        if attributes[name] == nil { heap.count(48) }
        attributes.set(name, value)
    }
}
