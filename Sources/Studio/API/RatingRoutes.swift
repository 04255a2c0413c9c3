import Conversation
import Foundation
import Generation
import Hummingbird
import Labeling
import ToolUse

/// Answers to one prompt that people put in order: the next ones, an order, taking it back, new ones from the model, the export.
struct RatingRoutes: Sendable {
    let file: LabelFile?
    let assistant: Assistant
    /// Different answers that the model gives to a prompt that somebody asks, and how often it is asked for those that are missing.
    private static let answers = 5
    private static let rounds = 4

    private struct Rating: Encodable {
        let task: RatingTask?
        let done: Int
        let total: Int
        let agreement: RaterAgreement
    }

    private struct Ordered: Decodable {
        let task: Int64
        let rater: String
        let order: [[Int]]
    }

    private struct Rater: Decodable { let rater: String }

    private struct Asked: Decodable {
        let rater: String
        let prompt: String
    }

    func add(to router: Router<StudioContext>) {
        router.get("/api/ratings") { request, _ in
            let rater = RequestQuery(request).text("rater").removingPercentEncoding ?? ""
            guard !rater.isEmpty else { throw APIError.parameter("rater", "'rater' is missing") }
            return try await rating(of: rater)
        }
        router.post("/api/ratings") { request, context in
            let body: Ordered = try await read(request, context)
            try await with { try await $0.store().order(body.task, by: body.rater, body.order) }
            return try await rating(of: body.rater)
        }
        router.post("/api/ratings/undo") { request, context in
            let body: Rater = try await read(request, context)
            let task = try await with { try await $0.existing()?.undoOrder(by: body.rater) }
            return try await rating(of: body.rater, task)
        }
        router.post("/api/ratings/tasks") { request, context in
            let body: Asked = try await read(request, context)
            let prompt = body.prompt.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !prompt.isEmpty else { throw APIError.parameter("prompt", "'prompt' is empty") }
            let sampled = try await sampled(prompt)
            guard sampled.count > 1 else {
                throw APIError(
                    .unprocessableContent, "the model gave the same answer each time; there is nothing to put in order",
                    parameter: "prompt", code: "one_answer")
            }
            let task = try await with { file in
                let store = try await file.store()
                return try await store.task(try await store.addTask(prompt, sampled), for: body.rater)
            }
            return try await rating(of: body.rater, task)
        }
        router.get("/api/ratings/export") { _, _ in
            let all = try await with { try await $0.existing()?.orderings() } ?? []
            let lines = all.map { JSON.data($0) + Data([0x0A]) }.reduce(Data(), +)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/jsonl; charset=utf-8", .cacheControl: "no-cache",
                    .contentDisposition: "attachment; filename=\"orderings.jsonl\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: lines)))
        }
    }

    /// What a rater is to do next: a task that was taken back or just asked for, or one that is open.
    private func rating(of rater: String, _ task: RatingTask? = nil) async throws -> Response {
        let found = try await with { file -> Rating in
            guard let store = try await file.existing() else {
                return Rating(task: nil, done: 0, total: 0, agreement: RaterAgreement(pairs: 0, same: 0))
            }
            let progress = try await store.ratingProgress(of: rater)
            let next = if let task { Optional(task) } else { try await store.nextTask(for: rater) }
            return Rating(
                task: next, done: progress.done, total: progress.total, agreement: try await store.agreement())
        }
        return JSON.response(found)
    }

    /// Different answers of the model, at temperature 1.
    private func sampled(_ prompt: String) async throws -> [String] {
        let chat = assistant.chat
        var options = RolloutOptions()
        options.maxTokens = 200
        let sampler = RolloutSampler(chat.generator.model, chat.renderer, tools: try ToolRegistry([]), options)
        let ids = try chat.prompt([Message(.user, prompt)]).ids
        var texts: [String] = []
        do {
            for _ in 0..<Self.rounds where texts.count < Self.answers {
                let rollouts = try await sampler.sample([
                    RolloutRequest(
                        prompt: ids, count: Self.answers - texts.count, seed: UInt64.random(in: 0...UInt64.max))
                ])[0]
                for text in rollouts.map({ chat.renderer.parseAnswer($0.ids).content }) where !texts.contains(text) {
                    texts.append(text)
                }
            }
        } catch let error as GenerationError {
            throw APIError.parameter("prompt", "\(error)")
        }
        return texts
    }

    private func read<Body: Decodable>(_ request: Request, _ context: StudioContext) async throws -> Body {
        try LabelRequest.expectJSON(request)
        return try await JSON.decode(Body.self, request, context)
    }

    private func with<Value>(_ work: (LabelFile) async throws -> Value) async throws -> Value {
        try await file.with("orderings", work)
    }
}
