import Conversation
import Synchronization
import Tensors
import ToolUse
import Transformer

/// Samples many answers to many prompts, for practice.
///
/// The prompt of a group is read once and its keys and values are copied to the group's answers. Answers that end leave the
/// batch and the next group enters. A closed call pauses its answer alone; what the tool says enters as tokens that were not made;
/// so does what a partner says after an answer.
/// The network is the one that is trained, not a copy, and each log-probability is made by the operation that training uses, so in one
/// precision the two are equal to the last bit. An answer depends on its request and its number alone.
public struct RolloutSampler: Sendable {
    /// The network.
    public let model: LanguageModel
    /// The protocol that the answers speak.
    public let renderer: ChatRenderer
    /// The tools that answers may call; without any, a call ends the answer.
    public let tools: ToolRegistry
    /// How answers are sampled.
    public let options: RolloutOptions
    private let stops: Set<Int32>

    /// A sampler; see the properties.
    public init(_ model: LanguageModel, _ renderer: ChatRenderer, tools: ToolRegistry, _ options: RolloutOptions) {
        (self.model, self.renderer, self.tools, self.options) = (model, renderer, tools, options)
        stops = options.ends ? renderer.stopTokens.union(model.configuration.endOfText.map { [$0] } ?? []) : []
    }

    /// The answers of each request, in order.
    ///
    /// - Throws: `GenerationError` for a prompt that leaves no room; `CancellationError`.
    public func sample(_ requests: [RolloutRequest]) async throws -> [[Rollout]] {
        for request in requests { try check(request.prompt) }
        var batch = RolloutBatch(requests)
        let arrived = ToolMailbox()
        while !batch.isDone {
            try Task.checkCancellation()
            for (sequence, forced) in try arrived.take() { batch.resume(sequence, forced) }
            let entering = batch.admit(upTo: options.batch)
            guard !entering.isEmpty || !batch.active.isEmpty else {
                try await arrived.wait()
                continue
            }
            for sequence in try step(&batch, entering) {
                batch.pause(sequence)
                arrived.expect()
                Task {
                    do {
                        arrived.put(.success((sequence, try await sequence.runCalls())))
                    } catch {
                        arrived.put(.failure(error))
                    }
                }
            }
            await Task.yield()
        }
        return batch.rollouts
    }

    private func check(_ prompt: [Int32]) throws {
        let context = model.configuration.context
        guard !prompt.isEmpty else { throw GenerationError.emptyPrompt }
        guard prompt.count < context else {
            throw GenerationError.promptTooLong(tokens: prompt.count, context: context)
        }
    }

    /// One pass: entering groups read their prompts, active answers their last token; each then draws a token. Returns the answers
    /// that call a tool.
    private func step(_ batch: inout RolloutBatch, _ entering: [(group: Int, request: RolloutRequest)]) throws
        -> [RolloutSequence]
    {
        let prompts = entering.map { ($0.request.prompt, KeyValueCache(model.configuration)) }
        let inputs = prompts + batch.active.map { ($0.pending, $0.cache) }
        var tokens: [Int32] = []
        var segments: [Segment] = []
        for (pending, cache) in inputs {
            segments.append(Segment(start: tokens.count, count: pending.count, position: cache.count))
            tokens += pending
        }
        let tape = model.tape(recording: false)
        let last = model.hidden(
            tokens, segments: segments, caches: inputs.map(\.1),
            keeping: segments.map { Int32($0.start + $0.count - 1) }, on: tape)
        var rows = Array(prompts.count..<inputs.count)
        for (row, (entry, (_, cache))) in zip(entering, prompts).enumerated() {
            for member in 0..<entry.request.count {
                // The last one takes the prompt's own cache.
                let own = member == entry.request.count - 1 ? cache : cache.copy()
                batch.active.append(
                    RolloutSequence(
                        entry.request, group: entry.group, member: member, cache: own, options,
                        context: model.configuration.context, stops: stops, renderer, tools))
                rows.append(row)
            }
        }
        try draw(batch.active, from: model.logits(last, on: tape).value, rows)
        return batch.removeEnded()
    }

    /// Draws the next token of each sequence from its row of logits.
    private func draw(_ sequences: [RolloutSequence], from logits: Tensor, _ rows: [Int]) throws {
        let drawn = Mutex([Int32](repeating: 0, count: sequences.count))
        ThreadPool.shared.run(sequences.count) { index in
            let values = UnsafeBufferPointer(start: logits.pointer + rows[index] * logits.width, count: logits.width)
            let sequence = sequences[index]
            let id = sequence.forced ?? Int32(Sampler.draw(from: values, sequence.sampling, step: sequence.step))
            drawn.withLock { $0[index] = id }
        }
        let ids = drawn.withLock { $0 }
        // Several answers may draw from one row, and the operation reads a row once for each.
        let own = Set(rows).count == rows.count ? logits : gathered(logits, rows)
        let order = Set(rows).count == rows.count ? rows : Array(rows.indices)
        var targets = [Int32](repeating: -1, count: own.rows)
        for (index, row) in order.enumerated() { targets[row] = ids[index] }
        let losses = model.backend.crossEntropy(own, targets: targets[...], scale: 1, gradient: false)
        for (index, sequence) in sequences.enumerated() {
            try sequence.accept(ids[index], -losses[order[index]])
        }
    }

    private func gathered(_ logits: Tensor, _ rows: [Int]) -> Tensor {
        model.backend.gather(logits, rows.map(Int32.init))
    }
}
