/// Turns and their parts.
extension StreamParser {
    /// What ends a body.
    enum BodyEnd { case close, part, turn, stream }

    /// An opening was read.
    mutating func begin(_ form: ProtocolGrammar.Form, name: String) {
        let template = form.template
        switch form.target {
        case .turn(let next):
            if role == .assistant, next == .assistant {
                // Each part has the opening of its turn again.
                state = .between
                filter = BodyFilter(skip: template.skip)
                return
            }
            if role != nil { endTurn(.interrupted) }
            begin(turn: next, skip: template.skip, opening: template)
        case .result:
            if !match(isIn: form) {
                if role != nil { endTurn(.interrupted) }
                role = .tool
                hasBegun = true
                report(.turnBegan(.tool))
            } else if isUndecided {
                isUndecided = false
                role = .tool
                report(.turnBegan(.tool))
            }
            report(.resultBegan(name: template.opening.contains(.name) ? name : nil))
            beginBody(form, .result)
        case .text, .preamble: beginBody(form, .text)
        case .thinking:
            report(.thinkingBegan)
            beginBody(form, .thinking)
        case .call:
            hasCalled = true
            if template.body == .call {
                object = CallObjectReader(grammar.chatProtocol.callObject)
                beginBody(form, .call)
            } else {
                report(.callBegan(name: name))
                beginBody(form, .arguments)
            }
        }
    }

    /// Whether a result lies inside of a turn of results.
    private func match(isIn form: ProtocolGrammar.Form) -> Bool {
        grammar.results.contains { $0.template == form.template }
    }

    /// A turn begins after its header.
    mutating func begin(turn next: Message.Role, skip: [UInt8], opening: Template? = nil) {
        role = next
        hasBegun = true
        hasCalled = false
        isUndecided = next == .user && grammar.turns.contains { $0.target == .turn(.tool) && $0.template == opening }
        if !isUndecided { report(.turnBegan(next)) }
        switch next {
        case .assistant where !grammar.hasInlineText, .tool:
            state = .between
            filter = BodyFilter(skip: skip)
        case .assistant: beginText(skip: skip)
        case .system, .developer, .user:
            form = nil
            filter = BodyFilter(skip: skip)
            state = .body
            content = .text
        }
    }

    mutating func beginBody(_ next: ProtocolGrammar.Form, _ kind: Content) {
        endText()
        form = next
        filter = BodyFilter(skip: next.template.skip, suffix: next.template.suffix)
        state = .body
        content = kind
    }

    /// The assistant says something without any opening.
    private mutating func beginText(skip: [UInt8]) {
        endText()
        form = nil
        filter = BodyFilter(skip: skip, suffix: grammar.preambleSuffix)
        state = .body
        content = .text
    }

    /// A part was closed by its token.
    mutating func afterPart() {
        var skip = form?.template.after ?? []
        switch form?.target {
        case .call: skip += Array(grammar.chatProtocol.betweenCalls.utf8)
        case .result: skip += Array(grammar.chatProtocol.betweenResults.utf8)
        default: break
        }
        continueTurn(skip: skip)
    }

    /// The turn goes on after a part.
    mutating func continueTurn(skip: [UInt8] = []) {
        if role == .assistant, grammar.hasInlineText {
            beginText(skip: skip)
        } else if isUndecided {
            form = nil
            filter = BodyFilter(skip: skip)
            state = .body
            content = .text
        } else {
            form = nil
            state = .between
            filter = BodyFilter(skip: skip)
        }
    }

    /// A part ends.
    mutating func endBody(_ cause: BodyEnd) {
        if content == .call {
            endCall()
        } else {
            var rest: [UInt8] = []
            // The suffix of text stands only before a part; all others' before their closing token.
            let cuts = content == .text && form == nil ? cause == .part : cause == .close
            filter.finish(cutting: cuts, to: &rest)
            if !rest.isEmpty {
                decideForUser()
                take(content: rest, as: content)
            }
            if cause == .turn || cause == .stream { decideForUser() }
            endText()
            switch content {
            case .thinking: report(.thinkingEnded)
            case .arguments: report(.callEnded)
            case .text, .result, .call, .stray: break
            }
        }
        if form?.template.close != nil, cause != .close, content != .text || cause == .stream {
            malformed(.unclosedPart)
        }
        if cause != .close { form = nil }
        object = nil
    }

    private mutating func endCall() {
        endText()
        switch object?.finish(suffix: form?.template.suffix ?? []) {
        case .whole: break
        case .call(let name, let arguments):
            report(.callBegan(name: name))
            if !arguments.isEmpty { report(.arguments(arguments)) }
        case .unreadable(let text, let isBegun):
            if !isBegun {
                report(.callBegan(name: ""))
                if !text.isEmpty { report(.arguments(text)) }
            }
            malformed(.unreadableCall(text))
        case nil: break
        }
        report(.callEnded)
    }

    /// The turn ends.
    mutating func endTurn(_ how: ChatEvent.TurnEnd) {
        decideForUser()
        report(.turnEnded(how))
        role = nil
        form = nil
        hasCalled = false
        state = .outside
        filter = BodyFilter(skip: Array(grammar.chatProtocol.afterTurn.utf8))
        content = .stray
    }
}
