/// Puts events of a parser together to messages; what is malformed is kept aside.
public struct MessageBuilder: Sendable {
    /// The messages that ended, and the one that is being built.
    public var messages: [Message] { done + (building.map { [$0.message] } ?? []) }
    /// What was wrong, in order.
    public private(set) var malformations: [ChatEvent.Malformation] = []
    /// How the last turn ended; nil while one goes on.
    public private(set) var lastEnd: ChatEvent.TurnEnd?

    private var done: [Message] = []
    private var building: MessageInProgress?
    private var numbers = CallNumbers()
    /// Whether a call right after a call belongs to the same message.
    private let goesOnAfterCall: Bool

    /// No messages yet.
    public init(_ renderer: ChatRenderer) { goesOnAfterCall = renderer.chatProtocol.partsHaveOpenings }

    /// Takes the next events.
    public mutating func add(_ events: [ChatEvent]) { for event in events { add(event) } }

    /// Takes the next event.
    public mutating func add(_ event: ChatEvent) {
        switch event {
        case .turnBegan(let role): begin(role)
        case .text(let text): building?.add(text)
        case .thinkingBegan: building?.begin(.thinking)
        case .callBegan(let name): building?.begin(.call(numbers.number(ToolCall(name: name, arguments: ""))))
        case .resultBegan(let name):
            if building?.isEmpty == false { end() }
            building = MessageInProgress(.tool)
            building?.begin(.result(numbers.answer(ToolResult(name: name ?? "", text: ""))))
        case .thinking(let text), .arguments(let text), .result(let text): building?.extend(text)
        case .thinkingEnded, .callEnded: building?.endPart()
        case .turnEnded(let how):
            end()
            lastEnd = how
        case .conversationEnded: numbers.stopWaiting()
        case .malformed(let what): malformations.append(what)
        }
    }

    private mutating func begin(_ role: Message.Role) {
        end()
        if role != .assistant && role != .tool { numbers.stopWaiting() }
        building = MessageInProgress(role)
        lastEnd = nil
    }

    private mutating func end() {
        // A tool's turn without a result says nothing.
        guard let message = building?.message, message.role != .tool || !message.parts.isEmpty else { return }
        building = nil
        if goesOnAfterCall, let last = done.last, message.goesOn(from: last) {
            done[done.count - 1] = last.adding(message)
        } else {
            done.append(message)
        }
    }
}

/// A message that is being built.
private struct MessageInProgress: Sendable {
    enum Open: Sendable {
        case text, thinking
        case call(ToolCall)
        case result(ToolResult)
    }

    let role: Message.Role
    private var parts: [Message.Part] = []
    private var open: Open?
    private var buffer = ""

    init(_ role: Message.Role) { self.role = role }

    var isEmpty: Bool { parts.isEmpty && open == nil }

    var message: Message { Message(role, parts: parts + (openPart.map { [$0] } ?? [])) }

    mutating func begin(_ next: Open) {
        endPart()
        open = next
    }

    mutating func add(_ text: String) {
        if case .text = open {} else { begin(.text) }
        buffer += text
    }

    mutating func extend(_ text: String) { buffer += text }

    mutating func endPart() {
        if let part = openPart { parts.append(part) }
        open = nil
        buffer = ""
    }

    private var openPart: Message.Part? {
        switch open {
        case .text: .text(buffer)
        case .thinking: .thinking(buffer)
        case .call(let call): .toolCall(ToolCall(name: call.name, arguments: buffer, id: call.id))
        case .result(let result):
            .toolResult(ToolResult(name: result.name, text: buffer, callID: result.callID))
        case nil: nil
        }
    }
}
