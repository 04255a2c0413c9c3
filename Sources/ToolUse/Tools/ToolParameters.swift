/// The arguments that a tool takes; encodes as a JSON schema of an object, as chat APIs want it.
public struct ToolParameters: Encodable, Sendable, Equatable {
    /// One argument.
    public struct Parameter: Sendable, Equatable {
        /// The types of values, by their names in JSON schema.
        public enum Kind: String, Encodable, Sendable {
            case string, integer, number, boolean
        }

        /// The name.
        public let name: String
        /// The type.
        public let kind: Kind
        /// What it is for.
        public let description: String
        /// Whether a call without it is refused.
        public let isRequired: Bool

        /// An argument.
        public init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = true) {
            self.name = name
            self.kind = kind
            self.description = description
            self.isRequired = isRequired
        }
    }

    /// The arguments in order; the first required string is the one that a bare text is taken for.
    public let parameters: [Parameter]

    /// Some arguments.
    public init(_ parameters: [Parameter]) { self.parameters = parameters }

    private enum Key: String, CodingKey {
        case type, properties, required, additionalProperties, description
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("object", forKey: .type)
        var properties = container.nestedContainer(keyedBy: Name.self, forKey: .properties)
        for parameter in parameters {
            var property = properties.nestedContainer(keyedBy: Key.self, forKey: Name(stringValue: parameter.name))
            try property.encode(parameter.kind, forKey: .type)
            try property.encode(parameter.description, forKey: .description)
        }
        try container.encode(parameters.filter(\.isRequired).map(\.name), forKey: .required)
        try container.encode(false, forKey: .additionalProperties)
    }
}
