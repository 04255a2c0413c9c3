/// What control tokens do.
extension StreamParser {
    mutating func take(token id: Int32) {
        switch state {
        case .opening: advance(.token(id))
        case .outside: takeOutside(id)
        case .between, .body: takeInside(id)
        }
    }

    private mutating func takeOutside(_ id: Int32) {
        endStray()
        if open(grammar.turns, .token(id), isPart: false) { return }
        let isStart = grammar.start.first == .token(id)
        guard isStart || grammar.endOfText.contains(id) else {
            malformed(.unexpectedToken(grammar.names[id] ?? ""))
            return
        }
        if hasBegun { report(.conversationEnded) }
        hasBegun = false
        // What else a conversation begins with is text, or tokens that mean nothing alone.
        let text: [UInt8] =
            isStart ? grammar.start.compactMap { if case .byte(let byte) = $0 { byte } else { nil } } : []
        filter = BodyFilter(skip: text)
    }

    private mutating func takeInside(_ id: Int32) {
        if state == .body, let close = form?.template.close, close == id {
            endBody(.close)
            afterPart()
        } else if grammar.endsTurn(id) {
            endInside(.turn)
            endTurn(hasCalled ? .called : .finished)
        } else if role == .assistant, begins(grammar.parts, id) {
            endInside(.part)
            _ = open(grammar.parts, .token(id), isPart: true)
        } else if role == .tool || isUndecided, begins(grammar.results, id) {
            endInside(.part)
            _ = open(grammar.results, .token(id), isPart: true)
        } else if begins(grammar.turns, id) {
            let mayGoOn = state == .between && role == .assistant && grammar.chatProtocol.partsHaveOpenings
            endInside(.turn)
            if !mayGoOn { endTurn(.interrupted) }
            _ = open(grammar.turns, .token(id), isPart: false)
        } else if grammar.endOfText.contains(id) {
            endInside(.turn)
            endTurn(.interrupted)
            report(.conversationEnded)
            hasBegun = false
        } else {
            malformed(.unexpectedToken(grammar.names[id] ?? ""))
        }
    }

    private func begins(_ forms: [ProtocolGrammar.Form], _ id: Int32) -> Bool {
        forms.contains { $0.template.firstToken == id }
    }

    private mutating func endInside(_ cause: BodyEnd) {
        if state == .body { endBody(cause) } else { endStray() }
    }

    // MARK: Openings

    /// Begins to read an opening, if one begins with the atom.
    mutating func open(_ forms: [ProtocolGrammar.Form], _ atom: OpeningMatch.Atom, isPart: Bool) -> Bool {
        let fitting = forms.filter { !$0.template.opening.isEmpty }
        guard var begun = OpeningMatch(fitting, beginningWith: atom, isPart: isPart) else { return false }
        if state != .body { endStray() }
        state = .opening
        settle(begun.take(atom), begun, last: atom)
        return true
    }

    mutating func advance(_ atom: OpeningMatch.Atom) {
        guard var begun = match else { return }
        settle(begun.take(atom), begun, last: atom)
    }

    private mutating func settle(_ outcome: OpeningMatch.Outcome, _ begun: OpeningMatch, last: OpeningMatch.Atom) {
        match = nil
        switch outcome {
        case .going: match = begun
        case .matched(let form, let name): begin(form, name: name)
        case .failed: fail(begun, last: last)
        }
    }

    /// The opening is none; `last` is what did not fit, nil at the end of the stream.
    mutating func fail(_ begun: OpeningMatch, last: OpeningMatch.Atom?) {
        match = nil
        var token: Int32?
        if case .token(let id) = last { token = id }
        let read = token == nil ? begun.atoms : begun.atoms.dropLast()
        if begun.isCall, let form = begun.first {
            beginUnreadableCall(form, read)
        } else {
            if !begun.isPart, role != nil { endTurn(.interrupted) }
            malformed(.unknownHeader(shown(read)))
            if begun.isPart {
                continueTurn()
            } else {
                state = .outside
                filter = BodyFilter()
            }
        }
        if let token { take(token: token) }
    }

    private mutating func beginUnreadableCall(_ form: ProtocolGrammar.Form, _ atoms: [OpeningMatch.Atom]) {
        let bytes = atoms.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
        malformed(.unreadableCall(shown(atoms)))
        hasCalled = true
        report(.callBegan(name: ""))
        beginBody(form, .arguments)
        take(content: bytes, as: .arguments)
    }

    /// Atoms as a person reads them.
    private func shown(_ atoms: [OpeningMatch.Atom]) -> String {
        var bytes: [UInt8] = []
        for atom in atoms {
            switch atom {
            case .token(let id): bytes += (grammar.names[id] ?? "").utf8
            case .byte(let byte): bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
