import Foundation
import Tokenization
import Training

/// Prints one update under the microscope.
struct StepPrinter {
    private let explanation: StepExplanation
    private let tokenizer: Tokenizer
    /// Alternatives that the table shows.
    private static let shown = 2

    init(_ explanation: StepExplanation, _ tokenizer: Tokenizer) {
        self.explanation = explanation
        self.tokenizer = tokenizer
    }

    /// A summary, and a row for each of the first places of the window.
    func table(positions count: Int) -> String {
        var table = TextTable([
            "#", "after", "right next", "before", "after the update", "change", "likeliest before", "likeliest after",
        ])
        for position in explanation.positions.prefix(count) {
            table.add([
                "\(position.index)", text(position.token), text(position.right.token),
                Self.percent(position.right.before),
                Self.percent(position.right.after), Self.change(position.right),
                list(position.likeliestBefore, position.right.token, \.before),
                list(position.likeliestAfter, position.right.token, \.after),
            ])
        }
        let left = explanation.positions.count - min(count, explanation.positions.count)
        return """
            Update \(explanation.step), rate \(String(format: "%.2e", explanation.rate)): one window of \
            \(explanation.positions.count) places. Equal chances would be \(Self.percent(1 / Float(explanation.vocabulary))) \
            for each of \(explanation.vocabulary) symbols; ✓ marks the token that really follows.

            \(table.text)\(left > 0 ? "\n… and \(left) more places (--positions \(explanation.positions.count), --json)" : "")

            \(summary)
            """
    }

    /// All places, with the texts of their tokens.
    func json() throws -> String {
        struct Document: Encodable {
            let explanation: StepExplanation
            let meanBefore: Double
            let meanAfter: Double
            let lossBefore: Double
            let lossAfter: Double
            let risen: Int
            let texts: [String: String]
        }
        let tokens = explanation.positions.flatMap { position in
            [position.token, position.right.token]
                + (position.likeliestBefore + position.likeliestAfter).map(\.token)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            explanation: explanation, meanBefore: explanation.meanBefore, meanAfter: explanation.meanAfter,
            lossBefore: explanation.lossBefore, lossAfter: explanation.lossAfter, risen: explanation.risen,
            texts: Dictionary(tokens.map { ("\($0)", raw($0)) }, uniquingKeysWith: { $1 }))
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private var summary: String {
        let e = explanation
        return String(
            format: """
                The right tokens' mean probability went from %@ to %@; at %d of %d places it rose.
                Loss on this window %.4f → %.4f; on all windows of the update it was %.4f before.
                """, Self.percent(Float(e.meanBefore)), Self.percent(Float(e.meanAfter)), e.risen, e.positions.count,
            e.lossBefore, e.lossAfter, e.updateLoss)
    }

    /// A token's text; special ones by name.
    private func raw(_ token: Int32) -> String {
        if let special = tokenizer.specialTokens.first(where: { $0.value == token }) { return special.key }
        // The rows that fill the vocabulary up to a multiple of 64 stand for no symbol.
        return Int(token) < tokenizer.vocabularySize ? tokenizer.decode([token]) : "unused"
    }

    /// A token as the table shows it: blanks and line ends to be seen, long ones cut.
    private func text(_ token: Int32) -> String {
        let text = raw(token).replacingOccurrences(of: "\n", with: "⏎").replacingOccurrences(of: " ", with: "␣")
            .map { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } ? $0 : "�" }
        return text.count > 14 ? String(text.prefix(13)) + "…" : String(text)
    }

    private func list(
        _ candidates: [StepExplanation.Candidate], _ right: Int32,
        _ probability: KeyPath<StepExplanation.Candidate, Float>
    ) -> String {
        candidates.prefix(Self.shown).map {
            ($0.token == right ? "✓" : "") + text($0.token) + " " + Self.percent($0[keyPath: probability])
        }.joined(separator: "  ")
    }

    private static func change(_ right: StepExplanation.Candidate) -> String {
        guard right.before > 0 else { return right.after > 0 ? "▲" : "=" }
        let factor = right.after / right.before
        let arrow = factor >= 1.005 ? "▲" : factor <= 0.995 ? "▼" : "="
        return arrow + String(format: factor < 10 ? " × %.2f" : " × %.0f", factor)
    }

    /// Percent with three digits that count.
    private static func percent(_ share: Float) -> String {
        let value = share * 100
        return String(
            format: value >= 10 ? "%.1f %%" : value >= 1 ? "%.2f %%" : value >= 0.001 ? "%.4f %%" : "%.1e %%", value)
    }
}
