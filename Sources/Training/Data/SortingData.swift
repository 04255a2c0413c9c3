import Tensors
import Transformer

/// Six letters out of A, B and C, to be written again in order: small enough that every input can be tried, and a network's
/// every number looked at (after the demonstration in Karpathy's minGPT).
public struct SortingProblem: Sendable, Equatable {
    /// Different letters.
    public static let symbols = "ABC"
    /// Letters of an input.
    public static let length = 6
    /// The longest sequence: the letters and all but the last one of the answer.
    public static let context = 2 * length - 1

    /// The input's ids.
    public let letters: [Int32]
    /// The answer's ids.
    public var sorted: [Int32] { letters.sorted() }
    /// What the network reads.
    public var tokens: [Int32] { letters + sorted.dropLast() }
    /// What should follow each token; before the input ends nothing can be foretold, so that is left out of the loss.
    public var targets: [Int32] {
        [Int32](repeating: Tape.ignoredTarget, count: Self.length - 1) + sorted
    }

    /// Every problem, in the order of the alphabet.
    public static let all: [SortingProblem] = (0..<length).reduce([[]]) { begun, _ in
        begun.flatMap { letters in (0..<Int32(symbols.count)).map { letters + [$0] } }
    }.map(SortingProblem.init)

    /// The letters of some ids.
    public static func text(_ ids: [Int32]) -> String {
        let letters = Array(symbols)
        return String(ids.map { letters.indices.contains(Int($0)) ? letters[Int($0)] : "?" })
    }

    /// A network for the problem: GPT-2's, whose head is not the embedding.
    ///
    /// With 3 layers, 3 heads and width 48 it has 85,584 parameters and a head of 144.
    public static func network(layers: Int, heads: Int, width: Int) -> ModelConfiguration {
        var made = ModelConfiguration(
            vocabulary: symbols.count, context: context, layers: layers, width: width, heads: heads, hidden: 4 * width)
        made.architecture = .gpt2
        made.epsilon = 1e-5
        made.tiedEmbeddings = false
        return made
    }
}

/// Sorting problems drawn at random; a quarter of all is never drawn, so that it can be seen whether the network learned to
/// sort or learned by heart.
public struct SortingData: TrainingData {
    public let steps: Int
    /// Problems that are never drawn.
    public let heldOut: [SortingProblem]
    private let drawn: [SortingProblem]
    private let batch: Int
    private let seed: UInt64

    /// `batch` problems per update.
    public init(batch: Int, steps: Int, seed: UInt64) {
        var random = RandomStream(seed: seed, purpose: .shuffle)
        let shuffled = SortingProblem.all.shuffled(using: &random)
        heldOut = Array(shuffled.prefix(shuffled.count / 4))
        drawn = Array(shuffled.dropFirst(heldOut.count))
        self.batch = batch
        self.steps = steps
        self.seed = seed
    }

    public func batches(step: Int) -> [TrainingBatch] {
        var rows = TrainingBatch()
        for index in 0..<batch {
            var random = RandomStream(seed: seed, purpose: .problems, step: step, index: index)
            let problem = drawn[random.below(drawn.count)]
            rows.append(problem.tokens, targets: problem.targets)
        }
        return [rows]
    }
}
