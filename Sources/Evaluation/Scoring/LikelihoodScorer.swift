import Foundation
import Generation
import Tensors
import Tokenization
import Transformer

/// Log-likelihoods of continuations under a network, as lm-evaluation-harness computes them.
///
/// What is scored is tokens: `pair` turns texts into them. Where several continuations share a context (multiple choice), the
/// context is read once and kept in a cache; by the network's contract the figures are the same as without.
public struct LikelihoodScorer: Sendable {
    /// A continuation after a context, as tokens.
    public struct Pair: Sendable, Hashable {
        /// What is given.
        public var context: [Int32]
        /// What is scored.
        public var continuation: [Int32]

        /// A continuation after a context.
        public init(context: [Int32], continuation: [Int32]) {
            self.context = context
            self.continuation = continuation
        }
    }

    /// The network.
    public let model: LanguageModel
    /// The vocabulary.
    public let tokenizer: Tokenizer
    /// Whether texts begin with the token that begins texts.
    public let addsBeginning: Bool
    /// Tokens in one forward pass, about.
    public let tokensPerPass: Int

    /// A scorer; `addsBeginning` is by default as the family's tokenizers do it: in Llama's alone.
    public init(
        _ model: LanguageModel, _ tokenizer: Tokenizer, addsBeginning: Bool? = nil, tokensPerPass: Int = 4096
    ) {
        self.model = model
        self.tokenizer = tokenizer
        self.addsBeginning = addsBeginning ?? Self.addsBeginningByDefault(model.configuration)
        self.tokensPerPass = max(1, tokensPerPass)
    }

    /// Whether the tokenizers of a model's family put the beginning of a text before it by themselves.
    public static func addsBeginningByDefault(_ configuration: ModelConfiguration) -> Bool {
        configuration.architecture == .llama && configuration.beginningOfText != nil
    }

    /// The token that stands for an empty context: the beginning of a text, or else its end.
    public var prefixToken: Int32? {
        model.configuration.beginningOfText ?? model.configuration.endOfText ?? tokenizer.specialTokens["<|endoftext|>"]
    }

    /// The tokens of a text, with the beginning where texts have it.
    public func encode(_ text: String) -> [Int32] {
        (addsBeginning ? model.configuration.beginningOfText.map { [$0] } ?? [] : []) + tokenizer.encode(text)
    }

    /// The tokens of a continuation: those of both texts together beyond the number that the context has alone.
    ///
    /// White space at the end of the context counts as the continuation's, since that is where tokens have it. An empty context
    /// becomes the prefix token.
    ///
    /// - Throws: `EvaluationError.emptyContinuation`, or `.noPrefix` when the context is empty and the model has no such token.
    public func pair(context: String, continuation: String) throws -> Pair {
        let end = context.unicodeScalars.lastIndex { !$0.properties.isWhitespace }
        let cut = end.map { context.unicodeScalars.index(after: $0) } ?? context.startIndex
        let pair: Pair
        if context.isEmpty {
            guard let prefixToken else { throw EvaluationError.noPrefix }
            let ids = tokenizer.encode(continuation)
            pair =
                ids.first == prefixToken
                ? Pair(context: [prefixToken], continuation: Array(ids.dropFirst()))
                : Pair(context: [prefixToken], continuation: ids)
        } else {
            let start = encode(String(context[..<cut]))
            let whole = encode(context + continuation)
            pair = Pair(
                context: start.isEmpty ? prefixToken.map { [$0] } ?? [] : start,
                continuation: Array(whole.dropFirst(start.count)))
        }
        guard !pair.context.isEmpty else { throw EvaluationError.noPrefix }
        guard !pair.continuation.isEmpty else { throw EvaluationError.emptyContinuation(text: continuation) }
        return pair
    }

    /// How likely each continuation is.
    ///
    /// What does not fit the network loses tokens at the left of its context; as many as the context and one more are kept, since
    /// the last one is only predicted.
    ///
    /// - Throws: `EvaluationError.continuationTooLong`, `CancellationError`.
    public func likelihoods(_ pairs: [Pair]) throws -> [Likelihood] {
        let context = model.configuration.context
        for pair in pairs where pair.continuation.count > context {
            throw EvaluationError.continuationTooLong(tokens: pair.continuation.count, context: context)
        }
        var results = pairs.map { Likelihood(logProbability: 0, isGreedy: true, tokens: $0.continuation.count) }
        let groups = LikelihoodGroup.groups(of: pairs, context: context)
        var batch: [LikelihoodGroup] = []
        var rows = 0
        func flush() throws {
            try Task.checkCancellation()
            for (place, outcome) in outcomes(of: batch) { results[place].add(outcome) }
            (batch, rows) = ([], 0)
        }
        for group in groups {
            for member in group.members { results[member.place].droppedTokens = group.droppedTokens }
            if rows + group.rows > tokensPerPass, !batch.isEmpty { try flush() }
            batch.append(group)
            rows += group.rows
        }
        if !batch.isEmpty { try flush() }
        return results
    }

    /// How likely a whole text is: each token once, given as many before it as its window has.
    ///
    /// The first window begins with the prefix token; each further one predicts as many new tokens as fit after one token of
    /// context, the last one with more context instead (lm-evaluation-harness's disjoint windows).
    public func rolling(_ texts: [String]) throws -> [Likelihood] {
        let windows = try texts.map { try self.windows(encode($0)) }
        let measured = try likelihoods(windows.flatMap { $0 })
        var start = 0
        return windows.map { windows in
            defer { start += windows.count }
            let parts = measured[start..<start + windows.count]
            return Likelihood(
                logProbability: parts.reduce(0) { $0 + $1.logProbability }, isGreedy: parts.allSatisfy(\.isGreedy),
                tokens: parts.reduce(0) { $0 + $1.tokens })
        }
    }

    /// The windows of a text's tokens.
    func windows(_ ids: [Int32]) throws -> [Pair] {
        guard let prefixToken else { throw EvaluationError.noPrefix }
        let length = model.configuration.context
        var windows: [Pair] = []
        var done = min(length, ids.count)
        if done > 0 { windows.append(Pair(context: [prefixToken], continuation: Array(ids[..<done]))) }
        while done < ids.count {
            let end = min(done + length, ids.count)
            windows.append(
                Pair(context: Array(ids[end - length - 1..<done]), continuation: Array(ids[done..<end])))
            done = end
        }
        return windows
    }
}
