import Conversation
import Generation

/// What the tokens of an answer mean, as pieces of OpenAI's messages: content, reasoning and calls of tools.
struct AnswerReader: Sendable {
    private var parser: StreamParser
    private var content = StopTexts([])
    private var calls: [ChatCompletion.ToolCall] = []
    private var whole = ChatCompletion.Content(role: "assistant")
    private let firstCall: Int

    /// A reader for the answer to a conversation.
    init(_ chat: ChatGenerator, answering messages: [Message], stopTexts: [String]) {
        parser = StreamParser(answerOf: chat.renderer)
        content = StopTexts(stopTexts)
        firstCall = messages.reduce(1) { $0 + $1.toolCalls.count }
    }

    /// What one more token adds.
    mutating func append(_ id: Int32) -> [ChatCompletion.Content] { take(parser.append(id)) }

    /// What the end adds.
    mutating func finish() -> [ChatCompletion.Content] {
        var deltas = take(parser.finish())
        let rest = content.finish()
        if !rest.isEmpty { deltas.append(.init(content: rest)) }
        return deltas
    }

    /// The message so far.
    var message: ChatCompletion.Content {
        var message = whole
        message.content = calls.isEmpty ? content.text : content.text.isEmpty ? nil : content.text
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
                let certain = content.append(text)
                return certain.isEmpty ? nil : .init(content: certain)
            case .thinking(let text):
                whole.reasoning_content = (whole.reasoning_content ?? "") + text
                return .init(reasoning_content: text)
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
}

/// Cuts a text at the first stop text, and keeps back what may become one.
private struct StopTexts: Sendable {
    private let stops: [String]
    private var held = ""
    private var isOver = false
    /// The text without what is kept back.
    private(set) var text = ""

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
        text += certain
        return certain
    }
}
