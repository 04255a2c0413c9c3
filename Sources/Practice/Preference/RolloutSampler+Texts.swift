import Conversation
import Generation

extension RolloutSampler {
    /// What the model says to prompts, so many answers to each, without tools.
    ///
    /// - Parameter seed: answers to the prompt of number i draw their coins from seed + 7,919·i.
    public func texts(answering prompts: [String], count: Int, seed: UInt64) async throws -> [[String]] {
        let requests = try prompts.enumerated().map { index, prompt in
            RolloutRequest(
                prompt: try renderer.render([Message(.user, prompt)], addingPrompt: true).ids, count: count,
                seed: seed &+ UInt64(index) &* 7919)
        }
        return try await sample(requests).map { $0.map { renderer.parseAnswer($0.ids).content } }
    }
}
