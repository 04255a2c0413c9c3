import Foundation
import Tensors
import Transformer

/// How well a model predicts held-out text: Σ −log₂ p(token) over the bytes that the tokens stand for.
///
/// Unlike a loss per token it can be compared between vocabularies. Special tokens stand for no bytes and are not counted.
public struct BitsPerByte: Sendable {
    private let shard: TokenShard
    private let bytesPerToken: [Int]
    private let context: Int
    private let windows: Int

    /// At most `windows` windows from the beginning of a shard, side by side.
    public init(_ shard: TokenShard, bytesPerToken: [Int], context: Int, windows: Int = 64) {
        self.shard = shard
        self.bytesPerToken = bytesPerToken
        self.context = context
        self.windows = min(windows, max(0, (shard.count - 1) / context))
    }

    /// The value for a model; nil when the shard is shorter than a window.
    public func evaluate(_ model: LanguageModel) -> Double? {
        var nats = 0.0
        var bytes = 0
        for first in stride(from: 0, to: windows, by: 16) {
            var rows = TrainingBatch()
            for window in first..<min(first + 16, windows) {
                let ids = shard[window * context..<(window + 1) * context + 1]
                rows.append(ids.dropLast(), targets: ids.dropFirst())
            }
            let logProbabilities = model.logProbabilities(
                rows.tokens, targets: rows.targets, segments: rows.segments, on: model.tape(recording: false))
            for (target, value) in zip(rows.targets, logProbabilities) where bytesPerToken[Int(target)] > 0 {
                nats -= Double(value)
                bytes += bytesPerToken[Int(target)]
            }
        }
        return bytes > 0 ? nats / (Foundation.log(2) * Double(bytes)) : nil
    }
}
