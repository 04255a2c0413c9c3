import Evaluation
import SwiftletTesting
import Tensors
import Testing
import Tokenization
import Transformer

struct LikelihoodTests {
    private let tokenizer: Tokenizer
    private let scorer: LikelihoodScorer

    init() throws {
        tokenizer = try TinyTokenizer.make()
        let model = TinyModels.model(vocabulary: tokenizer.vocabularySize)
        scorer = LikelihoodScorer(model, tokenizer)
    }

    private func scorer(_ architecture: ModelConfiguration.Architecture, tokensPerPass: Int = 4096) -> LikelihoodScorer
    {
        LikelihoodScorer(
            TinyModels.model(architecture, vocabulary: tokenizer.vocabularySize), tokenizer,
            tokensPerPass: tokensPerPass)
    }

    /// Σ ln p from one whole sequence through the training path.
    private func plain(_ pair: LikelihoodScorer.Pair, _ model: LanguageModel) -> Double {
        let ids = pair.context + pair.continuation
        let values = model.logProbabilities(
            Array(ids.dropLast()), targets: Array(ids.dropFirst()), segments: [Segment(start: 0, count: ids.count - 1)],
            on: model.tape(recording: false))
        return values.suffix(pair.continuation.count).reduce(0) { $0 + Double($1) }
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func sharedContextsAndBatchesChangeNothing(architecture: ModelConfiguration.Architecture) throws {
        let scorer = scorer(architecture)
        let pairs = try ["the cat and", "hello ", "", "the dog sat on the mat, and then"].flatMap { context in
            try [" ran", " the dog and the cat", "x", " world, hello world hello"].map {
                try scorer.pair(context: context, continuation: $0)
            }
        }
        let together = try scorer.likelihoods(pairs)
        let alone = try pairs.map { try scorer.likelihoods([$0])[0] }
        let inSmallPasses = try self.scorer(architecture, tokensPerPass: 7).likelihoods(pairs.reversed())
        #expect(together == alone && together == inSmallPasses.reversed())
        for (pair, likelihood) in zip(pairs, together) {
            #expect(abs(likelihood.logProbability - plain(pair, scorer.model)) < 1e-4)
            #expect(likelihood.tokens == pair.continuation.count && likelihood.droppedTokens == 0)
        }
    }

    @Test func continuationIsWhatTheWholeHasBeyondTheContext() throws {
        let whole = tokenizer.encode("the cat and the dog")
        let pair = try scorer.pair(context: "the cat and", continuation: " the dog")
        #expect(pair.context + pair.continuation == whole && pair.context == tokenizer.encode("the cat and"))
        // Blanks before the continuation are its own.
        #expect(try scorer.pair(context: "the cat and \n", continuation: "x").context == pair.context)
        #expect(try scorer.pair(context: "the cat and ", continuation: "the dog") == pair)
        let end = try #require(tokenizer.specialTokens["<|endoftext|>"])
        #expect(try scorer.pair(context: "", continuation: "dog").context == [end])
        #expect(try scorer.pair(context: " ", continuation: "dog").context == [end])
        #expect(throws: EvaluationError.emptyContinuation(text: "")) {
            _ = try scorer.pair(context: "a", continuation: "")
        }
    }

    @Test func modelsOfLlamasKindBeginTexts() throws {
        var configuration = TinyModels.configuration(.llama, vocabulary: tokenizer.vocabularySize)
        configuration.beginningOfText = 7
        let scorer = LikelihoodScorer(LanguageModel(configuration, seed: 1), tokenizer)
        let pair = try scorer.pair(context: "the cat", continuation: " and")
        #expect(pair.context == [7] + tokenizer.encode("the cat") && pair.continuation == tokenizer.encode(" and"))
        #expect(!LikelihoodScorer(LanguageModel(configuration, seed: 1), tokenizer, addsBeginning: false).addsBeginning)
    }

    @Test func longContextsLoseTokensAtTheLeft() throws {
        let length = scorer.model.configuration.context
        let ids = (0..<length + 20).map { Int32($0 % 250) }
        let long = LikelihoodScorer.Pair(context: Array(ids.dropLast(3)), continuation: Array(ids.suffix(3)))
        let found = try scorer.likelihoods([long, long])
        let cut = LikelihoodScorer.Pair(context: Array(long.context.dropFirst(19)), continuation: long.continuation)
        #expect(cut.context.count + cut.continuation.count == length + 1)
        #expect(found[0].droppedTokens == 19 && found[0] == found[1])
        #expect(try scorer.likelihoods([cut])[0].logProbability == found[0].logProbability)
        #expect(throws: EvaluationError.continuationTooLong(tokens: length + 1, context: length)) {
            _ = try scorer.likelihoods([.init(context: [1], continuation: Array(ids.prefix(length + 1)))])
        }
    }

    @Test func greedyContinuationsAreCalledSo() throws {
        let prompt = tokenizer.encode("the cat sat")
        let greedy = GreedyContinuation.of([prompt], count: 5, scorer.model)[0]
        var other = greedy
        other[3] = other[3] == 0 ? 1 : 0
        let found = try scorer.likelihoods([
            .init(context: prompt, continuation: greedy), .init(context: prompt, continuation: other),
        ])
        #expect(found[0].isGreedy && !found[1].isGreedy && found[0].logProbability > found[1].logProbability)
    }

    @Test(arguments: [0, 1, 5, 63, 64, 65, 128, 129, 200])
    func rollingPredictsEveryTokenOnce(count: Int) throws {
        let length = scorer.model.configuration.context
        // Letters of the vocabulary, none of which merge, so that the count is known.
        let text = String(repeating: "q", count: count)
        let likelihood = try scorer.rolling([text, "the cat"])[0]
        let ids = tokenizer.encode(text)
        #expect(ids.count == count && likelihood.tokens == count)
        let prefix = try #require(scorer.prefixToken)
        var expected = 0.0
        for start in stride(from: 0, to: count, by: length) {
            let end = min(start + length, count)
            // The last window reaches back as far as fits.
            let context = start == 0 ? [prefix] : Array(ids[max(0, end - length - 1)..<start])
            expected += plain(.init(context: context, continuation: Array(ids[start..<end])), scorer.model)
        }
        #expect(abs(likelihood.logProbability - expected) < 1e-3 * Double(max(1, count)))
    }
}
