import Foundation
import TinyWeb

/// How well a corpus pipeline treated the invented web, whose truth is known.
public struct PageScore: Codable, Sendable, Equatable {
    /// Good pages that were kept (or one of their copies), of all good pages.
    public var goodKept: Share
    /// Rubbish that was dropped, of all rubbish of the kinds that are handled.
    public var rubbishDropped: Share
    /// Dropped and all, by kind of rubbish.
    public var rubbishByKind: [String: Share]
    /// Mean F1 of the kept good pages' words against their true main text.
    public var tokenF1: Double

    /// Kinds that later steps handle: near duplicates and pages in part in another language.
    public static let laterKinds: Set<PageKind> = [.nearDuplicate]

    /// Scores the texts that were kept, by address.
    public init(labels: [PageLabel], kept: [String: String]) {
        var good = Share(right: 0, asked: 0)
        var rubbish = good
        var byKind: [String: Share] = [:]
        var f1 = 0.0
        for label in labels {
            let text = kept[label.url]
            if label.isRubbish {
                let dropped = text == nil ? 1 : 0
                byKind[label.kind.rawValue, default: .init(right: 0, asked: 0)].asked += 1
                byKind[label.kind.rawValue, default: .init(right: 0, asked: 0)].right += dropped
                guard !Self.laterKinds.contains(label.kind) else { continue }
                rubbish.asked += 1
                rubbish.right += dropped
            } else {
                good.asked += 1
                guard let text else { continue }
                good.right += 1
                f1 += Self.f1(text, label.text)
            }
        }
        goodKept = good
        rubbishDropped = rubbish
        rubbishByKind = byKind
        tokenF1 = good.right > 0 ? f1 / Double(good.right) : 0
    }

    /// The harmonic mean of precision and recall of the words, as bags.
    static func f1(_ found: String, _ truth: String) -> Double {
        func bag(_ text: String) -> [Substring: Int] {
            text.split { !$0.isLetter && !$0.isNumber }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        let (a, b) = (bag(found), bag(truth))
        let common = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
        let total = a.values.reduce(0, +) + b.values.reduce(0, +)
        return total > 0 ? 2 * Double(common) / Double(total) : 1
    }
}
