import Foundation
import Tensors
import Tokenization
import Transformer

/// A sequence that is being generated: its cache, what it has still to read, and what it has made.
final class ActiveSequence: @unchecked Sendable {
    let options: GenerationOptions
    let promptCount: Int
    private(set) var pending: [Int32]
    private(set) var made: [Int32] = []
    private(set) var finish: FinishReason?
    private(set) var heldBack = ""
    /// Tokens that came from outside after the prompt.
    private var forcedCount = 0
    private var meter: ThinkingMeter
    let cache: KeyValueCache
    private var decoder: StreamingDecoder
    private let context: Int
    private let began = Date()
    private var firstToken: Date?

    init(_ prompt: [Int32], _ options: GenerationOptions, _ model: LanguageModel, _ tokenizer: Tokenizer) throws {
        guard !prompt.isEmpty else { throw GenerationError.emptyPrompt }
        context = model.configuration.context
        guard prompt.count < context else {
            throw GenerationError.promptTooLong(tokens: prompt.count, context: context)
        }
        self.options = options
        meter = ThinkingMeter(options.thinking)
        promptCount = prompt.count
        pending = prompt
        cache = KeyValueCache(model.configuration)
        decoder = StreamingDecoder(tokenizer)
    }

    var statistics: GenerationStatistics {
        var statistics = GenerationStatistics()
        statistics.promptTokens = promptCount
        statistics.completionTokens = made.count
        statistics.secondsToFirstToken = firstToken?.timeIntervalSince(began) ?? 0
        statistics.seconds = Date().timeIntervalSince(began)
        return statistics
    }

    /// Takes the choice of one step.
    func accept(_ choice: Sampler.Choice) -> GeneratedToken {
        if firstToken == nil { firstToken = Date() }
        let id = choice.token.id
        made.append(id)
        meter.take(id)
        pending = [id]
        var text = ""
        if options.stopTokens.contains(id) {
            finish = .stop
        } else {
            heldBack += decoder.append(id)
            text = release()
            if finish == nil, made.count >= options.maxTokens || length >= context { finish = .length }
        }
        if finish != nil, finish != .stop || options.stopTokens.contains(id) { heldBack += decoder.finish() }
        return GeneratedToken(token: choice.token, text: text, alternatives: choice.alternatives)
    }

    /// The token that has to come next; nil where the model is free.
    var forced: Int32? { meter.next }

    /// Tokens of the sequence so far.
    private var length: Int { promptCount + forcedCount + made.count }

    /// Whether one of the stop tokens ended it, so that it can go on behind it.
    var isAtStopToken: Bool { finish == .stop && made.last.map(options.stopTokens.contains) ?? false }

    /// Goes on behind its stop token with tokens from outside; without room for them it ends.
    func resume(_ forced: [Int32]) {
        heldBack = ""
        guard length + forced.count < context, made.count < options.maxTokens else {
            finish = .length
            return
        }
        finish = nil
        pending += forced
        forcedCount += forced.count
    }

    /// The text before a stop text, or as much as cannot become part of one.
    private func release() -> String {
        for stop in options.stopTexts where !stop.isEmpty {
            guard let range = heldBack.range(of: stop) else { continue }
            let text = String(heldBack[..<range.lowerBound])
            heldBack = ""
            finish = .stop
            return text
        }
        let most = options.stopTexts.map(\.count).max() ?? 0
        for length in stride(from: min(most - 1, heldBack.count), to: 0, by: -1) {
            let tail = heldBack.suffix(length)
            if options.stopTexts.contains(where: { $0.hasPrefix(tail) }) {
                defer { heldBack = String(tail) }
                return String(heldBack.dropLast(length))
            }
        }
        defer { heldBack = "" }
        return heldBack
    }
}

/// One forward pass for many sequences: each reads what it has pending and chooses its next token.
enum GenerationStep {
    static func run(_ sequences: [ActiveSequence], _ model: LanguageModel) -> [GeneratedToken] {
        let tape = model.tape(recording: false)
        var tokens: [Int32] = []
        var segments: [Segment] = []
        for sequence in sequences {
            segments.append(
                Segment(start: tokens.count, count: sequence.pending.count, position: sequence.cache.count))
            tokens += sequence.pending
        }
        let last = model.hidden(
            tokens, segments: segments, caches: sequences.map(\.cache),
            keeping: segments.map { Int32($0.start + $0.count - 1) }, on: tape)
        let logits = model.logits(last, on: tape).value
        return sequences.enumerated().map { row, sequence in
            let values = UnsafeBufferPointer(start: logits.pointer + row * logits.width, count: logits.width)
            return sequence.accept(
                Sampler.choose(
                    from: values, sequence.options.sampling, step: sequence.made.count,
                    alternatives: sequence.options.alternatives, forced: sequence.forced))
        }
    }
}
