import Generation
import Tensors
import Transformer

/// The likeliest continuations of prompts, token by token through caches; all prompts side by side.
///
/// Unlike a generator it needs no vocabulary, and it may ask for the token after a context that is full.
public enum GreedyContinuation {
    /// `count` tokens after each prompt.
    public static func of(_ prompts: [[Int32]], count: Int, _ model: LanguageModel) -> [[Int32]] {
        let caches = prompts.map { _ in KeyValueCache(model.configuration) }
        var made = [[Int32]](repeating: [], count: prompts.count)
        var pending = prompts
        for _ in 0..<count {
            var segments: [Segment] = []
            var start = 0
            for (tokens, cache) in zip(pending, caches) {
                segments.append(Segment(start: start, count: tokens.count, position: cache.count))
                start += tokens.count
            }
            let tape = model.tape(recording: false)
            let last = model.hidden(
                Array(pending.joined()), segments: segments, caches: caches,
                keeping: segments.map { Int32($0.start + $0.count - 1) }, on: tape)
            let logits = model.logits(last, on: tape).value
            for row in prompts.indices {
                let values = UnsafeBufferPointer(start: logits.pointer + row * logits.width, count: logits.width)
                made[row].append(Sampler.choose(from: values, .greedy, step: 0, alternatives: 0).token.id)
            }
            pending = made.map { [$0[$0.count - 1]] }
        }
        return made
    }
}
