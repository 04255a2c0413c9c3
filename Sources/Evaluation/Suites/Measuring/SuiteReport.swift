/// What a suite found.
public struct SuiteReport: Codable, Sendable, Equatable {
    /// One point of one curve.
    public struct Measurement: Codable, Sendable, Equatable {
        /// The panel.
        public var family: String
        /// The curve.
        public var condition: String
        /// The place on the axis.
        public var x: Double
        /// What was measured.
        public var value: Double
        /// The lower end of its 95 % interval.
        public var low: Double
        /// The upper end of its 95 % interval.
        public var high: Double
        /// Observations.
        public var count: Int

        /// A share of right answers.
        public init(family: String, condition: String, x: Double, _ share: Share) {
            (self.family, self.condition, self.x) = (family, condition, x)
            (value, low, high) = (share.share, share.interval.lowerBound, share.interval.upperBound)
            count = share.asked
        }

        /// A mean.
        public init(family: String, condition: String, x: Double, _ estimate: Estimate) {
            (self.family, self.condition, self.x) = (family, condition, x)
            (value, low, high) = (estimate.value, estimate.interval.lowerBound, estimate.interval.upperBound)
            count = estimate.count
        }
    }

    /// The suite.
    public var suite: String
    /// The heading of its picture.
    public var title: String
    /// What was examined.
    public var model: String
    /// The panels.
    public var families: [Suite.Family]
    /// The curves.
    public var conditions: [String]
    /// Conditions that nobody was there to answer under.
    public var missingConditions: [String]
    /// The points.
    public var measurements: [Measurement]
    /// Each condition's share over a whole family.
    public var totals: [Measurement]
    /// Remarks: questions known by name with their answers, and what explains the failures.
    public var notes: [SuiteNote]

    /// The point of a curve, if it was measured.
    public func measurement(_ condition: String, family: String = "", x: Double) -> Measurement? {
        measurements.first { $0.condition == condition && $0.family == family && $0.x == x }
    }

    /// A condition's share over a whole family.
    public func total(_ condition: String, family: String = "") -> Measurement? {
        totals.first { $0.condition == condition && $0.family == family }
    }
}

/// A suite's report, and every single answer.
public struct SuiteResult: Sendable, Equatable {
    /// One question under one condition.
    public struct Row: Codable, Sendable, Equatable {
        /// The question.
        public var question: SuiteQuestion
        /// The condition's name.
        public var condition: String
        /// What was answered.
        public var answer: String
        /// Tokens of the answer, where they are known.
        public var tokens: Int?
        /// Whether it was right.
        public var isRight: Bool
    }

    /// The report.
    public var report: SuiteReport
    /// The answers.
    public var rows: [Row]
}
