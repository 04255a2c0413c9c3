/// What can be wrong with a recipe file.
public enum RecipeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missing(file: String)
    /// The file is not YAML.
    case notYAML(file: String, reason: String)
    /// An override that is not `key=value` or whose key goes through something that is no section.
    case badOverride(String)
    /// A key that no stage understands; line 0 is an override.
    case unknownKey(file: String, line: Int, key: String, nearest: String?)
    /// A key that stands twice in one section.
    case repeatedKey(file: String, line: Int, key: String)
    /// A value of the wrong type.
    case wrongType(file: String, line: Int, key: String, expected: String)
    /// A value outside of what is allowed.
    case outOfRange(file: String, line: Int, key: String, value: String, range: String)
    /// A stage whose input no other stage of the recipe makes.
    case missingStage(file: String, stage: String, needs: String)

    public var description: String {
        switch self {
        case .missing(let file):
            "there is no recipe \(file). The recipes that come with Swiftlet are in recipes/, for example recipes/tiny.yaml."
        case .notYAML(let file, let reason):
            "\(file) is not YAML: \(reason). Compare it with recipes/tiny.yaml."
        case .badOverride(let text):
            "'\(text)' does not set a value of the recipe. Write key=value, for example pretrain.rate=0.002."
        case .unknownKey(let file, let line, let key, let nearest):
            "\(Self.place(file, line)): unknown key '\(key)'." + (nearest.map { " Did you mean '\($0)'?" } ?? "")
        case .repeatedKey(let file, let line, let key):
            "\(Self.place(file, line)): the key '\(key)' stands twice. Remove one of the two."
        case .wrongType(let file, let line, let key, let expected):
            "\(Self.place(file, line)): '\(key)' should be \(expected)."
        case .outOfRange(let file, let line, let key, let value, let range):
            "\(Self.place(file, line)): '\(key)' is \(value); allowed is \(range)."
        case .missingStage(let file, let stage, let needs):
            "\(file): the stage '\(stage)' needs the stage '\(needs)'. Add a section '\(needs):' to the recipe."
        }
    }

    /// Where a value stands; those of overrides have no line.
    private static func place(_ file: String, _ line: Int) -> String {
        line > 0 ? "\(file), line \(line)" : "--set"
    }
}
