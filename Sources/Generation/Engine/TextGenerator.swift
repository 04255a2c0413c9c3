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

    private struct Entry {
        let id: Int
        let sequence: ActiveSequence
        let pauses: Bool
        /// Takes what happens; the last event is `.finished`.
        let report: @Sendable (PausingGeneration.Event) -> Void
    }
    private var active: [Entry] = []
    private var waiting: [Entry] = []
    private var paused: [Int: Entry] = [:]
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
        let (stream, continuation) = AsyncThrowingStream<GenerationEvent, any Error>.makeStream()
        let id = try start(prompt, options, pauses: false) { event in
            switch event {
            case .token(let token): continuation.yield(.token(token))
            case .paused: break
            case .finished(let reason, let text, let statistics):
                continuation.yield(.finished(reason, text: text, statistics))
                continuation.finish()
            }
        }
        continuation.onTermination = { [weak self] reason in
            if case .cancelled = reason { Task { await self?.cancel(id) } }
        }
        return stream
    }

    /// The same, but at a stop token the sequence waits, with what it has computed, to be resumed with tokens from outside or
    /// to be ended; the others go on.
    public func begin(_ prompt: [Int32], _ options: GenerationOptions) throws -> PausingGeneration {
        let (stream, continuation) = AsyncStream<PausingGeneration.Event>.makeStream()
        let id = try start(prompt, options, pauses: true) { event in
            continuation.yield(event)
            if case .finished = event { continuation.finish() }
        }
        continuation.onTermination = { [weak self] reason in
            if case .cancelled = reason { Task { await self?.cancel(id) } }
        }
        return PausingGeneration(events: stream, id: id, generator: self)
    }

    private func start(
        _ prompt: [Int32], _ options: GenerationOptions, pauses: Bool,
        _ report: @escaping @Sendable (PausingGeneration.Event) -> Void
    ) throws -> Int {
        let sequence = try ActiveSequence(prompt, options, model, tokenizer)
        defer { nextID += 1 }
        enqueue(Entry(id: nextID, sequence: sequence, pauses: pauses, report: report))
        return nextID
    }

    /// Lets a paused sequence go on behind its stop token, or ends it (nil).
    func resume(_ id: Int, with forced: [Int32]?) {
        guard let entry = paused.removeValue(forKey: id) else { return }
        if let forced { entry.sequence.resume(forced) }
        if entry.sequence.finish == nil { enqueue(entry) } else { end(entry) }
    }

    private func enqueue(_ entry: Entry) {
        waiting.append(entry)
        guard !isRunning else { return }
        isRunning = true
        Task { await self.work() }
    }

    private func cancel(_ id: Int) {
        waiting.removeAll { $0.id == id }
        active.removeAll { $0.id == id }
        paused[id] = nil
    }

    private func end(_ entry: Entry) {
        let sequence = entry.sequence
        entry.report(.finished(sequence.finish ?? .cancelled, text: sequence.heldBack, sequence.statistics))
    }

    private func work() async {
        while true {
            while active.count < maxBatch, !waiting.isEmpty { active.append(waiting.removeFirst()) }
            guard !active.isEmpty else { break }
            let batch = active
            let tokens = GenerationStep.run(batch.map(\.sequence), model)
            for (entry, token) in zip(batch, tokens) {
                entry.report(.token(token))
                guard entry.sequence.finish != nil else { continue }
                active.removeAll { $0.id == entry.id }
                if entry.pauses, entry.sequence.isAtStopToken {
                    paused[entry.id] = entry
                    entry.report(.paused)
                } else {
                    end(entry)
                }
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
