import Conversation
import Foundation
import Generation
import Hummingbird
import Tokenization

/// What the pages ask for beyond OpenAI's API: tokens as the model sees them, and the run.
struct StudioRoutes: Sendable {
    let chat: ChatGenerator
    let modelName: String
    let run: URL?

    private struct ModelFacts: Encodable {
        let name: String
        let parameters: Int
        let architecture: String
        let context: Int
        let vocabulary: Int
    }

    /// One token of a stream.
    struct ShownToken: Encodable, Sendable {
        let id: Int32
        let text: String
        let role: String?
        /// What it is for: header, text, thinking, call …
        let kind: String
        let special: Bool
        let trained: Bool
    }

    private struct Alternative: Encodable {
        let text: String
        let probability: Float
    }

    private struct Piece: Encodable {
        var type = "token"
        var id: Int32?
        var token: String?
        var text: String?
        var thinking: String?
        /// A call that begins with this token, and what it adds to its arguments.
        var call: String?
        var arguments: String?
        var probability: Float?
        var alternatives: [Alternative]?
        var reason: String?
        var statistics: GenerationStatistics?
        var tokensPerSecond: Double?

        mutating func add(_ deltas: [ChatCompletion.Content]) {
            for delta in deltas {
                if let more = delta.content { text = (text ?? "") + more }
                if let more = delta.reasoning_content { thinking = (thinking ?? "") + more }
                for piece in delta.tool_calls ?? [] {
                    call = piece.function.name ?? call
                    arguments = (arguments ?? "") + piece.function.arguments
                }
            }
        }
    }

    func add(to router: Router<StudioContext>) {
        router.get("/api/model") { _, _ in
            let model = chat.generator.model
            return JSON.response(
                ModelFacts(
                    name: modelName, parameters: model.parameterCount,
                    architecture: model.configuration.architecture.rawValue,
                    context: model.configuration.context, vocabulary: model.configuration.vocabulary))
        }
        router.get("/api/run") { _, _ in
            guard let run,
                let data = FileManager.default.contents(atPath: run.appendingPathComponent("report.json").path)
            else {
                throw APIError(.notFound, "this model has no report", code: "no_report")
            }
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
        }
        router.post("/api/tokens") { request, context in
            let asked = try await JSON.decode(ChatRequest.self, request, context)
            let messages = try asked.conversation()
            let answered = messages.last?.role == .assistant
            return JSON.response(shown(try answered ? chat.renderer.render(messages) : chat.prompt(messages)))
        }
        router.post("/api/chat") { request, context in try await answer(request, context) }
    }

    func shown(_ rendered: RenderedConversation) -> [ShownToken] {
        let tokenizer = chat.generator.tokenizer
        return rendered.ids.indices.map { i in
            ShownToken(
                id: rendered.ids[i], text: tokenizer.shown(rendered.ids[i]), role: rendered.roles[i]?.rawValue,
                kind: rendered.kinds[i].rawValue, special: tokenizer.specialName(rendered.ids[i]) != nil,
                trained: rendered.mask[i])
        }
    }

    private func answer(_ request: Request, _ context: StudioContext) async throws -> Response {
        var request = request
        _ = try await request.collectBody(upTo: context.maxUploadSize)
        let fields = try await JSON.decode(SamplingFields.self, request, context)
        let messages = try await JSON.decode(ChatRequest.self, request, context).conversation()
        let options = try fields.options(alternatives: 5)
        let stream: AsyncThrowingStream<GenerationEvent, any Error>
        do {
            stream = try await chat.answer(messages, options)
        } catch let error as GenerationError {
            throw APIError(.badRequest, "\(error)", code: "context_length_exceeded")
        }
        let tokenizer = chat.generator.tokenizer
        let begun = AnswerReader(chat, answering: messages, stopTexts: options.stopTexts)
        return EventStream.response { send in
            var reader = begun
            for try await event in stream {
                var piece = Piece()
                switch event {
                case .token(let token):
                    piece.id = token.token.id
                    piece.token = tokenizer.shown(token.token.id)
                    piece.add(reader.append(token.token.id))
                    piece.probability = Foundation.exp(token.token.logProbability)
                    piece.alternatives = token.alternatives.map {
                        Alternative(text: tokenizer.shown($0.id), probability: Foundation.exp($0.logProbability))
                    }
                case .finished(let reason, _, let statistics):
                    piece.type = "end"
                    piece.add(reader.finish())
                    piece.reason = reader.reason(reason)
                    piece.statistics = statistics
                    piece.tokensPerSecond = statistics.tokensPerSecond
                }
                try await send(JSON.data(piece))
            }
        }
    }
}
