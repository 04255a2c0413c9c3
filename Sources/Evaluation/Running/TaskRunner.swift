import Conversation

/// Puts the questions of a task, scores the answers, and keeps them.
public struct TaskRunner: Sendable {
    /// The task.
    public let task: EvaluationTask
    /// Who answers.
    public let answerer: any Answerer
    /// What runs programs; nil where there is nothing.
    public let programs: (any ProgramRunner)?
    /// How answers are made.
    public let settings: EvaluationSettings

    /// A runner.
    ///
    /// - Throws: `EvaluationError.noProgramRunner` when answers are programs and nothing runs them, `.tooFewExamples`.
    public init(
        _ task: EvaluationTask, _ answerer: any Answerer, _ settings: EvaluationSettings,
        programs: (any ProgramRunner)? = nil
    ) throws {
        guard programs != nil || !task.hasPrograms else { throw EvaluationError.noProgramRunner(task: task.name) }
        self.task = task
        self.answerer = answerer
        self.settings = settings
        self.programs = programs
        if !task.items.isEmpty { _ = try task.examples.drawn(for: 0, seed: settings.seed) }
    }

    /// Questions that are put side by side.
    static let batch = 64

    /// Puts the first `limit` questions, or all of them.
    ///
    /// - Parameters:
    ///   - log: where answers are kept as they come; questions that it holds already are not put again.
    ///   - progress: is told the share of questions that are done, and their number.
    /// - Throws: what the answerer or the program runner throws, `EvaluationError`, `CancellationError`.
    public func run(
        limit: Int? = nil, log: AnswerLog? = nil, progress: (Double, Int) -> Void = { _, _ in }
    ) async throws -> [AnswerRecord] {
        let count = min(task.items.count, max(0, limit ?? task.items.count))
        var records = (log?.records ?? [:]).filter { $0.key < count }
        let missing = (0..<count).filter { records[$0] == nil }
        for start in stride(from: 0, to: missing.count, by: Self.batch) {
            try Task.checkCancellation()
            let places = Array(missing[start..<min(start + Self.batch, missing.count)])
            for (place, record) in try await put(places) {
                records[place] = record
                try log?.append(record, at: place)
            }
            progress(Double(records.count) / Double(max(1, count)), records.count)
        }
        return (0..<count).compactMap { records[$0] }
    }

    /// Puts some questions; those of one kind together.
    private func put(_ places: [Int]) async throws -> [(Int, AnswerRecord)] {
        var done: [(Int, AnswerRecord)] = []
        for (_, places) in Dictionary(grouping: places, by: { task.items[$0].kind }).sorted(by: { $0.key < $1.key }) {
            switch task.items[places[0]].question {
            case .generate, .code: done += try await generate(places)
            case .multipleChoice, .logLikelihood, .rolling: done += try await score(places)
            }
        }
        return done.sorted { $0.0 < $1.0 }
    }

    private func conversation(_ prompt: String, at place: Int) throws -> [Message] {
        try task.examples.conversation(task.description, prompt, at: place, seed: settings.seed)
    }

    private func generate(_ places: [Int]) async throws -> [(Int, AnswerRecord)] {
        let conversations = try places.map { place -> [Message] in
            switch task.items[place].question {
            case .code(let problem):
                return [Message(.user, answerer.isAssistant ? problem.instruction : problem.prompt)]
            case .generate(let prompt, _, _, _): return try conversation(prompt, at: place)
            default: return []
            }
        }
        var replies = places.map { _ in [Reply]() }
        for sample in 0..<max(1, settings.samples) {
            let options = AnswerOptions(
                maxTokens: settings.maxTokens, temperature: settings.temperature,
                seed: settings.seed &+ UInt64(sample), stops: answerer.isAssistant ? [] : task.stops)
            let given = try await answerer.checkedReplies(to: conversations, options)
            for (index, reply) in given.enumerated() { replies[index].append(reply) }
        }
        var done: [(Int, AnswerRecord)] = []
        for (place, replies) in zip(places, replies) {
            done.append((place, try await scored(task.items[place], replies)))
        }
        return done
    }

    private func scored(_ item: TaskItem, _ replies: [Reply]) async throws -> AnswerRecord {
        switch item.question {
        case .code(let problem):
            guard let programs else { throw EvaluationError.noProgramRunner(task: task.name) }
            var outcomes: [ProgramOutcome] = []
            for reply in replies {
                outcomes.append(
                    try await programs.run(
                        answerer.isAssistant
                            ? problem.program(answer: reply.text) : problem.program(completion: reply.text)))
            }
            return AnswerScoring.programs(item, replies, outcomes)
        case .generate(_, let accepted, _, let rule):
            return AnswerScoring.generated(item, accepted: accepted, rule: rule, replies)
        case .multipleChoice, .logLikelihood, .rolling: return AnswerScoring.empty(item)
        }
    }

    private func score(_ places: [Int]) async throws -> [(Int, AnswerRecord)] {
        var requests: [LikelihoodRequest] = []
        var texts: [String] = []
        for place in places {
            switch task.items[place].question {
            case .multipleChoice(let prompt, let choices, _):
                let conversation = try conversation(prompt, at: place)
                requests += choices.map { LikelihoodRequest(conversation, $0) }
            case .logLikelihood(let context, let continuation):
                requests.append(
                    LikelihoodRequest(
                        context.isEmpty ? [] : [Message(.user, context)], continuation, beginsWord: false))
            case .rolling(let text): texts.append(text)
            case .generate, .code: break
            }
        }
        var likelihoods = (requests.isEmpty ? [] : try await answerer.likelihoods(of: requests))[...]
        var rolled = (texts.isEmpty ? [] : try await answerer.rollingLikelihoods(of: texts))[...]
        guard likelihoods.count == requests.count, rolled.count == texts.count else {
            throw EvaluationError.wrongCount(
                asked: requests.count + texts.count, answered: likelihoods.count + rolled.count)
        }
        return places.map { place in
            let item = task.items[place]
            switch item.question {
            case .multipleChoice(_, let choices, let answer):
                let own = Array(likelihoods.prefix(choices.count))
                likelihoods.removeFirst(choices.count)
                return (place, AnswerScoring.multipleChoice(item, choices: choices, answer: answer, own))
            case .logLikelihood: return (place, AnswerScoring.continuation(item, likelihoods.removeFirst()))
            case .rolling(let text): return (place, AnswerScoring.rolling(item, text: text, rolled.removeFirst()))
            case .generate, .code: return (place, AnswerScoring.empty(item))
            }
        }
    }
}
