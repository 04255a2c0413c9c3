import Foundation
import Tokenization
import Transformer

/// A model with its vocabulary, ready to go on with texts.
///
/// Requests that run at the same time share forward passes; each gives the same tokens as it would alone.
public actor TextGenerator {
    /// The network.
    public nonisolated let model: LanguageModel
    /// The vocabulary.
    public nonisolated let tokenizer: Tokenizer
    /// The most sequences in one forward pass.
    public nonisolated let maxBatch: Int

    private typealias Stream = AsyncThrowingStream<GenerationEvent, any Error>
    private var active: [(id: Int, sequence: ActiveSequence, continuation: Stream.Continuation)] = []
    private var waiting: [(id: Int, sequence: ActiveSequence, continuation: Stream.Continuation)] = []
    private var nextID = 0
    private var isRunning = false

    /// A generator.
    public init(_ model: LanguageModel, _ tokenizer: Tokenizer, maxBatch: Int = 32) throws {
        guard tokenizer.vocabularySize <= model.configuration.vocabulary else {
            throw GenerationError.vocabularyMismatch(
                tokenizer: tokenizer.vocabularySize, model: model.configuration.vocabulary)
        }
        self.model = model
        self.tokenizer = tokenizer
        self.maxBatch = maxBatch
    }

    /// Loads a model's directory with its tokenizer.json.
    public init(directory: URL) throws {
        try self.init(
            Checkpoint.load(directory), Tokenizer(contentsOf: directory.appendingPathComponent("tokenizer.json")))
    }

    /// Goes on from a prompt, token by token; ending the iteration early ends the work.
    public func generate(
        _ prompt: [Int32], _ options: GenerationOptions
    ) throws -> AsyncThrowingStream<GenerationEvent, any Error> {
        let sequence = try ActiveSequence(prompt, options, model, tokenizer)
        let id = nextID
        nextID += 1
        let (stream, continuation) = Stream.makeStream()
        continuation.onTermination = { [weak self] reason in
            guard case .cancelled = reason else { return }
            Task { await self?.cancel(id) }
        }
        waiting.append((id, sequence, continuation))
        if !isRunning {
            isRunning = true
            Task { await self.work() }
        }
        return stream
    }

    private func cancel(_ id: Int) {
        waiting.removeAll { $0.id == id }
        active.removeAll { $0.id == id }
    }

    private func work() async {
        while true {
            while active.count < maxBatch, !waiting.isEmpty { active.append(waiting.removeFirst()) }
            guard !active.isEmpty else { break }
            let batch = active
            let tokens = GenerationStep.run(batch.map(\.sequence), model)
            for (entry, token) in zip(batch, tokens) {
                entry.continuation.yield(.token(token))
                guard let finish = entry.sequence.finish else { continue }
                entry.continuation.yield(
                    .finished(finish, text: entry.sequence.heldBack, entry.sequence.statistics))
                entry.continuation.finish()
                active.removeAll { $0.id == entry.id }
            }
            await Task.yield()
        }
        isRunning = false
    }

    /// Goes on from many prompts at once and returns the ids made for each; for evaluation.
    public nonisolated func complete(_ prompts: [[Int32]], _ options: GenerationOptions) throws -> [[Int32]] {
        let sequences = try prompts.map { try ActiveSequence($0, options, model, tokenizer) }
        var active: [ActiveSequence] = []
        var waiting = sequences[...]
        while true {
            while active.count < maxBatch, let next = waiting.popFirst() { active.append(next) }
            guard !active.isEmpty else { return sequences.map(\.made) }
            try Task.checkCancellation()
            _ = GenerationStep.run(active, model)
            active.removeAll { $0.finish != nil }
        }
    }
}
