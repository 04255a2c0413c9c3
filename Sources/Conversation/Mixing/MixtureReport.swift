/// What a mixture was made of.
public struct MixtureReport: Codable, Sendable, Equatable {
    /// One source.
    public struct Row: Codable, Sendable, Equatable {
        /// Its name.
        public var name: String
        /// The conversations it has.
        public var available: Int
        /// Those taken, each as often as it comes.
        public var taken: Int
        /// What reading its file gave; nil for a set made elsewhere.
        public var reading: ReadingReport?

        /// How often each conversation comes, on average.
        public var repeats: Double { available > 0 ? Double(taken) / Double(available) : 0 }
    }

    /// One row per source.
    public var rows: [Row]

    /// Conversations in all.
    public var total: Int { rows.reduce(0) { $0 + $1.taken } }

    /// One line per source: name, counts, share.
    public var lines: [String] {
        rows.map { row in
            let share = total > 0 ? Int((100 * Double(row.taken) / Double(total)).rounded()) : 0
            let times = (row.repeats * 100).rounded() / 100
            return "\(row.name): \(row.taken) of \(row.available) conversations (× \(times)), \(share) % of the mixture"
        }
    }
}
