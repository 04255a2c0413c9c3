import Foundation
import Tensors
import Transformer

extension Likelihood {
    /// Takes in what one token was.
    mutating func add(_ outcome: TokenOutcome) {
        logProbability += Double(outcome.logProbability)
        isGreedy = isGreedy && outcome.isLikeliest
    }
}

/// What a network thought of one token.
struct TokenOutcome: Sendable {
    /// ln p(token).
    var logProbability: Float
    /// Whether no token was likelier.
    var isLikeliest: Bool

    /// The outcome for a token in one row of logits; the lowest id is the likeliest among equals.
    init(of token: Int32, in logits: UnsafeBufferPointer<Float>) {
        let top = logits.max() ?? 0
        var total = 0.0
        for value in logits { total += Double(Foundation.exp(value - top)) }
        guard logits.indices.contains(Int(token)) else {
            (logProbability, isLikeliest) = (-.infinity, false)
            return
        }
        let value = logits[Int(token)]
        logProbability = value - (Float(Foundation.log(total)) + top)
        isLikeliest = logits.firstIndex(of: top) == Int(token)
    }
}

extension LikelihoodScorer {
    /// What is to be looked up in a hidden row: whose result it belongs to, and which token came.
    private typealias Wanted = (row: Int, place: Int, token: Int32)

    /// The outcomes of all tokens of all members, in order.
    ///
    /// Groups of one run in one pass; of the others, the contexts run first, then the members' continuations one after another
    /// from the same cache.
    func outcomes(of groups: [LikelihoodGroup]) -> [(place: Int, outcome: TokenOutcome)] {
        let (alone, shared) = (groups.filter { $0.members.count == 1 }, groups.filter { $0.members.count > 1 })
        var found = alone.isEmpty ? [] : outcomes(ofSingle: alone)
        guard !shared.isEmpty else { return found }
        let caches = shared.map { _ in KeyValueCache(model.configuration) }
        found += pass(shared.map(\.context), caches) { group, start in
            let last = start + shared[group].context.count - 1
            return shared[group].members.map { (last, $0.place, $0.continuation[0]) }
        }
        for turn in 0..<(shared.map(\.members.count).max() ?? 0) {
            let working = shared.indices.filter { group in
                shared[group].members.indices.contains(turn) && shared[group].members[turn].continuation.count > 1
            }
            guard !working.isEmpty else { continue }
            let members = working.map { shared[$0].members[turn] }
            for group in working { caches[group].truncate(to: shared[group].context.count) }
            found += pass(members.map { $0.continuation.dropLast() }, working.map { caches[$0] }) { index, start in
                members[index].continuation.dropFirst().enumerated().map { (start + $0, members[index].place, $1) }
            }
        }
        return found
    }

    private func outcomes(ofSingle groups: [LikelihoodGroup]) -> [(place: Int, outcome: TokenOutcome)] {
        pass(groups.map { $0.context + $0.members[0].continuation.dropLast() }, nil) { group, start in
            let (context, member) = (groups[group].context.count, groups[group].members[0])
            return member.continuation.enumerated().map { (start + context - 1 + $0, member.place, $1) }
        }
    }

    /// One forward pass over sequences side by side, and the outcomes of what is wanted of each one's rows.
    private func pass(
        _ sequences: [[Int32]], _ caches: [KeyValueCache]?, _ wanted: (_ sequence: Int, _ start: Int) -> [Wanted]
    ) -> [(place: Int, outcome: TokenOutcome)] {
        var segments: [Segment] = []
        var all: [Wanted] = []
        var start = 0
        for (index, sequence) in sequences.enumerated() {
            segments.append(Segment(start: start, count: sequence.count, position: caches?[index].count ?? 0))
            all += wanted(index, start)
            start += sequence.count
        }
        let tape = model.tape(recording: false)
        let hidden = model.hidden(Array(sequences.joined()), segments: segments, caches: caches, on: tape).value
        var found: [(place: Int, outcome: TokenOutcome)] = []
        let chunk = Tape.rowsPerChunk(vocabulary: model.configuration.vocabulary)
        for first in stride(from: 0, to: all.count, by: chunk) {
            let piece = Array(all[first..<min(first + chunk, all.count)])
            let logits = model.logits(Variable(hidden.rows(piece.map(\.row))), on: tape).value
            found += zip(piece, Self.outcomes(of: piece.map(\.token), in: logits)).map { ($0.place, $1) }
        }
        return found
    }

    /// The outcome of one token in each row of logits, (R×V).
    private static func outcomes(of tokens: [Int32], in logits: Tensor) -> [TokenOutcome] {
        let results = Results(count: tokens.count)
        ThreadPool.shared.run(tokens.count) { row in
            results.places[row] = TokenOutcome(
                of: tokens[row],
                in: UnsafeBufferPointer(start: logits.pointer + row * logits.width, count: logits.width))
        }
        return Array(results.places)
    }

    /// Places that threads write into, each its own.
    private final class Results: @unchecked Sendable {
        let places: UnsafeMutableBufferPointer<TokenOutcome>

        init(count: Int) {
            places = .allocate(capacity: count)
            places.initialize(repeating: TokenOutcome(of: 0, in: UnsafeBufferPointer(start: nil, count: 0)))
        }

        deinit { places.deallocate() }
    }
}
