import Foundation

extension String {
    func replacingSlot(_ slot: String, _ text: String) -> String { replacingOccurrences(of: slot, with: text) }

    /// With the first letter in upper case.
    var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }

    /// With the first letter in lower case, unless it begins a name or "I".
    func loweringFirst(names: Set<String>) -> String {
        let first = prefix { $0 != " " && $0 != "'" && $0 != "," }
        return first == "I" || names.contains(String(first)) ? self : prefix(1).lowercased() + dropFirst()
    }

    /// With "a" before a consonant and "an" before a vowel, by spelling.
    var repairingArticles: String {
        var words = split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for i in words.indices.dropLast()
        where words[i] == "a" || words[i] == "A" || words[i] == "an" || words[i] == "An" {
            guard let next = words[i + 1].first(where: \.isLetter) else { continue }
            let article = "aeiouAEIOU".contains(next) ? "an" : "a"
            words[i] = words[i].first == "A" ? article.capitalizingFirst : article
        }
        return words.joined(separator: " ")
    }
}

/// A grammar of rewriting rules: `#rule#` is replaced by one of the rule's forms, again and again.
struct Grammar {
    let rules: [String: [String]]

    /// A text from a form, with articles repaired.
    func expand(_ form: String, _ random: inout SeededGenerator) -> String {
        rewrite(form, &random).repairingArticles
    }

    private func rewrite(_ form: String, _ random: inout SeededGenerator) -> String {
        guard form.contains("#") else { return form }
        var text = ""
        for (index, piece) in form.split(separator: "#", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 0 {
                text += piece
            } else {
                text += rewrite(random.pick(rules[String(piece)] ?? [String(piece)]), &random)
            }
        }
        return text
    }
}
