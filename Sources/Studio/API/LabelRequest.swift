import Conversation
import Hummingbird
import Labeling

/// The body that saves a conversation; `version` is the one that was changed.
struct LabelRequest: Decodable, Sendable {
    var version: Int?
    var author: String?
    var status: LabelStatus?
    var messages: [Message]
    var note: String?

    var draft: LabelDraft {
        LabelDraft(messages, author: author ?? "", status: status ?? .draft, note: note ?? "")
    }

    static func read(_ request: Request, _ context: StudioContext) async throws -> LabelRequest {
        try expectJSON(request)
        return try await JSON.decode(LabelRequest.self, request, context)
    }

    /// Refuses what a page from elsewhere can send without asking first: browsers let forms post texts, but no JSON.
    static func expectJSON(_ request: Request) throws {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/json" else {
            throw APIError(
                .unsupportedMediaType, "send the header 'Content-Type: application/json'", code: "content_type")
        }
    }
}
