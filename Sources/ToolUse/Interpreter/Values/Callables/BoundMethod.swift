/// A function with its first argument.
final class BoundMethod: Object, @unchecked Sendable {
    private(set) var receiver: Value
    private(set) var function: Value

    init(_ function: Value, _ receiver: Value, _ heap: Heap) {
        self.function = function
        self.receiver = receiver
        super.init(heap)
    }

    deinit {
        heap.discard(&receiver)
        heap.discard(&function)
    }

    override var type: TypeObject { function.object is NativeFunction ? Types.builtInFunction : Types.method }

    override var isCallable: Bool { true }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard let other = other.object as? BoundMethod else { return nil }
        return receiver.isIdentical(to: other.receiver) && function.isIdentical(to: other.function)
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        name == "__self__" ? receiver : try function.object?.attribute(name, machine)
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        let name = (function.object as? FunctionObject)?.code.name ?? (function.object as? NativeFunction)?.name ?? "?"
        if function.object is NativeFunction {
            text.append("<built-in method \(name) of \(receiver.type.name) object>")
        } else {
            text.append("<bound method \(receiver.type.name).\(name) of ")
            try machine.writeRepresentation(of: receiver, to: &text)
            text.append(">")
        }
    }
}
