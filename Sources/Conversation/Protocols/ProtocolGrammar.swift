import Tokenization

/// A protocol with a vocabulary, taken apart and checked: what the renderer writes and the parser recognizes.
struct ProtocolGrammar: Sendable {
    /// What an opening begins.
    enum Target: Sendable, Equatable {
        /// A turn of a role.
        case turn(Message.Role)
        /// A part of the assistant's turn, or a result.
        case text, preamble, thinking, call, result
    }

    /// A template with what it begins.
    struct Form: Sendable {
        let target: Target
        let template: Template
        /// For which tools it is written.
        var tool: ChatProtocol.ToolForm?
    }

    let chatProtocol: ChatProtocol
    let start: [Template.Element]
    /// Openings of turns, results with openings of their own among them.
    let turns: [Form]
    /// Parts of the assistant's turn.
    let parts: [Form]
    /// Results inside of a tool's turn.
    let results: [Form]
    let endOfTurn: Int32
    let endOfAnswer: Int32
    let endOfCall: Int32
    let endOfText: Set<Int32>
    /// Every special token of the vocabulary.
    let names: [Int32: String]

    init(_ chatProtocol: ChatProtocol, _ tokenizer: Tokenizer) throws {
        self.chatProtocol = chatProtocol
        let ids = tokenizer.specialTokens
        names = Dictionary(ids.map { ($1, $0) }, uniquingKeysWith: min)
        func id(_ name: String) throws -> Int32 {
            guard let id = ids[name] else {
                throw ConversationError.missingToken(name: name, chatProtocol: chatProtocol.name)
            }
            return id
        }
        for token in chatProtocol.tokens { _ = try id(token) }
        func forms(_ templates: [ChatProtocol.ToolForm], _ target: Target, _ field: String) throws -> [Form] {
            try templates.map {
                Form(
                    target: target, template: try Template($0.template, field: field, of: chatProtocol, ids: ids),
                    tool: $0)
            }
        }
        func plain(_ templates: [String], _ target: Target, _ field: String) throws -> [Form] {
            try forms(templates.map { ChatProtocol.ToolForm($0) }, target, field)
        }
        start = try Template(chatProtocol.start, field: "start", of: chatProtocol, ids: ids).whole
        let openings = try Message.Role.allCases.compactMap { role in
            try chatProtocol.openings[role].flatMap { try plain([$0], .turn(role), "openings.\(role.rawValue)").first }
        }
        let results = try forms(chatProtocol.results, .result, "results")
        let resultsOpenTurns = chatProtocol.openings[.tool] == nil
        turns = openings + (resultsOpenTurns ? results : [])
        self.results = resultsOpenTurns ? [] : results
        parts =
            try plain(chatProtocol.text, .text, "text") + plain(chatProtocol.preamble, .preamble, "preamble")
            + plain(chatProtocol.thinking, .thinking, "thinking") + forms(chatProtocol.calls, .call, "calls")
        endOfTurn = try id(chatProtocol.endOfTurn)
        endOfAnswer = try id(chatProtocol.endOfAnswer ?? chatProtocol.endOfTurn)
        endOfCall = try id(chatProtocol.endOfCall ?? chatProtocol.endOfTurn)
        endOfText = Set(try chatProtocol.endOfText.map(id))
        try check()
    }

    /// Whether an id ends a turn.
    func endsTurn(_ id: Int32) -> Bool { id == endOfTurn || id == endOfAnswer || id == endOfCall }

    /// The first form for a tool and arguments.
    func form(_ forms: [Form], for name: String, isJSON: Bool) -> Form? {
        forms.first { form in
            guard let tool = form.tool, !(tool.onlyRead ?? false) else { return false }
            return tool.names?.contains(name) ?? true && (isJSON || !(tool.onlyJSON ?? false))
        }
    }

    /// Whether the written form of text is the turn's own body, with nothing before it.
    var hasInlineText: Bool { !chatProtocol.partsHaveOpenings }

    /// What comes after text that a part follows.
    var preambleSuffix: [UInt8] {
        hasInlineText ? parts.first { $0.target == .preamble }?.template.suffix ?? [] : []
    }

    private func check() throws {
        func refuse(_ field: String, _ reason: String) -> ConversationError {
            .badProtocol(name: chatProtocol.name, field: field, reason: reason)
        }
        guard chatProtocol.openings[.assistant] != nil, chatProtocol.openings[.user] != nil else {
            throw refuse("openings", "user and assistant must be able to speak")
        }
        for form in turns where form.template.firstToken == nil {
            throw refuse("openings and results", "each must begin with a token")
        }
        guard parts.contains(where: { $0.target == .text && $0.template.body == .text }) else {
            throw refuse("text", "a template with {text} is needed")
        }
        for form in parts + results + turns {
            let (template, isCall) = (form.template, form.target == .call)
            if template.opening.last == .name || template.opening.last == .type {
                throw refuse("\(form.target)", "a text or a token must stand between a name and the body")
            }
            if case .turn = form.target {
                guard template.body == nil else { throw refuse("openings", "{text} has no place there") }
                continue
            }
            guard template.body == .text ? !isCall : (isCall && template.body != nil) else {
                throw refuse("\(form.target)", isCall ? "{arguments} or {call} is missing" : "{text} is missing")
            }
            let isInlineText = hasInlineText && (form.target == .text || form.target == .preamble)
            guard isInlineText ? template.opening.isEmpty && template.close == nil : !template.opening.isEmpty else {
                throw refuse(
                    "\(form.target)",
                    isInlineText ? "text has no opening and no closing token" : "an opening is missing")
            }
            if hasInlineText, !isInlineText, template.firstToken == nil {
                throw refuse("\(form.target)", "it must begin with a token")
            }
        }
    }
}

extension Template {
    /// The opening with the blanks that may be passed over.
    var whole: [Element] { opening + skip.map(Element.byte) }
}
