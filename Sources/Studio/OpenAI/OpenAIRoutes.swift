import Foundation
import Generation
import Hummingbird
import Tokenization

/// OpenAI's API, as far as its official client uses it for text: models, chat completions, completions.
struct OpenAIRoutes: Sendable {
    let assistant: Assistant
    let modelName: String
    private let created = Int(Date().timeIntervalSince1970)

    private struct ModelObject: Encodable {
        let id: String
        let object = "model"
        let created: Int
        let owned_by = "swiftlet"
    }

    private struct ModelList: Encodable {
        let object = "list"
        let data: [ModelObject]
    }

    private var chat: ChatGenerator { assistant.chat }

    func add(to router: Router<StudioContext>) {
        router.get("/health") { _, _ in JSON.response(["status": "ok"]) }
        router.get("/v1/models") { _, _ in
            JSON.response(ModelList(data: [ModelObject(id: modelName, created: created)]))
        }
        router.get("/v1/models/:id") { _, context in
            let id = context.parameters.get("id") ?? ""
            guard id == modelName else { throw unknownModel(id) }
            return JSON.response(ModelObject(id: modelName, created: created))
        }
        router.post("/v1/chat/completions") { request, context in
            try await ChatCompletionRequest(request, context, assistant, modelName, check).response()
        }
        router.post("/v1/completions") { request, context in try await completion(request, context) }
    }

    private func unknownModel(_ id: String) -> APIError {
        APIError(
            .notFound, "there is no model '\(id)' here, only '\(modelName)'", parameter: "model",
            code: "model_not_found")
    }

    private func check(_ fields: SamplingFields) throws {
        if let model = fields.model, model != modelName { throw unknownModel(model) }
    }

    /// Begins a generation; what is wrong with the prompt becomes an error of the request.
    private func begin(_ ids: [Int32], _ options: GenerationOptions) async throws -> AsyncThrowingStream<
        GenerationEvent, any Error
    > {
        do {
            return try await chat.generator.generate(ids, options)
        } catch let error as GenerationError {
            throw APIError(.badRequest, "\(error)", code: "context_length_exceeded")
        }
    }

    private func completion(_ request: Request, _ context: StudioContext) async throws -> Response {
        var request = request
        _ = try await request.collectBody(upTo: context.maxUploadSize)
        let fields = try await JSON.decode(SamplingFields.self, request, context)
        let asked = try await JSON.decode(CompletionRequest.self, request, context)
        try check(fields)
        let echoes = asked.echo ?? false
        if echoes, asked.logprobs != nil {
            throw APIError.parameter("echo", "'echo' together with 'logprobs' is not supported")
        }
        var options = try fields.options(alternatives: min(20, asked.logprobs ?? 0))
        let model = chat.generator.model.configuration
        options.stopTokens = Set([model.endOfText].compactMap { $0 })
        let tokenizer = chat.generator.tokenizer
        let start = model.beginningOfText.map { [$0] } ?? []
        let prompts: [[Int32]] =
            switch asked.prompt {
            case .texts(let texts): texts.map { start + tokenizer.encode($0) }
            case .ids(let lists): lists
            }
        for id in prompts.joined() where id < 0 || Int(id) >= model.vocabulary {
            throw APIError.parameter("prompt", "the id \(id) is not in the vocabulary")
        }
        let head = TextCompletion(
            id: "cmpl-\(UUID().uuidString.lowercased())", created: Int(Date().timeIntervalSince1970), model: modelName,
            choices: [])
        var streams: [(prompt: String, stream: AsyncThrowingStream<GenerationEvent, any Error>)] = []
        for prompt in prompts {
            for stream in try await many(fields.n ?? 1, prompt, options) {
                streams.append((echoes ? tokenizer.decode(prompt) : "", stream))
            }
        }
        let perPrompt = fields.n ?? 1
        guard fields.stream ?? false else {
            var whole = head
            var usage = Usage()
            for (index, entry) in streams.enumerated() {
                let answer = try await CollectedCompletion(
                    entry.stream, tokenizer: tokenizer, stops: options.stopTokens)
                usage.add(answer.statistics, countingPrompt: index % perPrompt == 0)
                whole.choices.append(
                    .init(
                        index: index, text: entry.prompt + answer.text,
                        logprobs: asked.logprobs == nil ? nil : answer.completionLogprobs(offset: entry.prompt.count),
                        finish_reason: answer.reason.rawValue))
            }
            whole.usage = usage
            return JSON.response(whole)
        }
        let wantsUsage = fields.stream_options?.include_usage ?? false
        let all = streams
        return EventStream.response { send in
            var chunk = head
            var usage = Usage()
            for (index, entry) in all.enumerated() {
                var before = entry.prompt
                for try await event in entry.stream {
                    switch event {
                    case .token(let token):
                        chunk.choices = [.init(index: index, text: before + token.text)]
                    case .finished(let reason, let rest, let statistics):
                        usage.add(statistics, countingPrompt: index % perPrompt == 0)
                        chunk.choices = [.init(index: index, text: before + rest, finish_reason: reason.rawValue)]
                    }
                    before = ""
                    try await send(JSON.data(chunk))
                }
            }
            if wantsUsage {
                chunk.choices = []
                chunk.usage = usage
                try await send(JSON.data(chunk))
            }
            try await send(Data("[DONE]".utf8))
        }
    }

    /// `count` generations of one prompt, each with a seed of its own.
    private func many(
        _ count: Int, _ prompt: [Int32], _ options: GenerationOptions
    ) async throws -> [AsyncThrowingStream<GenerationEvent, any Error>] {
        var streams: [AsyncThrowingStream<GenerationEvent, any Error>] = []
        for index in 0..<count {
            var own = options
            own.sampling.seed &+= UInt64(index)
            streams.append(try await begin(prompt, own))
        }
        return streams
    }
}
