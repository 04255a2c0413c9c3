import Conversation
import Generation

/// What the tokens of an answer mean, as pieces of OpenAI's messages: content, reasoning and calls of tools.
///
/// Where tools answer in between, the answer has several turns of the assistant; their texts are one content.
struct AnswerReader: Sendable {
    private let start: StreamParser
    private let stopTexts: [String]
    private let betweenTurns: String
    private let showsCalls: Bool
    private var parser: StreamParser
    private var content: StopTexts
    private var text = ""
    private var isFresh = true
    private var calls: [ChatCompletion.ToolCall] = []
    private var whole = ChatCompletion.Content(role: "assistant")
    private let firstCall: Int

    /// A reader for the answer to a conversation.
    ///
    /// - Parameters:
    ///   - showsCalls: whether calls become `tool_calls`, for the client to run.
    ///   - betweenTurns: what stands between the texts of two turns.
    init(
        _ chat: ChatGenerator, answering messages: [Message], stopTexts: [String], showsCalls: Bool = true,
        betweenTurns: String = ""
    ) {
        start = StreamParser(answerOf: chat.renderer)
        parser = start
        self.stopTexts = stopTexts
        content = StopTexts(stopTexts)
        self.showsCalls = showsCalls
        self.betweenTurns = betweenTurns
        firstCall = messages.reduce(1) { $0 + $1.toolCalls.count }
    }

    /// What one more token adds.
    mutating func append(_ id: Int32) -> [ChatCompletion.Content] { take(parser.append(id)) }

    /// What the end adds.
    mutating func finish() -> [ChatCompletion.Content] {
        var deltas = take(parser.finish())
        if let rest = say(content.finish()) { deltas.append(rest) }
        return deltas
    }

    /// What the end of a turn adds; tools have answered its calls, and another turn follows.
    mutating func beginTurn() -> [ChatCompletion.Content] {
        let deltas = finish()
        parser = start
        content = StopTexts(stopTexts)
        calls = []
        isFresh = true
        return deltas
    }

    /// The message so far.
    var message: ChatCompletion.Content {
        var message = whole
        message.content = calls.isEmpty || !text.isEmpty ? text : nil
        message.tool_calls = calls.isEmpty ? nil : calls
        return message
    }

    /// Why the answer ended, in OpenAI's words.
    func reason(_ reason: FinishReason) -> String {
        reason == .stop && !calls.isEmpty ? "tool_calls" : reason.rawValue
    }

    private mutating func take(_ events: [ChatEvent]) -> [ChatCompletion.Content] {
        events.compactMap { event in
            switch event {
            case .text(let text):
                return say(content.append(text))
            case .thinking(let text):
                whole.reasoning_content = (whole.reasoning_content ?? "") + text
                return .init(reasoning_content: text)
            case .callBegan where !showsCalls, .arguments where !showsCalls: return nil
            case .callBegan(let name):
                let call = ChatCompletion.ToolCall(
                    index: calls.count, id: "call_\(firstCall + calls.count)", type: "function",
                    function: .init(name: name, arguments: ""))
                calls.append(call)
                return .init(tool_calls: [call])
            case .arguments(let text):
                guard let last = calls.indices.last else { return nil }
                calls[last].function.arguments += text
                return .init(tool_calls: [.init(index: last, function: .init(arguments: text))])
            default: return nil
            }
        }
    }

    private mutating func say(_ certain: String) -> ChatCompletion.Content? {
        guard !certain.isEmpty else { return nil }
        let piece = isFresh && !text.isEmpty ? betweenTurns + certain : certain
        isFresh = false
        text += piece
        return .init(content: piece)
    }
}

/// Cuts a text at the first stop text, and keeps back what may become one.
private struct StopTexts: Sendable {
    private let stops: [String]
    private var held = ""
    private var isOver = false

    init(_ stops: [String]) { self.stops = stops.filter { !$0.isEmpty } }

    mutating func append(_ piece: String) -> String {
        guard !isOver else { return "" }
        held += piece
        if let cut = stops.compactMap({ held.range(of: $0)?.lowerBound }).min() {
            isOver = true
            return release(upTo: cut)
        }
        let longest = stops.map(\.count).max() ?? 0
        let start = held.index(held.endIndex, offsetBy: -max(0, longest - 1), limitedBy: held.startIndex)
        var cut = start ?? held.startIndex
        while cut < held.endIndex, !stops.contains(where: { $0.hasPrefix(held[cut...]) }) {
            held.formIndex(after: &cut)
        }
        return release(upTo: cut)
    }

    mutating func finish() -> String { isOver ? "" : release(upTo: held.endIndex) }

    private mutating func release(upTo cut: String.Index) -> String {
        let certain = String(held[..<cut])
        held = String(held[cut...])
        return certain
    }
}
