import Foundation
import Yams

extension Node {
    /// Sets one value of a recipe: `seed=2`, `pretrain.rate=0.002`, `reward.sizes=[4x128, 2x64]`. Sections that are absent are made.
    mutating func set(_ override: String) throws {
        let sides = override.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let keys = sides[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, keys.allSatisfy({ !$0.isEmpty }), set(Self.value(sides[1]), at: keys[...])
        else { throw RecipeError.badOverride(override) }
    }

    /// A text, or a list of texts in brackets.
    private static func value(_ text: Substring) -> Node {
        guard text.first == "[", text.last == "]" else { return Node(String(text)) }
        let parts = text.dropFirst().dropLast().split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return Node(parts.map { Node($0) })
    }

    /// Puts a value at the end of a path; false when something on the way is no section.
    private mutating func set(_ value: Node, at path: ArraySlice<String>) -> Bool {
        guard let key = path.first else {
            self = value
            return true
        }
        if let scalar, scalar.string.isEmpty || scalar.string == "~" { self = .mapping(.init([])) }
        guard case .mapping(var mapping) = self else { return false }
        var child = mapping[key] ?? .mapping(.init([]))
        guard child.set(value, at: path.dropFirst()) else { return false }
        mapping[key] = child
        self = .mapping(mapping)
        return true
    }
}
