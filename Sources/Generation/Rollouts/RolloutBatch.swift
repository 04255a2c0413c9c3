/// Who waits, who is in the batch, who calls a tool, and who is done.
struct RolloutBatch {
    private let requests: [RolloutRequest]
    private var next = 0
    private var calling: Set<ObjectIdentifier> = []
    private var done = 0
    private(set) var rollouts: [[Rollout]]
    var active: [RolloutSequence] = []

    init(_ requests: [RolloutRequest]) {
        self.requests = requests
        rollouts = requests.map { request in
            Array(repeating: Rollout(prompt: request.prompt), count: request.count)
        }
        while next < requests.count, requests[next].count == 0 { next += 1 }
    }

    private var total: Int { rollouts.reduce(0) { $0 + $1.count } }
    var isDone: Bool { done == total }

    /// The groups that enter now: as long as there is room for all answers of the next one, and one at least.
    mutating func admit(upTo room: Int) -> [(group: Int, request: RolloutRequest)] {
        var entering: [(group: Int, request: RolloutRequest)] = []
        var taken = active.count
        while next < requests.count, taken == 0 || taken + requests[next].count <= room {
            if requests[next].count > 0 { entering.append((next, requests[next])) }
            taken += requests[next].count
            next += 1
        }
        return entering
    }

    /// Takes those out of the batch that ended or call a tool; returns the latter.
    mutating func removeEnded() -> [RolloutSequence] {
        for sequence in active where sequence.state == .finished { close(sequence) }
        let callers = active.filter { $0.state == .calling }
        active.removeAll { $0.state != .active }
        return callers
    }

    mutating func pause(_ sequence: RolloutSequence) { calling.insert(ObjectIdentifier(sequence)) }

    /// Lets one that called go on, or ends it.
    mutating func resume(_ sequence: RolloutSequence, _ forced: [Int32]) {
        guard calling.remove(ObjectIdentifier(sequence)) != nil else { return }
        sequence.resume(forced)
        if sequence.state == .active { active.append(sequence) } else { close(sequence) }
    }

    private mutating func close(_ sequence: RolloutSequence) {
        rollouts[sequence.group][sequence.member] = sequence.rollout
        done += 1
    }
}
