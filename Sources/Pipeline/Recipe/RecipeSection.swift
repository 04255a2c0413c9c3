import Yams

/// One mapping of a recipe file while it is being read.
///
/// Every value is asked for by key with a default and a range; `finish` then refuses keys that nobody asked for, naming the
/// line and the nearest key that would have been understood.
public final class RecipeSection {
    let name: String
    let file: String
    let line: Int
    private let pairs: [(key: String, line: Int, value: Node)]
    private var asked: Set<String> = []

    init(name: String, node: Node, file: String) throws {
        self.name = name
        self.file = file
        line = node.mark?.line ?? 0
        guard case .mapping(let mapping) = node else {
            throw RecipeError.wrongType(file: file, line: line, key: name, expected: "keys and values")
        }
        var pairs: [(key: String, line: Int, value: Node)] = []
        for (key, value) in mapping {
            let text = key.string ?? "?"
            if pairs.contains(where: { $0.key == text }) {
                throw RecipeError.repeatedKey(file: file, line: key.mark?.line ?? 0, key: text)
            }
            // What an override sets has no place in the file.
            pairs.append((text, value.mark == nil ? 0 : key.mark?.line ?? 0, value))
        }
        self.pairs = pairs
    }

    func int(_ key: String, default standard: Int, in range: ClosedRange<Int>) throws -> Int {
        try int(key, in: range) ?? standard
    }

    /// The value, or nil when the key is absent.
    func int(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let pair = pair(key) else { return nil }
        guard let value = pair.value.int else { throw wrongType(pair, "a whole number") }
        guard range.contains(value) else {
            throw RecipeError.outOfRange(
                file: file, line: pair.line, key: path(key), value: "\(value)", range: "\(range)")
        }
        return value
    }

    func double(_ key: String, default standard: Double, in range: ClosedRange<Double>) throws -> Double {
        try double(key, in: range) ?? standard
    }

    /// The value, or nil when the key is absent.
    func double(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let pair = pair(key) else { return nil }
        guard let value = pair.value.float else { throw wrongType(pair, "a number") }
        guard range.contains(value) else {
            throw RecipeError.outOfRange(
                file: file, line: pair.line, key: path(key), value: "\(value)", range: "\(range)")
        }
        return value
    }

    func bool(_ key: String, default standard: Bool) throws -> Bool {
        guard let pair = pair(key) else { return standard }
        guard let value = pair.value.bool else { throw wrongType(pair, "true or false") }
        return value
    }

    func string(_ key: String, default standard: String, oneOf choices: [String] = []) throws -> String {
        guard let pair = pair(key) else { return standard }
        guard let value = pair.value.string else { throw wrongType(pair, "a text") }
        guard choices.isEmpty || choices.contains(value) else {
            throw RecipeError.outOfRange(
                file: file, line: pair.line, key: path(key), value: value, range: choices.joined(separator: ", "))
        }
        return value
    }

    func strings(_ key: String, oneOf choices: [String] = []) throws -> [String] {
        guard let pair = pair(key) else { return [] }
        guard case .sequence(let sequence) = pair.value else { throw wrongType(pair, "a list of texts") }
        return try sequence.map { node in
            guard let value = node.string else { throw wrongType(pair, "a list of texts") }
            guard choices.isEmpty || choices.contains(value) else {
                throw RecipeError.outOfRange(
                    file: file, line: pair.line, key: path(key), value: value, range: choices.joined(separator: ", "))
            }
            return value
        }
    }

    /// One of some named choices, or nil when the key is absent.
    func choice<Value>(_ key: String, _ choices: [String: Value]) throws -> Value? {
        guard let pair = pair(key) else { return nil }
        guard let value = pair.value.string.flatMap({ choices[$0] }) else {
            throw refused(key, [pair.value.string ?? "a list"], choices.keys.sorted().joined(separator: ", "))
        }
        return value
    }

    /// A list of texts; one text is a list of one, and an absent key none.
    func list(_ key: String) throws -> [String] {
        guard let pair = pair(key) else { return [] }
        if let text = pair.value.string { return [text] }
        return try strings(key)
    }

    /// What is thrown where values are none of those that are allowed.
    func refused(_ key: String, _ values: [String], _ allowed: String) -> RecipeError {
        .outOfRange(
            file: file, line: pair(key)?.line ?? line, key: path(key), value: values.joined(separator: ", "),
            range: allowed)
    }

    func section(_ key: String) throws -> RecipeSection? {
        guard let pair = pair(key) else { return nil }
        if case .scalar(let scalar) = pair.value, scalar.string.isEmpty || scalar.string == "~" {
            return try RecipeSection(name: path(key), node: .mapping(.init([])), file: file)
        }
        return try RecipeSection(name: path(key), node: pair.value, file: file)
    }

    /// A section that consists of overrides alone, as a command's options set them.
    public convenience init(overrides: [String]) throws {
        var node = Node.mapping(.init([]))
        for override in overrides { try node.set(override) }
        try self.init(name: "", node: node, file: "--set")
    }

    /// A section that may be missing: an empty one.
    func optionalSection(_ key: String) throws -> RecipeSection {
        try section(key) ?? RecipeSection(name: path(key), node: .mapping(.init([])), file: file)
    }

    /// Refuses keys that nobody asked for.
    public func finish() throws {
        guard let stray = pairs.first(where: { !asked.contains($0.key) }) else { return }
        let nearest = asked.min { stray.key.editDistance(to: $0) < stray.key.editDistance(to: $1) }
        throw RecipeError.unknownKey(file: file, line: stray.line, key: path(stray.key), nearest: nearest)
    }

    private func pair(_ key: String) -> (key: String, line: Int, value: Node)? {
        asked.insert(key)
        return pairs.first { $0.key == key }
    }

    private func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

    private func wrongType(_ pair: (key: String, line: Int, value: Node), _ expected: String) -> RecipeError {
        .wrongType(file: file, line: pair.line, key: path(pair.key), expected: expected)
    }
}

extension String {
    /// The Levenshtein distance to another text, in characters; O(n·m).
    func editDistance(to other: String) -> Int {
        let target = Array(other)
        var row = Array(0...target.count)
        for (i, character) in enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, candidate) in target.enumerated() {
                let substituted = diagonal + (character == candidate ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[target.count]
    }
}
