import Tokenization

/// Writes a conversation piece by piece: control tokens by id, text through the vocabulary.
///
/// Neighbouring texts are encoded together, as a template's text would be, but never across the border between what is
/// trained and what is not: a prompt ends there.
struct TokenWriter {
    private struct Piece {
        let text: String
        let kind: RenderedConversation.Kind
    }

    private(set) var rendered = RenderedConversation()
    private let tokenizer: Tokenizer
    private var pieces: [Piece] = []
    private var isTrained = false
    /// Whose turn is written.
    var role: Message.Role? { didSet { if role != oldValue { flush(role: oldValue) } } }

    init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

    /// Appends plain text.
    mutating func write(_ text: String, _ kind: RenderedConversation.Kind, trained: Bool) {
        guard !text.isEmpty else { return }
        if trained != isTrained { flush() }
        isTrained = trained
        pieces.append(Piece(text: text, kind: kind))
    }

    /// Appends a control token.
    mutating func write(token id: Int32, _ kind: RenderedConversation.Kind, trained: Bool) {
        flush()
        rendered.append(id, kind, role: role, trained: trained)
    }

    /// Appends a template's elements; `name` fills in names.
    mutating func write(
        _ elements: [Template.Element], name: String = "", _ kind: RenderedConversation.Kind,
        nameKind: RenderedConversation.Kind? = nil, trained: Bool
    ) {
        var bytes: [UInt8] = []
        func text() -> String { String(decoding: bytes, as: UTF8.self) }
        for element in elements {
            switch element {
            case .byte(let byte): bytes.append(byte)
            case .type: break
            case .name:
                write(text(), kind, trained: trained)
                bytes = []
                write(name, nameKind ?? kind, trained: trained)
            case .token(let id):
                write(text(), kind, trained: trained)
                bytes = []
                write(token: id, kind, trained: trained)
            }
        }
        write(text(), kind, trained: trained)
    }

    /// Encodes the texts that wait; nothing after is encoded together with them.
    mutating func flush() { flush(role: role) }

    private mutating func flush(role: Message.Role?) {
        guard !pieces.isEmpty else { return }
        let ids = tokenizer.encode(pieces.map(\.text).joined())
        // A token is of the kind of the piece that its first byte lies in.
        var (place, end, offset) = (0, pieces[0].text.utf8.count, 0)
        for id in ids {
            while offset >= end, place + 1 < pieces.count {
                place += 1
                end += pieces[place].text.utf8.count
            }
            rendered.append(id, pieces[place].kind, role: role, trained: isTrained)
            offset += tokenizer.tokenBytes(id).count
        }
        pieces = []
    }
}
