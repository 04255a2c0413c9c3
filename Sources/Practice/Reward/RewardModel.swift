import Foundation
import Tensors
import Transformer

/// A network that says how good an answer is: one number instead of the next token's chances, read off after the last token.
///
/// score = w·h, with h (C) the network's last hidden row. It is saved beside the network as `score.safetensors`, `score.weight` (1×C),
/// the name that transformers' sequence classifiers have.
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

    /// Scores of sequences, one a row: (R×1).
    public func scores(_ sequences: [[Int32]], on tape: Tape) -> Variable {
        var tokens: [Int32] = []
        var segments: [Segment] = []
        for sequence in sequences {
            segments.append(Segment(start: tokens.count, count: sequence.count))
            tokens += sequence
        }
        return values(
            tokens, segments: segments, rows: segments.map { Int32($0.start + $0.count - 1) }, on: tape)
    }

    /// w·h of chosen rows: (R×1).
    func values(_ tokens: [Int32], segments: [Segment], rows: [Int32], on tape: Tape) -> Variable {
        tape.linear(network.hidden(tokens, segments: segments, keeping: rows, on: tape), head)
    }

    /// Scores of sequences, at most so many tokens in a pass.
    public func scores(of sequences: [[Int32]], tokensPerPass: Int = 4096) -> [Float] {
        var scores: [Float] = []
        var first = 0
        while first < sequences.count {
            var (end, tokens) = (first, 0)
            while end < sequences.count, end == first || tokens + sequences[end].count <= tokensPerPass {
                tokens += sequences[end].count
                end += 1
            }
            scores += self.scores(Array(sequences[first..<end]), on: network.tape(recording: false)).value.toArray()
            first = end
        }
        return scores
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
