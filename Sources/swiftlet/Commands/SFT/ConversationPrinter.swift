import Conversation
import Foundation
import Tokenization

/// Prints rendered conversations token by token.
struct ConversationPrinter {
    let tokenizer: Tokenizer
    var showsColours = Terminal.shared.showsColours

    /// The tokens in a row, a line per turn: underlined, or without colours in brackets, where they are trained on.
    func text(_ example: RenderedConversation) -> String {
        var made = ""
        for index in example.ids.indices {
            let (shown, isTrained) = (shown(example.ids[index]), example.mask[index])
            if showsColours {
                made += coloured(shown, example, index)
            } else if isTrained {
                made += "[\(shown)]"
            } else {
                if let last = made.last, last != "\n", index > 0, !example.mask[index - 1] { made += "|" }
                made += shown
            }
            let isLast = index + 1 == example.ids.count
            if !isLast, example.kinds[index] == .separator || example.kinds[index] == .end,
                example.kinds[index + 1] != .separator
            {
                made += "\n"
            }
        }
        return made
    }

    /// One row per token.
    func table(_ example: RenderedConversation) -> String {
        var table = TextTable(["place", "id", "token", "role", "kind", "trained"])
        for index in example.ids.indices {
            table.add([
                "\(index)", "\(example.ids[index])", shown(example.ids[index]), example.roles[index]?.rawValue ?? "",
                example.kinds[index].rawValue, example.mask[index] ? "yes" : "",
            ])
        }
        return table.text
    }

    /// Everything as one JSON object.
    func json(
        _ examples: [RenderedConversation], conversation: Int, line: Int, _ protocolName: String,
        _ counts: ExampleCounts, _ report: ReadingReport
    ) throws -> String {
        struct Token: Encodable {
            let id: Int32
            let text: String
            let role: String?
            let kind: RenderedConversation.Kind
            let trained: Bool
        }
        struct Whole: Encodable {
            let conversation: Int
            let line: Int
            let `protocol`: String
            let examples: [[Token]]
            let counts: ExampleCounts
            let report: ReadingReport
        }
        let tokens = examples.map { example in
            example.ids.indices.map { index in
                Token(
                    id: example.ids[index],
                    text: tokenizer.specialName(example.ids[index]) ?? tokenizer.decode([example.ids[index]]),
                    role: example.roles[index]?.rawValue, kind: example.kinds[index], trained: example.mask[index])
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let whole = Whole(
            conversation: conversation, line: line, protocol: protocolName, examples: tokens, counts: counts,
            report: report)
        return String(decoding: try encoder.encode(whole), as: UTF8.self)
    }

    /// A token as a person reads it: control characters and broken characters by their numbers.
    private func shown(_ id: Int32) -> String {
        if let name = tokenizer.specialName(id) { return name }
        let bytes = tokenizer.tokenBytes(id)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return bytes.map { $0 < 0x80 && $0 >= 0x20 ? String(Unicode.Scalar($0)) : "\\x" + hex($0) }.joined()
        }
        return text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                scalar == "\n" ? "⏎" : scalar == "\t" ? "⇥" : "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }.joined()
    }

    private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    /// Two shades per role, in turns, so that tokens can be told from each other.
    private func coloured(_ shown: String, _ example: RenderedConversation, _ index: Int) -> String {
        let shades =
            switch example.roles[index] {
            case .system, .developer: [97, 60]
            case .user: [24, 31]
            case .assistant: [22, 28]
            case .tool: [94, 130]
            case nil: [238, 240]
            }
        let isMark = tokenizer.specialName(example.ids[index]) != nil
        let style = "48;5;\(shades[index % 2])" + (isMark ? ";1" : "") + (example.mask[index] ? ";4" : "")
        return "\u{1B}[\(style)m\(shown)\u{1B}[0m"
    }
}
