import Conversation
import Generation
import TinyWeb
import Transformer

/// What an assistant that was trained on an invented web can do and knows, and whether it knows what it does not know.
///
/// Facts, letters, dots, decimals, wishes and questions about itself are put in wordings that no lesson has; words and strangers'
/// names are in no lesson either. Word problems and calculations have the lessons' wordings, with numbers drawn anew.
public struct AssistantExamination: Sendable {
    /// How many questions there are of each kind.
    public struct Settings: Codable, Sendable, Equatable {
        /// Facts of each group of entities.
        public var facts = 200
        /// Problems of each kind.
        public var problems = 200
        /// System messages that change the name.
        public var renamings = 100
        /// The seed of the questions.
        public var seed: UInt64 = 1

        /// 200 of each.
        public init() {}
    }

    /// The world that the assistant was trained on.
    public let world: World
    /// In how many documents each entity occurs, by id.
    public let exposures: [Int: Int]
    /// How many questions there are.
    public let settings: Settings

    /// An examination about a world.
    public init(_ world: World, exposures: [Int: Int], _ settings: Settings = Settings()) {
        self.world = world
        self.exposures = exposures
        self.settings = settings
    }

    /// The names of the tools.
    static let (search, python) = ("search", "python")
    static let allTools: Set<String> = [search, python]

    /// Puts every question; the assistant's tools run.
    ///
    /// - Parameter earlier: what the assistant was before it learned to refuse: asked for the same facts, so that the two can be compared.
    public func run(
        _ assistant: Assistant, earlier: Assistant? = nil, progress: @Sendable (Double) -> Void = { _ in }
    ) async throws -> ExaminationReport {
        let facts = knowledge()
        let rest = searches() + problems() + obedience() + identity() + conversations()
        let share = Double(facts.count) / Double((earlier == nil ? 1 : 2) * facts.count + rest.count)
        var before: [ExaminationReport.Answer] = []
        if let earlier { before = try await answers(facts, earlier) { progress($0 * share) } }
        let start = earlier == nil ? 0 : share
        let now = try await answers(facts + rest, assistant) { progress(start + $0 * (1 - start)) }
        return ExaminationReport(answers: now, before: before)
    }

    private func answers(
        _ items: [ExaminationItem], _ assistant: Assistant, progress: (Double) -> Void
    ) async throws -> [ExaminationReport.Answer] {
        var rows: [ExaminationReport.Answer] = []
        for start in stride(from: 0, to: items.count, by: Self.batch) {
            try Task.checkCancellation()
            rows += try await answers(Array(items[start..<min(start + Self.batch, items.count)]), assistant)
            progress(Double(rows.count) / Double(items.count))
        }
        return rows
    }

    /// Questions that are put side by side, and the longest answer in tokens.
    private static let (batch, longest) = (64, 160)

    private func answers(
        _ items: [ExaminationItem], _ assistant: Assistant
    ) async throws -> [ExaminationReport.Answer] {
        try await withThrowingTaskGroup(of: (Int, [ExaminationReport.Answer]).self) { group in
            for (index, item) in items.enumerated() {
                group.addTask {
                    var options = GenerationOptions()
                    options.maxTokens = Self.longest
                    options.sampling.temperature = item.temperature
                    options.sampling.seed = item.seed
                    var turns: [[Message]] = []
                    for question in item.earlier {
                        let asked = [Message(.user, question)]
                        let answer = try await assistant.completeAnswer(
                            Self.remembered(turns, asked, assistant), options)
                        turns.append(asked + answer.messages)
                    }
                    let answer = try await assistant.completeAnswer(
                        Self.remembered(turns, item.messages, assistant), options, forbidden: item.forbidden)
                    return (
                        index, item.rows.map { ExaminationReport.Answer(item, $0, answer, assistant.chat.renderer) }
                    )
                }
            }
            var all: [(Int, [ExaminationReport.Answer])] = []
            for try await answer in group { all.append(answer) }
            return all.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// A question behind as many of the last turns as leave room for the answer.
    private static func remembered(
        _ turns: [[Message]], _ asked: [Message], _ assistant: Assistant
    ) throws -> [Message] {
        let room = assistant.chat.generator.model.configuration.context - longest
        for forgotten in 0..<turns.count {
            let messages = turns[forgotten...].flatMap { $0 } + asked
            if try assistant.chat.prompt(assistant.announced(messages)).ids.count <= room { return messages }
        }
        return asked
    }
}
