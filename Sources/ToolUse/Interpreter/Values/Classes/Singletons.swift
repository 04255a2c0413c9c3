/// What a special method answers when it does not know.
final class NotImplementedObject: Object, @unchecked Sendable {
    static let value = Value.object(NotImplementedObject(.shared))

    override var type: TypeObject { Types.notImplemented }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) { text.append("NotImplemented") }
}

/// `...`
final class EllipsisObject: Object, @unchecked Sendable {
    static let value = Value.object(EllipsisObject(.shared))

    override var type: TypeObject { Types.ellipsis }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) { text.append("Ellipsis") }
}

/// What can be imported.
final class ModuleObject: Object, @unchecked Sendable {
    let name: String
    let members: [String: Value]

    init(_ name: String, _ members: [String: Value]) {
        self.name = name
        self.members = members
        super.init(.shared)
    }

    override var type: TypeObject { Types.module }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        name == "__name__" ? try machine.string(self.name) : members[name]
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) {
        text.append("<module '\(name)' (built-in)>")
    }
}
