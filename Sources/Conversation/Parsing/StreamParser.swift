import Tokenization

/// Reads a token stream in a protocol, one token at a time, and says what each means.
///
/// Any sequence of ids is accepted; what is wrong comes as `.malformed`, and no text is lost. Text comes in whole characters,
/// as soon as it is certain. The events do not depend on how the stream is cut, but for how texts are cut (see `joined`).
public struct StreamParser: Sendable {
    enum State { case outside, opening, between, body }
    enum Content { case text, thinking, arguments, call, result, stray }

    let grammar: ProtocolGrammar
    private let tokenizer: Tokenizer

    var state = State.outside
    /// Whose turn it is.
    var role: Message.Role?
    /// Whether the turn's opening is both the user's and the tools'.
    var isUndecided = false
    var hasCalled = false
    var hasBegun = false
    var match: OpeningMatch?
    /// The form of the body that is being read; nil for what a system or user says.
    var form: ProtocolGrammar.Form?
    var content = Content.stray
    var filter = BodyFilter()
    var object: CallObjectReader?
    var events: [ChatEvent] = []
    private var decoder = UTF8Decoder()

    /// A parser at the beginning of a stream.
    public init(_ renderer: ChatRenderer) {
        grammar = renderer.grammar
        tokenizer = renderer.tokenizer
    }

    /// A parser of what the assistant makes after its header; its first event is not that a turn begins.
    public init(answerOf renderer: ChatRenderer) {
        self.init(renderer)
        begin(turn: .assistant, skip: [])
        events = []
    }

    /// What one more token means.
    public mutating func append(_ id: Int32) -> [ChatEvent] {
        if grammar.names[id] != nil {
            take(token: id)
        } else {
            let bytes = tokenizer.tokenBytes(id)
            if bytes.isEmpty { malformed(.unknownID(id)) }
            for byte in bytes { take(byte: byte) }
        }
        give()
        defer { events = [] }
        return events
    }

    /// What the end of the stream means.
    public mutating func finish() -> [ChatEvent] {
        if let match, state == .opening {
            fail(match, last: nil)
        }
        switch state {
        case .body: endBody(.stream)
        case .outside, .between, .opening: endStray()
        }
        if role != nil { endTurn(.interrupted) }
        defer { events = [] }
        return events
    }

    // MARK: Text

    /// Takes bytes of the content that is being read.
    mutating func take(content bytes: [UInt8], as kind: Content) {
        if kind != content {
            endText()
            content = kind
        }
        for byte in bytes { decoder.append(byte) }
    }

    /// Reports the text that is certain.
    mutating func give() {
        let text = decoder.take()
        guard !text.isEmpty else { return }
        switch content {
        case .text: events.append(.text(text))
        case .thinking: events.append(.thinking(text))
        case .arguments, .call: events.append(.arguments(text))
        case .result: events.append(.result(text))
        case .stray: events.append(.malformed(.strayText(text)))
        }
    }

    /// Reports what is left of the text, a broken character too.
    mutating func endText() {
        decoder.finish()
        give()
    }

    mutating func report(_ event: ChatEvent) {
        endText()
        events.append(event)
    }

    mutating func malformed(_ what: ChatEvent.Malformation) { report(.malformed(what)) }

    private mutating func take(byte: UInt8) {
        switch state {
        case .opening: advance(.byte(byte))
        case .body: takeInBody(byte)
        case .outside: takeStray(byte)
        case .between:
            guard role == .assistant, open(grammar.parts, .byte(byte), isPart: true) else {
                takeStray(byte)
                return
            }
        }
    }

    private mutating func takeStray(_ byte: UInt8) {
        var stray: [UInt8] = []
        filter.append(byte, to: &stray)
        if !stray.isEmpty { take(content: stray, as: .stray) }
    }

    /// What was passed over only in part is stray text.
    mutating func endStray() {
        var stray: [UInt8] = []
        filter.finish(cutting: false, to: &stray)
        if !stray.isEmpty { take(content: stray, as: .stray) }
        endText()
    }

    private mutating func takeInBody(_ byte: UInt8) {
        decideForUser()
        guard content != .call else {
            takeInCall(byte)
            return
        }
        var bytes: [UInt8] = []
        filter.append(byte, to: &bytes)
        if !bytes.isEmpty { take(content: bytes, as: content) }
    }

    private mutating func takeInCall(_ byte: UInt8) {
        switch object?.append(byte) {
        case .began(let name):
            events.append(.callBegan(name: name))
            decoder.append(byte)
        case .argument: decoder.append(byte)
        case .nothing, nil: break
        }
    }

    /// A turn that may be the user's or a tool's is the user's once something is said.
    mutating func decideForUser() {
        guard isUndecided else { return }
        isUndecided = false
        events.append(.turnBegan(.user))
    }
}
