import Conversation
import Foundation
import Generation
import Practice
import TinyWeb
import ToolUse
import Transformer

extension RewardStage {
    /// What raters said of the model's answers, to learn from and to examine with, and how far they agree.
    struct Rated {
        var practised: [RatedWriting]
        var kept: [RatedWriting]
        var consistency: Double
        var agreement: Double
    }

    /// Samples answers to each prompt and has them put in order, the raters in turn.
    func rated(_ model: LanguageModel, _ renderer: ChatRenderer, seed: UInt64) async throws -> Rated {
        let all = WritingPrompt.draw(prompts + kept, seed: seed)
        var options = RolloutOptions()
        options.maxTokens = 96
        let sampler = RolloutSampler(model, renderer, tools: try ToolRegistry([]), options)
        let sampled = try await sampler.texts(answering: all.map(\.question), count: answers, seed: seed)
        let (taste, panel) = (TrueTaste(), Rater.panel(seed: seed))
        var rated: [RatedWriting] = []
        var (again, others): ([[[Int]]], [[[Int]]]) = ([], [])
        for (index, prompt) in all.enumerated() {
            let texts = sampled[index]
            let rater = panel[index % panel.count]
            func order(_ rater: Rater, _ purpose: String) -> [[Int]] {
                var random = SeededGenerator(seed, "rating \(purpose)", index)
                return rater.order(texts, to: prompt, taste, &random)
            }
            rated.append(
                RatedWriting(
                    prompt: prompt,
                    answers: RatedAnswers(
                        prompt: prompt.question, answers: texts, order: order(rater, "first"), rater: rater.name),
                    gold: texts.map { taste.score($0, to: prompt) }))
            again.append(order(rater, "again"))
            others.append(order(panel[(index + 1) % panel.count], "other"))
        }
        func agreement(_ others: [[[Int]]]) -> Double {
            PairAgreement(zip(rated, others).map { $0.answers.ordering.agreement(with: Ordering($1)) }).share
        }
        return Rated(
            practised: Array(rated.prefix(prompts)), kept: Array(rated.dropFirst(prompts)),
            consistency: agreement(again), agreement: agreement(others))
    }
}
