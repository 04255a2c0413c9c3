/// What each step of the pipeline took in, let out and removed, with reasons and examples.
public struct Funnel: Codable, Sendable, Equatable {
    /// One step.
    public struct Step: Codable, Sendable, Equatable {
        /// The step's name.
        public var name: String
        /// Documents that came in.
        public var came = 0
        /// Documents that were removed, by reason.
        public var removed: [String: Int] = [:]
        /// Some of them: address and reason.
        public var examples: [[String]] = []

        /// Documents that went on.
        public var left: Int { came - removed.values.reduce(0, +) }
    }

    /// The steps, in order.
    public var steps: [Step]
    /// Documents that came through.
    public var documents = 0
    /// Characters of their texts.
    public var characters = 0

    static let names = ["read", "url", "extraction", "language", "quality", "duplicates"]

    init() { steps = Self.names.map { Step(name: $0) } }

    /// The number of pages that came in.
    public var pages: Int { steps.first?.came ?? 0 }

    mutating func enter(_ step: Int) { steps[step].came += 1 }

    mutating func remove(_ step: Int, _ rule: String, url: String, reason: String) {
        steps[step].removed[rule, default: 0] += 1
        if steps[step].examples.count < 20 { steps[step].examples.append([url, reason]) }
    }
}
