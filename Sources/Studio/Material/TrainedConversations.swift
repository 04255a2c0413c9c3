import Conversation
import Foundation
import Generation

/// The conversations that a model was fine-tuned on: `conversations.jsonl` beside it.
actor TrainedConversations {
    /// A conversation in a list.
    struct Row: Encodable, Sendable {
        let number: Int
        let text: String
        let messages: Int
        let tokens: Int
        let trained: Int
        /// Why it was not trained on, if it was not.
        let leftOut: String?
    }

    /// Some of the conversations.
    struct Page: Encodable, Sendable {
        let total: Int
        let from: Int
        /// Where to go on; nil at the end.
        let next: Int?
        let conversations: [Row]
    }

    /// The whole file in figures; tokens are counted as fine-tuning does, all but the first of a conversation.
    struct Totals: Encodable, Sendable {
        var conversations = 0
        var leftOut = 0
        var tokens = 0
        var trained = 0
    }

    /// Lines looked at for one page, so that a search for something rare answers in time.
    private static let most = 20_000

    private let place: URL?
    private let chat: ChatGenerator
    private var file: LineFile?
    private var counting: Task<Totals, any Error>?

    init(_ place: URL?, chat: ChatGenerator) {
        self.place = place
        self.chat = chat
    }

    /// At most `count` conversations that fit, from the number `from` on.
    func page(from: Int, count: Int, _ filter: ConversationFilter) throws -> Page {
        let file = try current()
        var rows: [Row] = []
        var number = from
        while number < file.count, rows.count < count, number - from < Self.most {
            let line = file.line(number)
            if filter.mayContain(line) {
                let messages = try Self.messages(line, number)
                if filter.fits(messages) { rows.append(try row(number, messages)) }
            }
            number += 1
        }
        return Page(total: file.count, from: from, next: number < file.count ? number : nil, conversations: rows)
    }

    /// What is trained on of a conversation: all in one, or each answer by itself.
    struct Example: Sendable {
        let rendered: RenderedConversation
        /// Why it was not trained on, if it was not.
        let leftOut: String?
    }

    /// One conversation with its examples; nil for a number that is none.
    func conversation(_ number: Int) throws -> (messages: [Message], examples: [Example], total: Int)? {
        let file = try current()
        guard number >= 0, number < file.count else { return nil }
        let messages = try Self.messages(file.line(number), number)
        let examples = try Self.examples(messages, chat)
        return (messages, examples, file.count)
    }

    /// Figures of the whole file, counted once, in the background.
    func totals() async throws -> Totals {
        let file = try current()
        if let counting { return try await counting.value }
        let chat = chat
        let task = Task.detached(priority: .background) {
            var totals = Totals()
            for number in 0..<file.count {
                if number % 64 == 0 { await Task.yield() }
                let messages = try Self.messages(file.line(number), number)
                for example in try Self.examples(messages, chat) {
                    guard example.leftOut == nil else {
                        totals.leftOut += 1
                        continue
                    }
                    totals.conversations += 1
                    totals.tokens += example.rendered.ids.count - 1
                    totals.trained += example.rendered.trainedCount
                }
            }
            return totals
        }
        counting = task
        return try await task.value
    }

    /// The file as it is now.
    private func current() throws -> LineFile {
        if let file, file.isCurrent { return file }
        counting = nil
        file = place.flatMap { LineFile($0) }
        guard let file else {
            throw APIError(
                .notFound,
                "there is no conversations.jsonl beside this model: it was not fine-tuned here. "
                    + "'swiftlet run recipes/tiny.yaml --serve' makes an assistant and serves it.",
                code: "no_conversations")
        }
        return file
    }

    private func row(_ number: Int, _ messages: [Message]) throws -> Row {
        let examples = try Self.examples(messages, chat)
        let first = messages.first { $0.role == .user } ?? messages.first
        return Row(
            number: number, text: String((first?.content ?? "").prefix(100)), messages: messages.count,
            tokens: examples.reduce(0) { $0 + $1.rendered.ids.count },
            trained: examples.reduce(0) { $0 + $1.rendered.trainedCount },
            leftOut: examples.allSatisfy { $0.leftOut != nil } ? examples.first?.leftOut : nil)
    }

    private static func examples(_ messages: [Message], _ chat: ChatGenerator) throws -> [Example] {
        let context = chat.generator.model.configuration.context
        return try chat.renderer.trainingExamples(messages).map { rendered in
            let isLong = rendered.ids.count - 1 > context
            let isIdle = rendered.trainedCount == 0
            return Example(
                rendered: rendered,
                leftOut: isLong ? "longer than the context" : isIdle ? "nothing is the assistant's" : nil)
        }
    }

    private static func messages(_ line: [UInt8], _ number: Int) throws -> [Message] {
        var reader = ConversationReader()
        reader.format = .messages
        do {
            return try reader.read(Data(line), path: "conversations.jsonl").conversations.first ?? []
        } catch {
            throw APIError(
                .internalServerError,
                "conversation \(number + 1) of conversations.jsonl cannot be read. Make the stage anew.",
                code: "damaged_conversations")
        }
    }
}
