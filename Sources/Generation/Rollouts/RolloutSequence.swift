import Conversation
import ToolUse
import Transformer

/// One answer that is being sampled.
final class RolloutSequence: @unchecked Sendable {
    let group: Int
    let member: Int
    let cache: KeyValueCache
    let sampling: SamplingOptions
    private(set) var rollout: Rollout
    /// Ids that the next pass reads.
    private(set) var pending: [Int32] = []
    private let options: RolloutOptions
    private let context: Int
    private let stops: Set<Int32>
    private let renderer: ChatRenderer
    private let session: ToolSession?
    private let partner: (any ConversationPartner)?
    private var calls: [ToolCall] = []
    private var meter: ThinkingMeter

    /// What stands next for it.
    enum State { case active, calling, finished }
    private(set) var state = State.active

    init(
        _ request: RolloutRequest, group: Int, member: Int, cache: KeyValueCache, _ options: RolloutOptions,
        context: Int, stops: Set<Int32>, _ renderer: ChatRenderer, _ tools: ToolRegistry
    ) {
        (self.group, self.member, self.cache, self.options) = (group, member, cache, options)
        (self.context, self.stops, self.renderer) = (context, stops, renderer)
        session = tools.tools.isEmpty ? nil : ToolSession(tools)
        partner = request.partner
        meter = ThinkingMeter(ThinkingBudget(options.thinkingTokens, renderer))
        var sampling = SamplingOptions()
        sampling.temperature = options.temperature
        sampling.seed = request.seed &+ UInt64(member)
        self.sampling = sampling
        rollout = Rollout(prompt: request.prompt)
    }

    /// The place of the next coin.
    var step: Int { rollout.madeCount }

    /// The token that has to come next; nil where the model is free.
    var forced: Int32? { meter.next }

    /// Takes a token that was drawn, or had to come.
    func accept(_ id: Int32, _ logProbability: Float) throws {
        if forced == nil { rollout.make(id, logProbability) } else { rollout.read([id]) }
        meter.take(id)
        pending = [id]
        let length = rollout.prompt.count + rollout.ids.count
        if stops.contains(id) {
            calls = session == nil ? [] : renderer.parseAnswer(turn).toolCalls
            if calls.isEmpty { try listen() } else { state = .calling }
        } else if rollout.madeCount >= options.maxTokens || length >= context {
            finish(.length)
        }
    }

    /// Goes on behind what the partner says; ends where there is none, or nothing is left to say.
    private func listen() throws {
        guard let partner else { return finish(.stop) }
        let answers = renderer.parseTurns(rollout.ids).filter { $0.role == .assistant }.map(\.content)
        guard let reply = partner.reply(to: answers, member: member) else { return finish(.stop) }
        resume(try renderer.continuation([Message(.user, reply)]).ids)
    }

    func finish(_ reason: FinishReason) {
        rollout.finish = reason
        state = .finished
    }

    /// The ids since the last that the model did not make.
    private var turn: [Int32] {
        let start = rollout.isMade.lastIndex(of: false).map { $0 + 1 } ?? 0
        return Array(rollout.ids[start...])
    }

    /// Runs the calls that the last turn ends with: the tokens to go on with.
    func runCalls() async throws -> [Int32] {
        var results: [Message] = []
        for call in calls {
            let name = ToolCall.isName(call.name) ? call.name : Assistant.unknownTool
            guard let outcome = await session?.call(name, text: call.arguments) else { continue }
            results.append(
                Message(.tool, parts: [.toolResult(ToolResult(name: name, text: outcome.text, callID: call.id))]))
        }
        return try renderer.continuation(results).ids
    }

    /// Goes on behind what it has to read; without room it ends.
    func resume(_ forced: [Int32]) {
        let length = rollout.prompt.count + rollout.ids.count + forced.count
        guard length < context, rollout.madeCount < options.maxTokens else { return finish(.length) }
        rollout.calls += calls.count
        rollout.read(forced)
        pending += forced
        state = .active
    }
}
