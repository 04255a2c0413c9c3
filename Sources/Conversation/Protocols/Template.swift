/// A template of a protocol taken apart: what stands before the body, the body, and what stands after it.
struct Template: Sendable, Equatable {
    /// One element of a template, as small as a stream gives it.
    enum Element: Sendable, Equatable {
        case token(Int32)
        case byte(UInt8)
        /// A tool's name: any number of a name's bytes.
        case name
        /// A kind of arguments (`json`, `code`): any number of a name's bytes, passed over.
        case type
    }

    /// What fills the body.
    enum Body: String, Sendable, CaseIterable {
        case text = "{text}"
        case arguments = "{arguments}"
        case call = "{call}"
    }

    /// What must be there before the body begins.
    var opening: [Element] = []
    /// Blanks and line ends after the opening's last token: passed over where they are there.
    var skip: [UInt8] = []
    /// What fills the body; nil for templates that have none.
    var body: Body?
    /// Text after the body, before the token that closes it; passed over where it is there.
    var suffix: [UInt8] = []
    /// The token that closes the body; without one, whatever comes next closes it.
    var close: Int32?
    /// Text after that token; passed over where it is there.
    var after: [UInt8] = []

    /// The token that it begins with.
    var firstToken: Int32? { if case .token(let id) = opening.first { id } else { nil } }

    /// Takes a template apart.
    ///
    /// - Parameters:
    ///   - field: names the template in an error.
    ///   - ids: the ids of the protocol's tokens.
    init(_ text: String, field: String, of chatProtocol: ChatProtocol, ids: [String: Int32]) throws {
        func refuse(_ reason: String) -> ConversationError {
            .badProtocol(name: chatProtocol.name, field: field, reason: "'\(text)' \(reason)")
        }
        var rest = text[...]
        var tail: [Element] = []
        while !rest.isEmpty {
            if let token = chatProtocol.tokens.filter({ !$0.isEmpty && rest.hasPrefix($0) })
                .max(by: { $0.utf8.count < $1.utf8.count })
            {
                guard let id = ids[token] else {
                    throw ConversationError.missingToken(name: token, chatProtocol: chatProtocol.name)
                }
                if body == nil { opening.append(.token(id)) } else { tail.append(.token(id)) }
                rest = rest.dropFirst(token.count)
            } else if let slot = Body.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
                guard body == nil else { throw refuse("has two bodies") }
                body = slot
                rest = rest.dropFirst(slot.rawValue.count)
            } else if let slot = [("{name}", Element.name), ("{type}", .type)].first(where: { rest.hasPrefix($0.0) }) {
                guard body == nil else { throw refuse("has \(slot.0) after the body") }
                opening.append(slot.1)
                rest = rest.dropFirst(slot.0.count)
            } else {
                let bytes = String(rest.removeFirst()).utf8.map(Element.byte)
                if body == nil { opening += bytes } else { tail += bytes }
            }
        }
        try takeTail(tail, refuse)
        takeSkip()
    }

    private mutating func takeTail(_ tail: [Element], _ refuse: (String) -> ConversationError) throws {
        for element in tail {
            switch element {
            case .token(let id):
                guard close == nil else { throw refuse("has two tokens after the body") }
                close = id
            case .byte(let byte):
                if close == nil { suffix.append(byte) } else { after.append(byte) }
            case .name, .type: break
            }
        }
    }

    /// Blanks that follow a token and end the opening are no condition, so that a model may leave them out.
    private mutating func takeSkip() {
        var cut = opening.count
        while cut > 0, case .byte(let byte) = opening[cut - 1], [0x0A, 0x0D, 0x20, 0x09].contains(byte) { cut -= 1 }
        guard cut > 0, cut < opening.count, case .token = opening[cut - 1] else { return }
        skip = opening[cut...].compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
        opening.removeSubrange(cut...)
    }
}
