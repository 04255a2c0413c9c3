import Foundation
import Tensors
import Transformer

/// A network that says how good an answer is: one number instead of the next token's chances.
///
/// score = Σ w·h_t / 16 over the answer's ids, with h_t (C) the network's last hidden row after id t. Each word says at once what it is
/// worth: a network too small to carry all of it to the last word learns that from a thousand orderings, and not the other
/// (docs/experiments.md). It is saved beside the network as `score.safetensors`, `score.weight` (1×C).
public final class RewardModel: @unchecked Sendable {
    /// The network.
    public let network: LanguageModel
    /// w, (1×C).
    public let head: Variable

    /// A network with a head of zeros, so that all scores are 0 at first.
    public convenience init(_ network: LanguageModel) {
        self.init(network, head: Tensor(zeros: [1, network.configuration.width]))
    }

    private init(_ network: LanguageModel, head: Tensor) {
        self.network = network
        self.head = Variable(head, name: "score.weight", requiresGradient: true)
    }

    /// What w·h is divided by: the scores of answers of some words are as gentle at first as a single row's.
    private static let share: Float = 16

    /// w·h of chosen rows: (R×1).
    func values(_ tokens: [Int32], segments: [Segment], rows: [Int32], on tape: Tape) -> Variable {
        tape.linear(network.hidden(tokens, segments: segments, keeping: rows, on: tape), head)
    }

    /// w·h after each id of the answers, one below the other, and where each answer's rows are.
    private func values(_ answers: [ScoredAnswer], on tape: Tape) -> (values: Variable, rows: [Range<Int>]) {
        var (tokens, segments, rows): ([Int32], [Segment], [Int32]) = ([], [], [])
        var places: [Range<Int>] = []
        for answer in answers {
            segments.append(Segment(start: tokens.count, count: answer.ids.count))
            places.append(rows.count..<rows.count + answer.ids.count - answer.start)
            rows += (answer.start..<answer.ids.count).map { Int32(tokens.count + $0) }
            tokens += answer.ids
        }
        return (values(tokens, segments: segments, rows: rows, on: tape), places)
    }

    /// Scores of answers, at most so many tokens in a pass.
    public func scores(of answers: [ScoredAnswer], tokensPerPass: Int = 4096) -> [Float] {
        var scores: [Float] = []
        var first = 0
        while first < answers.count {
            var (end, tokens) = (first, 0)
            while end < answers.count, end == first || tokens + answers[end].ids.count <= tokensPerPass {
                tokens += answers[end].ids.count
                end += 1
            }
            scores += Self.sums(values(Array(answers[first..<end]), on: network.tape(recording: false)))
            first = end
        }
        return scores
    }

    /// Adds the gradient of a loss of the scores of some answers, all in one pass; returns the loss.
    ///
    /// - Parameter loss: the loss of the scores, and its slope for each.
    func addGradient(of answers: [ScoredAnswer], loss: ([Float]) -> (value: Float, slopes: [Float])) -> Float {
        let tape = network.tape(recording: true)
        let (values, rows) = values(answers, on: tape)
        let (value, slopes) = loss(Self.sums((values, rows)))
        let gradient = zip(rows, slopes).flatMap { rows, slope in rows.map { _ in slope / Self.share } }
        tape.backward(tape.loss(of: values, value, gradient: Tensor(gradient, shape: values.value.shape)))
        return value
    }

    private static func sums(_ found: (values: Variable, rows: [Range<Int>])) -> [Float] {
        let values = found.values.value.toArray()
        return found.rows.map { values[$0].reduce(0, +) / share }
    }

    private static let fileName = "score.safetensors"

    /// Writes network and head.
    public func save(to directory: URL) throws {
        try Checkpoint.save(network, to: directory)
        try SafetensorsFile.write(
            [("score.weight", head.value)], metadata: [:], to: directory.appendingPathComponent(Self.fileName))
    }

    /// Reads network and head.
    public static func load(_ directory: URL) throws -> RewardModel {
        let file = try SafetensorsFile(directory.appendingPathComponent(fileName))
        return RewardModel(try Checkpoint.load(directory), head: try file.tensor("score.weight"))
    }
}
