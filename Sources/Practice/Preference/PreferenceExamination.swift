import Conversation
import Foundation
import Generation
import Transformer

/// What a policy that is trained against a reward model has become, as several judges see it.
public struct PreferenceExamination: Sendable {
    /// What was found.
    public struct Mark: Codable, Sendable, Equatable {
        /// Updates so far, or answers of which the best was taken.
        public var step: Int
        /// √KL(policy ‖ beginning) in nats, of whole answers.
        public var distance: Double
        /// Scores by the reward model that is trained against, by others that are not, and by true taste: means, each in deviations of the
        /// beginning's answers. 0 for true taste where nobody knows it.
        public var proxy: Double
        public var judges: [Double]
        public var gold: Double
        /// Words of an answer, and the share of its pairs of words that came before in it: the means.
        public var words: Double
        public var repetition: Double

        /// A mark; see the properties.
        public init(
            step: Int, distance: Double, proxy: Double, judges: [Double], gold: Double, words: Double,
            repetition: Double
        ) {
            (self.step, self.distance, self.proxy, self.judges) = (step, distance, proxy, judges)
            (self.gold, self.words, self.repetition) = (gold, words, repetition)
        }
    }

    /// An answer with its scores.
    public struct Answer: Codable, Sendable, Equatable {
        /// What was asked, and what was written.
        public var prompt: String
        public var text: String
        /// log p of it under the policy, less that under the beginning.
        public var logRatio: Double
        /// Scores as the judges give them: first the one that is trained against.
        public var scores: [Double]
        /// True taste.
        public var gold: Double
    }

    /// Prompts that are not practised on.
    public let prompts: [String]
    /// Answers to each.
    public let samples: Int
    /// The reward model that is trained against, and then others.
    public let judges: [RewardGrader]
    private let taste: @Sendable (_ prompt: Int, _ answer: String) -> Double
    private let beginning: ReferencePolicy

    /// An examination; see the properties.
    ///
    /// - Parameters:
    ///   - beginning: the policy from which distance is measured.
    ///   - taste: true taste of an answer to the prompt of a number, where somebody knows it.
    public init(
        _ prompts: [String], samples: Int, judges: [RewardGrader], beginning: LanguageModel,
        taste: @escaping @Sendable (_ prompt: Int, _ answer: String) -> Double = { _, _ in 0 }
    ) {
        (self.prompts, self.samples, self.judges, self.taste) = (prompts, samples, judges, taste)
        self.beginning = ReferencePolicy(model: beginning, tokensPerPass: 4096)
    }

    /// The same with so many answers to each prompt.
    public func asking(_ samples: Int) -> PreferenceExamination {
        PreferenceExamination(prompts, samples: samples, judges: judges, beginning: beginning.model, taste: taste)
    }

    /// Samples answers at temperature 1 and has everybody score them.
    public func answers(_ sampler: RolloutSampler, seed: UInt64) async throws -> [Answer] {
        let requests = try prompts.enumerated().map { index, prompt in
            RolloutRequest(
                prompt: try sampler.renderer.render([Message(.user, prompt)], addingPrompt: true).ids,
                count: samples, seed: seed &+ UInt64(index) &* 1_000_003)
        }
        let rollouts = try await sampler.sample(requests)
        let asked = rollouts.enumerated().flatMap { place, group in group.map { (place: place, rollout: $0) } }
        let texts = asked.map { sampler.renderer.parseAnswer($0.rollout.ids).content }
        let old = beginning.logProbabilities(of: asked.map(\.rollout))
        let scores = try judges.map { try $0.scores(zip(asked, texts).map { (prompts[$0.place], $1) }) }
        return asked.indices.map { index in
            let own = asked[index].rollout.logProbabilities.reduce(0, +)
            return Answer(
                prompt: prompts[asked[index].place], text: texts[index],
                logRatio: Double(own - old[index].reduce(0, +)), scores: scores.map { Double($0[index]) },
                gold: taste(asked[index].place, texts[index]))
        }
    }

    /// The scale on which answers are judged: mean and deviation of each judge's scores and of true taste.
    public struct Scale: Codable, Sendable, Equatable {
        var judges: [[Double]]
        var gold: [Double]

        /// The scale of the beginning's answers.
        public init(_ answers: [Answer]) {
            func scale(_ values: [Double]) -> [Double] {
                let mean = values.reduce(0, +) / Double(max(1, values.count))
                let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
                return [mean, max(1e-6, square.squareRoot())]
            }
            judges = (answers.first?.scores.indices ?? 0..<0).map { judge in scale(answers.map { $0.scores[judge] }) }
            gold = scale(answers.map(\.gold))
        }

        /// An answer's scores by the first judge and by true taste, in deviations.
        public func judged(_ answer: Answer) -> (proxy: Double, gold: Double) {
            ((answer.scores[0] - judges[0][0]) / judges[0][1], (answer.gold - gold[0]) / gold[1])
        }

        /// The mean and the deviation of the first judge's scores.
        public var first: (mean: Float, deviation: Float) { (Float(judges[0][0]), Float(judges[0][1])) }
    }

    /// The mark of some answers.
    public static func mark(_ answers: [Answer], step: Int, distance: Double? = nil, _ scale: Scale) -> Mark {
        let count = Double(max(1, answers.count))
        func mean(_ value: (Answer) -> Double) -> Double { answers.reduce(0) { $0 + value($1) } / count }
        let judged = scale.judges.enumerated().map { judge, scale in
            mean { ($0.scores[judge] - scale[0]) / scale[1] }
        }
        let words = answers.map { $0.text.split { !$0.isLetter && !$0.isNumber } }
        let repeated = words.map { words -> Double in
            let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
            return Double(pairs.count - Set(pairs).count) / Double(max(1, pairs.count))
        }
        return Mark(
            step: step, distance: distance ?? max(0, mean(\.logRatio)).squareRoot(), proxy: judged.first ?? 0,
            judges: Array(judged.dropFirst()), gold: mean { ($0.gold - scale.gold[0]) / scale.gold[1] },
            words: words.reduce(0) { $0 + Double($1.count) } / count, repetition: repeated.reduce(0, +) / count)
    }
}
