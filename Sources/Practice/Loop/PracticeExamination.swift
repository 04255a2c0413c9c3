import Evaluation
import Generation

/// How many held-out problems a model solves: greedily, and by k samples.
public struct PracticeExamination: Sendable {
    /// What was found for one set of problems.
    public struct Result: Codable, Sendable, Equatable {
        /// The set.
        public var name: String
        /// Greedy answers that are right in the form that was asked for.
        public var strict: Share
        /// Greedy answers that are right in whatever form.
        public var lenient: Share
        /// pass@k by the number k, unbiased; empty without samples.
        public var passAt: [Int: Double]
        /// Made tokens of a greedy answer, the mean.
        public var length: Double
    }

    /// The sets of problems by name.
    public let sets: [(name: String, problems: [PracticeProblem])]
    /// Samples of each problem at temperature 1; 0 for greedy answers alone.
    public let samples: Int

    /// An examination; see the properties.
    public init(_ sets: [(name: String, problems: [PracticeProblem])], samples: Int = 0) {
        (self.sets, self.samples) = (sets, samples)
    }

    /// Asks every problem.
    public func run(_ sampler: RolloutSampler, system: String?, seed: UInt64) async throws -> [Result] {
        var results: [Result] = []
        for (name, problems) in sets {
            let greedy = try await grades(problems, sampler, temperature: 0, count: 1, system, seed)
            let first = greedy.compactMap(\.first)
            var result = Result(
                name: name, strict: Share(first.map(\.grade.isRight)),
                lenient: Share(first.map(\.grade.isRightLeniently)), passAt: [:],
                length: Double(first.reduce(0) { $0 + $1.rollout.madeCount }) / Double(max(1, first.count)))
            if samples > 0 {
                let sampled = try await grades(problems, sampler, temperature: 1, count: samples, system, seed)
                for k in [1, 2, 4, 8, 16, 32, 64] where k <= samples {
                    let shares = sampled.map { group in
                        PassAtK.estimate(answers: group.count, right: group.count { $0.grade.isRight }, k: k) ?? 0
                    }
                    result.passAt[k] = shares.reduce(0, +) / Double(max(1, shares.count))
                }
            }
            results.append(result)
        }
        return results
    }

    private func grades(
        _ problems: [PracticeProblem], _ sampler: RolloutSampler, temperature: Float, count: Int, _ system: String?,
        _ seed: UInt64
    ) async throws -> [[GradedGroup.Answer]] {
        var options = sampler.options
        options.temperature = temperature
        var settings = PracticeSettings(updates: 1, rate: 0)
        (settings.answers, settings.problems, settings.system, settings.seed) = (count, problems.count, system, seed)
        settings.sampling = options
        let groups = GroupSampler(
            sampler: RolloutSampler(sampler.model, sampler.renderer, tools: sampler.tools, options),
            problems: ProblemList(problems: problems), verifiers: Verifiers(), settings: settings)
        return try await groups.groups(update: 0).groups.map(\.answers)
    }
}

/// Problems in the order of their places.
struct ProblemList: PracticeProblems {
    let problems: [PracticeProblem]
    func problem(update: Int, place: Int) -> PracticeProblem { problems[place] }
}
