import Artifacts

/// The first line of a task file: what holds for all of its questions.
struct TaskHeader: Sendable {
    var name: String?
    var description: String?
    var kind: String?
    var prompt: PromptTemplate?
    var target: PromptTemplate?
    var rule: TaskItem.MatchRule?
    var stops: [String]?
    var maxTokens: Int?
    var shots: Int?
    var shotsFrom: String?

    /// Nothing said.
    init() {}

    private static let keys: Set<String> = [
        "task", "description", "kind", "prompt", "target", "match", "stop", "max_tokens", "shots", "shots_from",
    ]

    init(_ fields: [String: JSONValue]) throws {
        if let stranger = fields.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw PromptTemplate.Problem(
                reason: "the header has no '\(stranger)'; it may have \(Self.keys.sorted().joined(separator: ", "))")
        }
        let line = TaskLine(fields: fields, number: 1)
        name = try line.text("task")
        description = try line.optionalText("description")
        kind = try line.optionalText("kind")
        prompt = try line.optionalText("prompt").map(PromptTemplate.init)
        target = try line.optionalText("target").map(PromptTemplate.init)
        if let word = try line.optionalText("match") {
            guard let known = TaskItem.MatchRule(rawValue: word) else {
                throw PromptTemplate.Problem(reason: "'match' is '\(word)'; it may be number or text")
            }
            rule = known
        }
        stops = fields["stop"] == nil ? nil : try line.texts("stop")
        maxTokens = try line.optionalCount("max_tokens")
        shots = try line.optionalCount("shots")
        shotsFrom = try line.optionalText("shots_from")
    }
}
