import Artifacts

/// A text with places for a line's fields: `Question: {question}`; `{{` and `}}` are braces.
struct PromptTemplate: Sendable, Equatable {
    /// What is wrong with a template, or with a line that it is filled from.
    struct Problem: Error {
        let reason: String
    }

    private enum Piece: Sendable, Equatable {
        case text(String), field(String)
    }

    private let pieces: [Piece]

    init(_ text: String) throws {
        var pieces: [Piece] = []
        var plain = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            switch (character, rest.first) {
            case ("{", "{"), ("}", "}"):
                plain.append(character)
                rest.removeFirst()
            case ("{", _):
                guard let end = rest.firstIndex(of: "}") else {
                    throw Problem(reason: "the template '\(text)' has a { without }; write {{ for a brace")
                }
                pieces += [.text(plain), .field(String(rest[..<end]))]
                plain = ""
                rest = rest[rest.index(after: end)...]
            case ("}", _): throw Problem(reason: "the template '\(text)' has a } without {; write }} for a brace")
            default: plain.append(character)
            }
        }
        self.pieces = pieces + [.text(plain)]
    }

    func filled(from line: [String: JSONValue]) throws -> String {
        try pieces.map { piece in
            switch piece {
            case .text(let text): return text
            case .field(let name):
                guard let value = line[name] else {
                    throw Problem(reason: "the template needs '\(name)', which is missing")
                }
                switch value {
                case .string(let text): return text
                case .int, .number: return value.text
                default: throw Problem(reason: "the template needs '\(name)' to be a text or a number")
                }
            }
        }.joined()
    }
}
