import Artifacts
import Foundation

/// The arguments of one call.
public struct ToolArguments: Sendable, Equatable {
    /// The values by name.
    public let values: [String: ToolValue]

    /// Given values.
    public init(_ values: [String: ToolValue]) { self.values = values }

    /// What a model wrote between the marks of a call: a JSON object with the tool's arguments, or any other text, which
    /// is taken for the tool's first required string.
    public init(text: String, for parameters: ToolParameters) {
        let names = Set(parameters.parameters.map(\.name))
        if text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let object = try? ForeignJSONDecoder().decode([String: ToolValue].self, from: Data(text.utf8)),
            !object.isEmpty,
            names.isSuperset(of: object.keys)
        {
            values = object
        } else if let parameter = parameters.parameters.first(where: { $0.isRequired && $0.kind == .string }) {
            values = [parameter.name: .string(text)]
        } else {
            values = [:]
        }
    }

    /// The text of a string argument; nil if it is missing or something else.
    public func string(_ name: String) -> String? {
        if case .string(let value) = values[name] { value } else { nil }
    }

    /// What is wrong with them for a tool, as a sentence; nil if nothing is.
    func problem(for parameters: ToolParameters) -> String? {
        for parameter in parameters.parameters {
            guard let value = values[parameter.name] else {
                if parameter.isRequired { return "the argument \(parameter.name) is missing" }
                continue
            }
            let fits =
                switch (parameter.kind, value) {
                case (.string, .string), (.integer, .integer), (.number, .number), (.number, .integer),
                    (.boolean, .boolean):
                    true
                default: false
                }
            if !fits { return "the argument \(parameter.name) must be a \(parameter.kind.rawValue)" }
        }
        let known = Set(parameters.parameters.map(\.name))
        guard let unknown = values.keys.filter({ !known.contains($0) }).min() else { return nil }
        return "there is no argument \(PlainLine.of(unknown, limit: 40))"
    }
}
