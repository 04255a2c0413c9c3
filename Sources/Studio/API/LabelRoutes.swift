import Conversation
import Foundation
import Hummingbird
import Labeling

/// The conversations that people write: read, saved with a version, deleted, restored, exported.
struct LabelRoutes: Sendable {
    let file: LabelFile?

    func add(to router: Router<StudioContext>) {
        addReading(to: router)
        router.post("/api/labels") { request, context in
            let draft = try await LabelRequest.read(request, context).draft
            return JSON.response(ShownLabel(try await with { try await $0.store().create(draft) }), status: .created)
        }
        router.put("/api/labels/:id") { request, context in
            let (id, body) = (try id(context), try await LabelRequest.read(request, context))
            guard let version = body.version else { throw APIError.parameter("version", "'version' is missing") }
            return JSON.response(
                try await one(id) { try await $0.save(body.draft, id: id, version: version) })
        }
        router.delete("/api/labels/:id") { request, context in
            let id = try id(context)
            let version = try RequestQuery(request).number("version", default: nil, in: 1...Int.max)
            return JSON.response(try await one(id) { try await $0.delete(id, version: version) })
        }
        router.post("/api/labels/:id/restore") { request, context in
            try LabelRequest.expectJSON(request)
            let id = try id(context)
            return JSON.response(try await one(id) { try await $0.restore(id) })
        }
    }

    private func addReading(to router: Router<StudioContext>) {
        router.get("/api/labels") { request, _ in
            let query = RequestQuery(request)
            let filter = try query.choice("status", default: LabelFilter.all)
            let from = try query.number("from", default: 0, in: 0...Int.max)
            let count = try query.number("count", default: 100, in: 1...1000)
            return JSON.response(
                try await with { file in
                    let page = try await file.existing()?.page(filter, from: from, count: count)
                    return ShownLabelList(page ?? LabelPage(), file: file.place.path)
                })
        }
        router.get("/api/labels/export") { _, _ in
            let lines = try await with { try await $0.existing()?.export() } ?? Data()
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/jsonl; charset=utf-8", .cacheControl: "no-cache",
                    .contentDisposition: "attachment; filename=\"labels.jsonl\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: lines)))
        }
        router.get("/api/labels/:id") { _, context in
            let id = try id(context)
            return JSON.response(try await one(id) { try await $0.conversation(id) })
        }
    }

    private func id(_ context: StudioContext) throws -> Int64 {
        let text = context.parameters.get("id") ?? ""
        guard let id = Int64(text) else {
            throw APIError(.notFound, "there is no conversation '\(text)'", code: "unknown_label")
        }
        return id
    }

    /// One conversation, of a file that may not be there yet.
    private func one(
        _ id: Int64, _ work: (LabelStore) async throws -> LabeledConversation
    ) async throws -> ShownLabel {
        try await with { file in
            guard let store = try await file.existing() else { throw LabelError.unknown(id: id) }
            return ShownLabel(try await work(store))
        }
    }

    private func with<Value>(_ work: (LabelFile) async throws -> Value) async throws -> Value {
        try await file.with("labels", work)
    }
}

extension LabelFile? {
    /// What a piece of work makes of the file, its errors told as the API tells them.
    ///
    /// - Parameter what: what the server keeps in the file, where there is one.
    func with<Value>(_ what: String, _ work: (LabelFile) async throws -> Value) async throws -> Value {
        guard let file = self else {
            throw APIError(.notFound, "this server keeps no \(what); start it with --labels FILE", code: "no_labels")
        }
        do {
            return try await work(file)
        } catch let error as LabelError {
            throw APIError(error)
        }
    }
}

extension APIError {
    init(_ error: LabelError) {
        switch error {
        case .unknown: self.init(.notFound, "\(error)", code: "unknown_label")
        case .stale: self.init(.conflict, "\(error)", parameter: "version", code: "stale")
        case .notReady: self.init(.unprocessableContent, "\(error)", parameter: "status", code: "not_ready")
        case .badOrdering: self.init(.badRequest, "\(error)", parameter: "order", code: "invalid_value")
        case .unsupported, .tooLarge: self.init(.badRequest, "\(error)", parameter: "messages", code: "invalid_value")
        case .missing, .notLabels, .diskFull, .system: self.init(.internalServerError, "\(error)", code: "labels")
        }
    }
}
