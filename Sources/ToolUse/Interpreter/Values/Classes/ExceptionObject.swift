/// An exception: of a built-in class, or of one that extends those.
final class ExceptionObject: InstanceObject, @unchecked Sendable {
    private(set) var arguments: [Value]
    private var cause: Value = .none
    /// Where it passed on its way out: from the call that raised it to the outermost.
    private(set) var trace: [TraceEntry] = []

    init(_ type: TypeObject, _ arguments: [Value], _ heap: Heap) {
        self.arguments = arguments
        super.init(type, heap)
    }

    deinit { heap.discard(&arguments) }

    override func dismantle() {
        super.dismantle()
        heap.discard(&arguments)
        heap.discard(&cause)
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        switch name {
        case "args": try machine.tuple(arguments)
        case "value" where type.isSubtype(of: ExceptionKind.stopIteration.type): arguments.first ?? Value.none
        case "code" where type.isSubtype(of: ExceptionKind.systemExit.type): arguments.first ?? Value.none
        case "__cause__": cause
        case "__context__", "__traceback__": Value.none
        default: try super.attribute(name, machine)
        }
    }

    override func setAttribute(_ name: String, to value: Value, _ machine: Machine) throws {
        switch name {
        case "args": arguments = try machine.elements(of: value)
        case "__cause__": cause = value
        default: try super.setAttribute(name, to: value, machine)
        }
    }

    func setArguments(_ values: [Value]) { arguments = values }

    override func hash(_ machine: Machine) throws -> Int { serial }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        if type.lookupCustom("__repr__") != nil { return try super.writeRepresentation(to: &text, machine) }
        try writeOwnRepresentation(to: &text, machine)
    }

    override func writeText(to text: inout Scalars, _ machine: Machine) throws {
        if type.lookupCustom("__str__") != nil { return try super.writeText(to: &text, machine) }
        try writeOwnText(to: &text, machine)
    }

    /// What `BaseException.__repr__` gives.
    func writeOwnRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            text.append(type.name + "(")
            for (index, argument) in arguments.enumerated() {
                if index > 0 { text.append(", ") }
                try machine.writeRepresentation(of: argument, to: &text)
            }
            text.append(")")
        }
    }

    /// What `BaseException.__str__` gives.
    func writeOwnText(to text: inout Scalars, _ machine: Machine) throws {
        switch arguments.count {
        case 0: break
        case 1 where type.isSubtype(of: ExceptionKind.keyError.type):
            try machine.writeRepresentation(of: arguments[0], to: &text)
        case 1: try machine.writeText(of: arguments[0], to: &text)
        default: try machine.writeRepresentation(of: machine.tuple(arguments), to: &text)
        }
    }

    /// Notes a line that the exception passed.
    func passed(_ entry: TraceEntry) {
        if trace.count < TraceEntry.most { trace.append(entry) }
    }
}
