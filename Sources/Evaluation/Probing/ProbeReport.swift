/// What an interrogation found.
public struct ProbeReport: Codable, Sendable, Equatable {
    /// One answer.
    public struct Answer: Codable, Sendable, Equatable {
        /// What was said.
        public var text: String
        /// What it is worth.
        public var verdict: AnswerVerdict
    }

    /// One question with its answers.
    public struct Row: Codable, Sendable, Equatable {
        /// The question.
        public var question: ProbeQuestion
        /// Greedy answers, each to another phrasing.
        public var greedy: [Answer]
        /// Sampled answers.
        public var sampled: [Answer]

        /// P(correct) greedily.
        public var greedyShare: Double { Share(greedy.map { $0.verdict == .right }).share }
        /// P(correct) by sampling.
        public var sampledShare: Double { Share(sampled.map { $0.verdict == .right }).share }
        /// How well the answer is known.
        public var knowledge: KnowledgeClass { KnowledgeClass(greedy: greedyShare, sampled: sampledShare) }
        /// Whether every answer is wrong: what a refusal is written for.
        public var isConsistentlyWrong: Bool { (greedy + sampled).allSatisfy { $0.verdict == .wrong } }
    }

    /// The model.
    public var model: String
    /// How it was interrogated.
    public var settings: Probe.Settings
    /// The questions in their order.
    public var rows: [Row]

    /// Questions of each class.
    public var classes: [KnowledgeClass: Int] {
        rows.reduce(into: [:]) { $0[$1.knowledge, default: 0] += 1 }
    }

    /// Greedy answers by the documents that name the subject.
    public struct Group: Codable, Sendable, Equatable {
        /// Which documents.
        public var exposure: Exposure
        /// Right answers.
        public var right: Share
        /// Answers that say that the model does not know.
        public var abstained: Share
        /// Wrong answers.
        public var wrong: Share
    }

    /// Right, abstained and wrong greedy answers of each group of subjects that there is.
    public var groups: [Group] {
        Exposure.allCases.compactMap { exposure in
            let answers = rows.filter { Exposure($0.question.exposures) == exposure }.flatMap(\.greedy)
            guard !answers.isEmpty else { return nil }
            func share(_ verdict: AnswerVerdict) -> Share { Share(answers.map { $0.verdict == verdict }) }
            return Group(
                exposure: exposure, right: share(.right), abstained: share(.abstained), wrong: share(.wrong))
        }
    }

    /// Of the questions that were answered right before (all greedy answers), the share that is refused now.
    ///
    /// - Parameter before: the same questions, put to the model before.
    public func overRefusal(since before: ProbeReport) -> Share {
        Share(
            zip(before.rows, rows).filter { $0.0.knowledge == .highlyKnown }.flatMap(\.1.greedy)
                .map { $0.verdict == .abstained })
    }

    /// How many greedy answers that were worth the first before are worth the second now.
    ///
    /// - Parameter before: the same questions, put to the model before.
    public func changes(since before: ProbeReport) -> [AnswerVerdict: [AnswerVerdict: Int]] {
        var changes: [AnswerVerdict: [AnswerVerdict: Int]] = [:]
        for (old, new) in zip(before.rows.flatMap(\.greedy), rows.flatMap(\.greedy)) {
            changes[old.verdict, default: [:]][new.verdict, default: 0] += 1
        }
        return changes
    }

    /// A point of the curve of P(correct) against exposures.
    public struct CurvePoint: Codable, Sendable, Equatable {
        /// The geometric middle of the exposures; 0.5 for none.
        public var exposures: Double
        /// Right greedy answers: a second look takes no samples, and what is compared has to be the same.
        public var right: Share
    }

    /// P(correct) by exposures, where they are known, in bins that double: none, 1, 2–3, 4–7, …
    public var curve: [CurvePoint] {
        let bins = Dictionary(grouping: rows.filter { $0.question.exposures != nil }) { row in
            let count = row.question.exposures ?? 0
            return count == 0 ? 0 : Int.bitWidth - count.leadingZeroBitCount
        }
        return bins.sorted { $0.key < $1.key }.map { bin, rows in
            let middle = bin == 0 ? 0.5 : Double(1 << (bin - 1)) * (bin == 1 ? 1 : 1.41)
            return CurvePoint(
                exposures: middle, right: Share(rows.flatMap(\.greedy).map { $0.verdict == .right }))
        }
    }
}

/// Groups of subjects by the documents that name them.
public enum Exposure: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case often = "often (50 and more)"
    case seldom = "seldom (3 to 49)"
    case once = "once or twice"
    case never
    case unknown = "nobody counted"

    /// The group of a number of documents; nil where nobody counted them.
    public init(_ documents: Int?) {
        guard let documents else {
            self = .unknown
            return
        }
        self =
            switch documents {
            case 50...: .often
            case 3...: .seldom
            case 1...: .once
            default: .never
            }
    }
}
