/// One update under the microscope: what the network thought would follow each token of a window, before and after it.
public struct StepExplanation: Codable, Sendable, Equatable {
    /// A token that might follow, and how likely it was.
    public struct Candidate: Codable, Sendable, Equatable {
        /// The token.
        public var token: Int32
        /// Its probability before the update.
        public var before: Float
        /// Its probability after the update.
        public var after: Float
    }

    /// One place of the window whose next token counts in the loss.
    public struct Position: Codable, Sendable, Equatable {
        /// The place in the window, from 0.
        public var index: Int
        /// The token at this place.
        public var token: Int32
        /// The token that really follows.
        public var right: Candidate
        /// The likeliest tokens before the update, likeliest first.
        public var likeliestBefore: [Candidate]
        /// The likeliest tokens after the update, likeliest first.
        public var likeliestAfter: [Candidate]
    }

    /// The update's number.
    public var step: Int
    /// Its learning rate.
    public var rate: Float
    /// The mean loss of all windows of the update, before it: what the run logs.
    public var updateLoss: Float
    /// Symbols that the network chooses from.
    public var vocabulary: Int
    /// The window's places.
    public var positions: [Position]

    /// The mean loss of the window before the update: −Σ ln p(right) / places.
    public var lossBefore: Double { meanLoss(\.right.before) }
    /// The mean loss of the window after the update.
    public var lossAfter: Double { meanLoss(\.right.after) }
    /// The mean probability of the right tokens before the update.
    public var meanBefore: Double { mean { Double($0.right.before) } }
    /// The mean probability of the right tokens after the update.
    public var meanAfter: Double { mean { Double($0.right.after) } }
    /// Places whose right token became likelier.
    public var risen: Int { positions.count { $0.right.after > $0.right.before } }

    private func meanLoss(_ probability: KeyPath<Position, Float>) -> Double {
        mean { -Double($0[keyPath: probability]).logarithm }
    }

    private func mean(_ value: (Position) -> Double) -> Double {
        positions.isEmpty ? 0 : positions.reduce(0) { $0 + value($1) } / Double(positions.count)
    }
}
