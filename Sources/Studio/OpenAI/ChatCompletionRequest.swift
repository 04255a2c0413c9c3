import Conversation
import Foundation
import Generation
import Hummingbird
import Tokenization

/// POST /v1/chat/completions: what is asked, and the answer as a whole or as a stream.
struct ChatCompletionRequest: Sendable {
    private let fields: SamplingFields
    private let asked: AskedAnswer
    private let options: GenerationOptions
    private let wantsLogprobs: Bool
    private let head: ChatCompletion

    private var tokenizer: Tokenizer { asked.assistant.chat.generator.tokenizer }

    private var reader: AnswerReader {
        AnswerReader(
            asked.assistant.chat, answering: asked.messages, stopTexts: options.stopTexts, showsCalls: asked.callsGoOut,
            betweenTurns: "\n\n")
    }

    /// Reads a request's body.
    ///
    /// - Parameter check: refuses what this server cannot answer.
    init(
        _ request: Request, _ context: StudioContext, _ assistant: Assistant, _ modelName: String,
        _ check: (SamplingFields) throws -> Void
    ) async throws {
        var request = request
        _ = try await request.collectBody(upTo: context.maxUploadSize)
        fields = try await JSON.decode(SamplingFields.self, request, context)
        let chat = try await JSON.decode(ChatRequest.self, request, context)
        let tools = try await JSON.decode(ToolFields.self, request, context)
        try check(fields)
        wantsLogprobs = chat.logprobs ?? false
        options = assistant.chat.stopping(
            try fields.options(alternatives: wantsLogprobs ? min(20, chat.top_logprobs ?? 0) : 0))
        asked = try AskedAnswer(chat.conversation(), tools, assistant)
        head = ChatCompletion(
            id: "chatcmpl-\(UUID().uuidString.lowercased())", object: "chat.completion",
            created: Int(Date().timeIntervalSince1970), model: modelName, choices: [])
    }

    /// The answer.
    func response() async throws -> Response {
        var streams: [AsyncThrowingStream<AssistantEvent, any Error>] = []
        for index in 0..<(fields.n ?? 1) {
            var own = options
            own.sampling.seed &+= UInt64(index)
            streams.append(try await asked.begin(own))
        }
        return fields.stream ?? false ? streamed(streams) : try await whole(streams)
    }

    private func whole(_ streams: [AsyncThrowingStream<AssistantEvent, any Error>]) async throws -> Response {
        var whole = head
        var usage = Usage()
        for (index, stream) in streams.enumerated() {
            let answer = try await CollectedAnswer(
                stream, tokenizer: tokenizer, stops: options.stopTokens, reader: reader)
            usage.add(answer.statistics, countingPrompt: index == 0)
            whole.choices.append(
                .init(
                    index: index, message: answer.message,
                    logprobs: wantsLogprobs ? .init(content: answer.logprobs) : nil, finish_reason: answer.reason))
        }
        whole.usage = usage
        return JSON.response(whole)
    }

    private func streamed(_ streams: [AsyncThrowingStream<AssistantEvent, any Error>]) -> Response {
        EventStream.response { send in
            var chunk = head
            chunk.object = "chat.completion.chunk"
            var usage = Usage()
            for (index, stream) in streams.enumerated() {
                var (reader, uses) = (reader, ShownToolUses())
                func give(_ deltas: [ChatCompletion.Content], _ logprobs: ChatCompletion.Logprobs? = nil) async throws {
                    for (place, delta) in deltas.enumerated() {
                        chunk.choices = [.init(index: index, delta: delta, logprobs: place == 0 ? logprobs : nil)]
                        try await send(JSON.data(chunk))
                    }
                }
                try await give([.init(role: "assistant", content: "")])
                for try await event in stream {
                    switch event {
                    case .token(let token):
                        let deltas = reader.append(token.token.id)
                        if wantsLogprobs, !options.stopTokens.contains(token.token.id) {
                            let logprobs = ChatCompletion.Logprobs(content: [tokenizer.logprob(token)])
                            try await give(deltas.isEmpty ? [.init(content: "")] : deltas, logprobs)
                        } else {
                            try await give(deltas)
                        }
                    case .called(let call): try await give([.init(swiftlet_tool_call: uses.begin(call))])
                    case .answered(let call, let outcome):
                        try await give([.init(swiftlet_tool_result: uses.end(call, outcome))])
                    case .forced: try await give(reader.beginTurn())
                    case .finished(let reason, _, let statistics):
                        usage.add(statistics, countingPrompt: index == 0)
                        try await give(reader.finish())
                        chunk.choices = [.init(index: index, delta: .init(), finish_reason: reader.reason(reason))]
                        try await send(JSON.data(chunk))
                    }
                }
            }
            if fields.stream_options?.include_usage ?? false {
                chunk.choices = []
                chunk.usage = usage
                try await send(JSON.data(chunk))
            }
            try await send(Data("[DONE]".utf8))
        }
    }
}
