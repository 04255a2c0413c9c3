import Conversation
import Foundation
import Generation
import SwiftletTesting
import Tensors
import Testing
import Tokenization
import Transformer

struct GenerationTests {
    private func generator() throws -> TextGenerator {
        let tokenizer = try TinyTokenizer.make()
        return try TextGenerator(TinyModels.model(vocabulary: tokenizer.vocabularySize), tokenizer)
    }

    private func options(seed: UInt64 = 1, temperature: Float = 1) -> GenerationOptions {
        var options = GenerationOptions()
        options.maxTokens = 20
        options.sampling.seed = seed
        options.sampling.temperature = temperature
        return options
    }

    private func collect(_ stream: AsyncThrowingStream<GenerationEvent, any Error>) async throws -> (
        [Int32], String, FinishReason?
    ) {
        var ids: [Int32] = []
        var text = ""
        var reason: FinishReason?
        for try await event in stream {
            switch event {
            case .token(let token):
                ids.append(token.token.id)
                text += token.text
            case .finished(let finish, let rest, _):
                reason = finish
                text += rest
            }
        }
        return (ids, text, reason)
    }

    @Test func batchedEqualsAlone() async throws {
        let generator = try generator()
        let prompts: [[Int32]] = [[1, 2, 3], [60, 61, 62, 63, 64, 65, 66], [9]]
        let together = try generator.complete(prompts, options())
        for (prompt, ids) in zip(prompts, together) {
            #expect(try generator.complete([prompt], options()) == [ids])
            #expect(try await collect(generator.generate(prompt, options())).0 == ids)
        }
        async let first = collect(generator.generate(prompts[0], options()))
        async let second = collect(generator.generate(prompts[1], options()))
        #expect(try await [first.0, second.0] == [together[0], together[1]])
    }

    @Test func greedyEqualsGenerationWithoutACache() throws {
        let generator = try generator()
        var ids: [Int32] = [5, 6, 7]
        let made = try generator.complete([ids], options(temperature: 0))[0]
        for expected in made {
            let tape = generator.model.tape(recording: false)
            let hidden = generator.model.hidden(ids, segments: [Segment(start: 0, count: ids.count)], on: tape)
            let logits = generator.model.logits(hidden, on: tape).value
            let last = Array(logits.toArray().suffix(logits.width))
            let best = last.firstIndex(of: last.max() ?? 0) ?? 0
            #expect(Int32(best) == expected)
            ids.append(expected)
        }
    }

    @Test func seedsDecide() throws {
        let generator = try generator()
        let prompt: [[Int32]] = [[1, 2, 3]]
        #expect(try generator.complete(prompt, options(seed: 4)) == generator.complete(prompt, options(seed: 4)))
        #expect(try generator.complete(prompt, options(seed: 4)) != generator.complete(prompt, options(seed: 5)))
    }

    @Test func cutsKeepOnlyWhatTheyShould() {
        let logits: [Float] = [0, 1, 2, 3, 4]
        func chosen(_ change: (inout SamplingOptions) -> Void) -> Set<Int32> {
            logits.withUnsafeBufferPointer { buffer in
                Set(
                    (0..<300).map { step in
                        var options = SamplingOptions()
                        options.temperature = 2
                        change(&options)
                        return Sampler.choose(from: buffer, options, step: step, alternatives: 0).token.id
                    })
            }
        }
        #expect(chosen { _ in } == [0, 1, 2, 3, 4])
        #expect(chosen { $0.topK = 2 } == [3, 4])
        #expect(chosen { $0.topP = 0.3 } == [4])
        #expect(chosen { $0.minP = 0.5 } == [3, 4])
        #expect(chosen { $0.temperature = 0 } == [4])
    }

    @Test func stopTextsEndTheTextAndAreNoPartOfIt() async throws {
        let generator = try generator()
        let (_, whole, _) = try await collect(generator.generate([1, 2, 3], options()))
        let stop = String(whole.dropFirst(4).prefix(2))
        var stopping = options()
        stopping.stopTexts = [stop]
        let (_, text, reason) = try await collect(generator.generate([1, 2, 3], stopping))
        #expect(reason == .stop)
        let range = whole.range(of: stop)
        #expect(text == range.map { String(whole[..<$0.lowerBound]) })
    }

    @Test func promptsThatCannotBeAnsweredAreRefused() async throws {
        let generator = try generator()
        await #expect(throws: GenerationError.emptyPrompt) { _ = try await generator.generate([], options()) }
        await #expect(throws: GenerationError.promptTooLong(tokens: 64, context: 64)) {
            _ = try await generator.generate([Int32](repeating: 1, count: 64), options())
        }
        var long = options()
        long.maxTokens = 1000
        let (ids, _, reason) = try await collect(generator.generate([1, 2, 3, 4], long))
        #expect(ids.count == 60 && reason == .length)
    }
}
