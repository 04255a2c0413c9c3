import Conversation
import Foundation
import Generation
import Hummingbird
import Tokenization

/// What the pages ask for beyond OpenAI's API: tokens as the model sees them, and the run.
struct StudioRoutes: Sendable {
    let assistant: Assistant
    let modelName: String
    let run: URL?

    private struct ModelFacts: Encodable {
        let name: String
        let parameters: Int
        let architecture: String
        let context: Int
        let vocabulary: Int
    }

    private var chat: ChatGenerator { assistant.chat }

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
            let messages = try await asked(request, context).answer.announced
            let answered = messages.last?.role == .assistant
            let rendered = try answered ? chat.renderer.render(messages) : chat.prompt(messages)
            return JSON.response(ShownToken.all(rendered, chat.generator.tokenizer))
        }
        router.post("/api/chat") { request, context in try await answer(request, context) }
    }

    /// What a request asks for, each field checked.
    private func asked(
        _ request: Request, _ context: StudioContext
    ) async throws -> (answer: AskedAnswer, options: GenerationOptions) {
        var request = request
        _ = try await request.collectBody(upTo: context.maxUploadSize)
        let messages = try await JSON.decode(ChatRequest.self, request, context).conversation()
        let tools = try await JSON.decode(ToolFields.self, request, context)
        let fields = try await JSON.decode(SamplingFields.self, request, context)
        return (try AskedAnswer(messages, tools, assistant), try fields.options(alternatives: 5))
    }

    private func answer(_ request: Request, _ context: StudioContext) async throws -> Response {
        let (asked, options) = try await asked(request, context)
        let stream = try await asked.begin(options)
        let tokenizer = chat.generator.tokenizer
        let begun = AnswerReader(chat, answering: asked.messages, stopTexts: options.stopTexts)
        return EventStream.response { send in
            var (reader, uses) = (begun, ShownToolUses())
            for try await event in stream {
                switch event {
                case .token(let token):
                    try await send(JSON.data(ChatPiece(token, reader.append(token.token.id), tokenizer)))
                case .called(let call):
                    var use = uses.begin(call)
                    use.type = "call"
                    try await send(JSON.data(use))
                case .answered(let call, let outcome):
                    var use = uses.end(call, outcome)
                    use.type = "result"
                    try await send(JSON.data(use))
                case .forced(let rendered):
                    let rest = reader.beginTurn()
                    if !rest.isEmpty { try await send(JSON.data(ChatPiece(rest: rest))) }
                    try await send(JSON.data(ChatPiece.Forced(tokens: ShownToken.all(rendered, tokenizer))))
                case .finished(let reason, _, let statistics):
                    let rest = reader.finish()
                    try await send(
                        JSON.data(
                            ChatPiece(reason: reader.reason(reason), rest, statistics, waited: uses.seconds)))
                }
            }
        }
    }
}
