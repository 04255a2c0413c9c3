/// A function that is part of the interpreter.
final class NativeFunction: Object, @unchecked Sendable {
    typealias Body = (_ call: Call) throws -> Value

    let name: String
    let signature: Signature
    let body: Body
    /// The fewest and the most arguments that can be given by position.
    let counts: ClosedRange<Int>
    /// Whether it takes its receiver as the first argument when found in a class.
    let isMethod: Bool
    /// Values that the body needs, where a program made the function.
    private(set) var held: [Value] = []

    /// A function that all programs share.
    init(_ name: String, _ signature: Signature = "", isMethod: Bool = false, body: @escaping Body) {
        self.name = name
        self.signature = signature
        self.body = body
        self.isMethod = isMethod
        counts = signature.counts
        super.init(.shared)
    }

    /// A function that a program makes by calling another, as `partial` does. The body finds `held` in its call.
    init(
        _ name: String, _ signature: Signature, holding held: [Value], isMethod: Bool = false, _ heap: Heap,
        body: @escaping Body
    ) {
        self.name = name
        self.signature = signature
        self.body = body
        self.held = held
        self.isMethod = isMethod
        counts = signature.counts
        super.init(heap)
    }

    deinit { heap.discard(&held) }

    override var type: TypeObject { isMethod ? Types.methodDescriptor : Types.builtInFunction }

    override var isCallable: Bool { true }

    override func hash(_ machine: Machine) -> Int { name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } }

    override func attribute(_ attribute: String, _ machine: Machine) throws -> Value? {
        switch attribute {
        case "__name__", "__qualname__": try machine.string(name)
        case "__doc__": Value.none
        default: nil
        }
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) {
        text.append("<built-in function \(name)>")
    }
}
