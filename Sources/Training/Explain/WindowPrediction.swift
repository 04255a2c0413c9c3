import Foundation
import Tensors
import Transformer

/// The probabilities of all tokens at each row of one sequence: softmax of the logits.
struct WindowPrediction {
    private let rows: [[Float]]
    /// Rows whose logits are made at once.
    private static let piece = 64

    /// Passes a sequence of at most the context's length through a model.
    init(_ model: LanguageModel, _ tokens: [Int32]) {
        let tape = model.tape(recording: false)
        let hidden = model.hidden(tokens, segments: [Segment(start: 0, count: tokens.count)], on: tape).value
        var rows: [[Float]] = []
        for first in stride(from: 0, to: tokens.count, by: Self.piece) {
            let part = Variable(hidden.rows(first..<min(first + Self.piece, tokens.count)))
            let logits = model.logits(part, on: tape).value
            let values = logits.toArray()
            for row in 0..<logits.rows {
                rows.append(Self.softmax(values[row * logits.width..<(row + 1) * logits.width]))
            }
        }
        self.rows = rows
    }

    /// The probability of a token at a row.
    func probability(of token: Int32, at row: Int) -> Float { rows[row][Int(token)] }

    /// The likeliest tokens at a row, likeliest first; the lower id first among equals.
    func likeliest(_ count: Int, at row: Int) -> [Int32] {
        let row = rows[row]
        return row.indices.sorted { (row[$1], $0) < (row[$0], $1) }.prefix(count).map { Int32($0) }
    }

    private static func softmax(_ logits: ArraySlice<Float>) -> [Float] {
        let top = logits.max() ?? 0
        let weights = logits.map { Double(Foundation.exp($0 - top)) }
        let total = weights.reduce(0, +)
        return weights.map { Float($0 / total) }
    }
}

extension Double {
    /// ln of the number; probabilities of zero count as the smallest number there is.
    var logarithm: Double { Foundation.log(max(self, .leastNormalMagnitude)) }
}
