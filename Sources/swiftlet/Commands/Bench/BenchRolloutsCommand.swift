import ArgumentParser
import Artifacts
import Conversation
import Foundation
import Generation
import Tokenization
import ToolUse
import Transformer

/// `swiftlet bench rollouts`
struct BenchRolloutsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollouts", abstract: "How fast a model samples in batches, and what practice makes of it.",
        discussion: """
            Each batch makes its tokens without an end, so that all of its rows are busy to the last. With --practice the figures of \
            a practice are set beside the best of them: tokens per second while it samples, and the share of its time that is \
            neither sampling nor training.
            Example: swiftlet bench rollouts tiny/think --practice tiny/practice
            """)

    @Argument(help: "A model's directory, a run's name, or a run and its stage, such as tiny/think.") var model: String
    @Option(help: "Sizes of batches, divided by commas.") var batches = "16,64,256,512"
    @Option(help: "Tokens to make in each row.") var tokens = 64
    @Option(help: "A practice: a directory with its metrics, or a run and its stage.") var practice: String?
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    private struct Result: Encodable {
        var tokens_per_second: [String: Double] = [:]
        var best = 0.0
        var practice_tokens_per_second: Double?
        var practice_share_of_best: Double?
        var practice_time_outside: Double?
    }

    func run() async throws {
        machine.apply()
        let sizes = batches.split(separator: ",").compactMap { Int($0) }
        guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }), tokens > 0 else {
            throw ValidationError("--batches are numbers from 1, divided by commas; --tokens is positive")
        }
        let place = try home.model(model)
        let tokenizer = try Tokenizer(contentsOf: place.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(ChatProtocol.speaking(tokenizer), tokenizer: tokenizer)
        let network = try Checkpoint.load(place)
        var result = Result()
        for size in sizes {
            var options = RolloutOptions()
            (options.batch, options.maxTokens, options.ends) = (size, tokens, false)
            let sampler = RolloutSampler(network, renderer, tools: try ToolRegistry([]), options)
            let prompt = try renderer.render([Message(.user, "Hello.")], addingPrompt: true).ids
            var best = 0.0
            // The first pass fills caches.
            for round in 0..<3 {
                let began = Date()
                let made = try await sampler.sample([RolloutRequest(prompt: prompt, count: size, seed: UInt64(round))])
                let count = made[0].reduce(0) { $0 + $1.madeCount }
                best = max(best, Double(count) / Date().timeIntervalSince(began))
            }
            result.tokens_per_second["\(size)"] = best.rounded()
            result.best = max(result.best, best.rounded())
            Terminal.shared.note(String(format: "  batch %4d: %.0f tokens/s", size, best))
        }
        if let practice { try compare(practice, &result) }
        try BenchCommand.printJSON(result)
    }

    private func compare(_ practice: String, _ result: inout Result) throws {
        let places = [URL(fileURLWithPath: practice), RunDirectory(name: practice, home: home.url).url]
        let files = places.map { $0.appendingPathComponent(MetricsLog.fileName) }
        let lines = try files.first { FileManager.default.fileExists(atPath: $0.path) }.map(MetricsLog.read) ?? []
        func sum(_ key: String) -> Double { lines.reduce(0) { $0 + ($1[key]?.double ?? 0) } }
        let (sampling, grading, training) = (sum("secondsSampling"), sum("secondsGrading"), sum("secondsTraining"))
        let made = lines.reduce(0.0) {
            $0 + ($1["tokensPerSecond"]?.double ?? 0) * ($1["secondsSampling"]?.double ?? 0)
        }
        guard sampling > 0 else {
            throw ValidationError(
                "\(practice) has no figures of a practice; name its directory, or a run and its stage")
        }
        let (rate, outside) = (made / sampling, grading / (sampling + grading + training))
        (result.practice_tokens_per_second, result.practice_time_outside) = (rate.rounded(), outside)
        result.practice_share_of_best = rate / result.best
        Terminal.shared.note(
            String(
                format:
                    "  practice: %.0f tokens/s while it samples, %.2f of the best; %.2f of its time is neither sampling nor training",
                rate, rate / result.best, outside))
    }
}
