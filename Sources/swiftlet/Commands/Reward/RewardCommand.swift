import ArgumentParser
import Conversation
import Foundation
import Practice
import Tokenization
import Transformer

/// `swiftlet reward`
struct RewardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reward", abstract: "Train, examine and ask networks that score answers as people would.",
        discussion: """
            A file of orderings has one prompt a line: {"prompt": …, "answers": [a, b, …], "order": [[best], …, [worst]], "rater": …}.
            Example: swiftlet reward train tiny --orderings orderings.jsonl --output liked
            Example: swiftlet reward score liked --prompt 'Write a joke.' 'First joke.' 'Second joke.'
            """,
        subcommands: [RewardTrainCommand.self, RewardEvaluateCommand.self, RewardScoreCommand.self])
}

/// A reward model with the protocol in which its conversations are written.
struct ServedReward {
    let model: RewardModel
    let tokenizer: Tokenizer
    let renderer: ChatRenderer

    init(_ model: (URL) throws -> RewardModel, at directory: URL) throws {
        self.model = try model(directory)
        tokenizer = try Tokenizer(contentsOf: directory.appendingPathComponent("tokenizer.json"))
        renderer = try ChatRenderer(ChatProtocol.speaking(tokenizer), tokenizer: tokenizer)
    }

    /// Orderings as token sequences; those that do not fit into the context are left out and counted.
    func ranked(_ file: URL) throws -> [RankedAnswers] {
        let all = try RatedAnswers.read(file).map { try $0.ranked(renderer) }
        let fitting = all.filter { $0.sequences.allSatisfy { $0.count <= model.network.configuration.context } }
        if fitting.count < all.count {
            Terminal.shared.note(
                "  \(all.count - fitting.count) of \(all.count) orderings are longer than the context: left out")
        }
        return fitting
    }
}
