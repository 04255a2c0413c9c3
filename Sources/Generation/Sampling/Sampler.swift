import Foundation
import Tensors

/// How the next token is chosen.
public struct SamplingOptions: Sendable, Equatable, Codable {
    /// Divides the logits; 0 takes the likeliest token always.
    public var temperature: Float = 0.8
    /// Only the k likeliest tokens; 0 takes all.
    public var topK = 0
    /// Only the likeliest tokens that together have this probability (Holtzman et al. 2020).
    public var topP: Float = 1
    /// Only tokens with at least this share of the likeliest one's probability (Nguyen et al. 2024).
    public var minP: Float = 0
    /// The same seed gives the same tokens for the same prompt.
    public var seed: UInt64 = 0

    /// Temperature 0.8, nothing cut off.
    public init() {}

    /// The likeliest token at each step.
    public static var greedy: SamplingOptions {
        var options = SamplingOptions()
        options.temperature = 0
        return options
    }
}

/// A token and how likely it was.
public struct TokenProbability: Sendable, Equatable, Codable {
    /// The id.
    public var id: Int32
    /// log p under the model, before temperature and cuts.
    public var logProbability: Float
}

/// Chooses tokens from logits.
///
/// The coin of step n of a sequence is drawn from (seed, n) alone, so a request gives the same text in any batch.
public struct Sampler: Sendable {
    /// A chosen token, and the likeliest ones.
    public struct Choice: Sendable, Equatable {
        /// The chosen one.
        public var token: TokenProbability
        /// The likeliest tokens, likeliest first.
        public var alternatives: [TokenProbability]
    }

    /// Chooses from one row of V logits at step `step` of its sequence.
    ///
    /// - Parameter forced: the id that is taken whatever the logits are.
    public static func choose(
        from logits: UnsafeBufferPointer<Float>, _ options: SamplingOptions, step: Int, alternatives count: Int,
        forced: Int32? = nil
    ) -> Choice {
        let top = logits.max() ?? 0
        var total = 0.0
        for value in logits { total += Double(Foundation.exp(value - top)) }
        let normalizer = Float(Foundation.log(total)) + top
        let probability = { (id: Int) in TokenProbability(id: Int32(id), logProbability: logits[id] - normalizer) }
        let alternatives = count > 0 ? likeliest(logits, count).map(probability) : []
        let id = forced.map(Int.init) ?? draw(from: logits, options, step: step)
        return Choice(token: probability(id), alternatives: alternatives)
    }

    /// The id that is chosen; the likeliest one at temperature 0.
    static func draw(from logits: UnsafeBufferPointer<Float>, _ options: SamplingOptions, step: Int) -> Int {
        if options.temperature <= 0 { return logits.max().flatMap { logits.firstIndex(of: $0) } ?? 0 }
        let top = logits.max() ?? 0
        let weight = { (id: Int) in Double(Foundation.exp((logits[id] - top) / options.temperature)) }
        guard options.topK > 0 || options.topP < 1 || options.minP > 0 else {
            return withUnsafeTemporaryAllocation(of: Double.self, capacity: logits.count) { weights in
                for id in logits.indices { weights.initializeElement(at: id, to: weight(id)) }
                return pick(UnsafeBufferPointer(weights), options, step: step)
            }
        }
        let isSorted = options.topK > 0 || options.topP < 1
        var candidates =
            isSorted ? likeliest(logits, options.topK > 0 ? options.topK : logits.count) : Array(logits.indices)
        var weights = candidates.map(weight)
        if options.minP > 0 {
            let kept = weights.indices.filter { weights[$0] >= Double(options.minP) }
            candidates = kept.map { candidates[$0] }
            weights = kept.map { weights[$0] }
        }
        if options.topP < 1 {
            let wanted = Double(options.topP) * weights.reduce(0, +)
            var sum = 0.0
            let last = weights.firstIndex { weight in
                sum += weight
                return sum >= wanted
            }
            let kept = (last ?? weights.count - 1) + 1
            candidates = Array(candidates.prefix(kept))
            weights = Array(weights.prefix(kept))
        }
        let place = weights.withUnsafeBufferPointer { pick($0, options, step: step) }
        return candidates.isEmpty ? 0 : candidates[place]
    }

    /// A place, drawn by the weights with the coin of the step; the last one if rounding leaves none.
    private static func pick(_ weights: UnsafeBufferPointer<Double>, _ options: SamplingOptions, step: Int) -> Int {
        var random = RandomStream(seed: options.seed, purpose: .sampling, step: step)
        var coin = Double(random.uniform()) * weights.reduce(0, +)
        for place in weights.indices {
            coin -= weights[place]
            if coin < 0 { return place }
        }
        return max(0, weights.count - 1)
    }

    /// The ids of the `count` greatest logits, greatest first; the lower id first among equals.
    private static func likeliest(_ logits: UnsafeBufferPointer<Float>, _ count: Int) -> [Int] {
        Array(logits.indices.sorted { (logits[$1], $0) < (logits[$0], $1) }.prefix(count))
    }
}
