import Artifacts
import Conversation
import Evaluation
import Foundation
import Generation
import Practice
import TinyWeb
import Tokenization
import ToolUse
import Training
import Transformer

/// Practice of one model on some problems, examined before and after.
public struct PracticeRun: Sendable {
    /// A set of problems to be examined with.
    public typealias ExaminedSet = (name: String, problems: [PracticeProblem])

    /// The directory of the model to begin with.
    public var start: URL
    /// What is practised on.
    public var problems: any PracticeProblems
    /// What is asked before, now and then, and after.
    public var sets: [ExaminedSet]
    /// Samples of each examined problem before and after, for pass@k.
    public var samples = 16
    /// How it is practised.
    public var settings: PracticeSettings

    /// A practice; see the properties.
    public init(
        start: URL, problems: any PracticeProblems, sets: [ExaminedSet], samples: Int, settings: PracticeSettings
    ) {
        (self.start, self.problems, self.sets) = (start, problems, sets)
        (self.samples, self.settings) = (samples, settings)
    }

    /// Held-out problems of some kinds: as hard as those to train on, and harder.
    public static func sets(
        _ kinds: [PracticeKind], levels: [Int]? = nil, count: Int, seed: UInt64
    ) -> [ExaminedSet] {
        kinds.flatMap { kind in
            [("", levels ?? kind.levels), (", harder", kind.harderLevels)].map { name, levels in
                (kind.rawValue + name, GeneratedProblems.heldOut(kind, levels: levels, count: count, seed: seed))
            }
        }
    }

    /// What was found before and after.
    public struct Outcome: Codable, Sendable, Equatable {
        /// The model that practice began with.
        public var before: [PracticeExamination.Result]
        /// The model that it ended with.
        public var after: [PracticeExamination.Result]
    }

    /// Practises, and writes the model, `metrics.jsonl`, `answers.jsonl` and `examination.json` into a directory; goes on from its
    /// checkpoints if there are some.
    public func run(in output: URL, report: @escaping @Sendable (StageProgress) -> Void) async throws -> Outcome {
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(ChatProtocol.speaking(tokenizer), tokenizer: tokenizer)
        let (untouched, model) = (try Checkpoint.load(start), try Checkpoint.load(start))
        let tools = try ToolRegistry([])
        func sampler(_ model: LanguageModel) -> RolloutSampler {
            RolloutSampler(model, renderer, tools: tools, settings.sampling)
        }
        let whole = PracticeExamination(sets, samples: samples)
        let before = try await whole.run(sampler(untouched), system: settings.system, seed: settings.seed)
        Self.report(before, "before", report)
        let practising = sampler(model)
        let quick = PracticeExamination(sets)
        var critic: LanguageModel?
        if case .value = settings.objective.advantage { critic = try Checkpoint.load(start) }
        let trainer = PracticeTrainer(
            practising, problems, settings, reference: untouched, critic: critic, directory: output,
            beginning: Self.shares(before)
        ) { [settings] _ in
            Self.shares(try await quick.run(practising, system: settings.system, seed: settings.seed))
        }
        try await Self.watched(trainer, settings, tokenizer, in: output, report: report)
        let after = try await whole.run(practising, system: settings.system, seed: settings.seed)
        Self.report(after, "after", report)
        let outcome = Outcome(before: before, after: after)
        try AtomicFile.writeJSON(outcome, to: output.appendingPathComponent("examination.json"))
        try Checkpoint.save(model, tokenizer, to: output)
        trainer.removeCheckpoints()
        return outcome
    }

    /// Practises with everything to be looked at: a line for each update, the curves so far, some groups with all their answers.
    static func watched(
        _ trainer: PracticeTrainer, _ settings: PracticeSettings, _ tokenizer: Tokenizer, in output: URL,
        report: @escaping @Sendable (StageProgress) -> Void
    ) async throws {
        let done = Double(try TrainingCheckpoint(directory: output, kept: 2).newest()?.step ?? 0)
        let log = try MetricsLog(directory: output, fileName: ShownGroup.fileName) { $0["update"]?.double ?? 0 <= done }
        try await trainer.run {
            Self.report($0, of: settings.updates, report)
            if $0.step % 5 == 0 || $0.step == settings.updates { try? PracticeChart.write(to: output) }
        } watch: { update, groups in
            for group in groups.prefix(ShownGroup.kept) {
                try log.append(ShownGroup(group, update: update, settings.objective, tokenizer))
            }
        }
    }

    /// Greedy answers that are right, by set.
    private static func shares(_ results: [PracticeExamination.Result]) -> [String: Float] {
        Dictionary(uniqueKeysWithValues: results.map { ($0.name, Float($0.strict.share)) })
    }

    private static func report(
        _ results: [PracticeExamination.Result], _ when: String, _ report: (StageProgress) -> Void
    ) {
        for result in results {
            let passes = result.passAt.sorted { $0.key < $1.key }
                .map { String(format: "pass@%d %.2f", $0.key, $0.value) }.joined(separator: "  ")
            report(
                .line(
                    String(
                        format: "  %@, %@: %.2f (in whatever form %.2f)  %@  %.0f tokens", result.name, when,
                        result.strict.share, result.lenient.share, passes, result.length)))
        }
    }

    private static func report(_ record: PracticeRecord, of updates: Int, _ report: (StageProgress) -> Void) {
        report(.fraction(Double(record.step) / Double(updates), String(format: "right %.2f", record.accuracy)))
        let examined = (record.examined ?? [:]).sorted { $0.key < $1.key }
            .map { String(format: "  %@ %.2f", $0.key, $0.value) }.joined()
        let line = String(
            format: "  update %4d/%d  right %.2f (%.2f)  formed %.2f  length %.0f  entropy %.2f  no signal %.2f  "
                + "mismatch %g  %.0f tokens/s  %.1f + %.1f + %.1f s", record.step, updates, record.accuracy,
            record.lenientAccuracy, record.formed, record.length, record.entropy, record.withoutSignal,
            record.mismatch, record.tokensPerSecond, record.secondsSampling,
            record.secondsGrading, record.secondsTraining)
        report(.line(line + examined))
    }
}
