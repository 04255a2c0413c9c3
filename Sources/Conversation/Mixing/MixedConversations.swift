import Foundation

/// A mixture that was made: conversations of all sources in one order.
public struct MixedConversations: Sendable, Equatable {
    /// The conversations.
    public let conversations: [[Message]]
    /// The place of each one's source in the mixture.
    public let sources: [Int]
    /// What was taken of which source.
    public let report: MixtureReport
}

extension Mixture {
    /// Mixes sets of conversations, one per source.
    ///
    /// Which are taken and in which order depends on nothing but the seed, the sources' names and their conversations' places:
    /// every (seed, source, pass, place) is hashed to a number, and the smallest numbers come first. A source of which more is
    /// taken than it has comes whole before any of it comes again.
    ///
    /// - Throws: `ConversationError.badMixture`.
    public func mix(_ sets: [[[Message]]], seed: UInt64) throws -> MixedConversations {
        try mix(sets, readings: sets.map { _ in nil }, seed: seed)
    }

    /// Reads the sources' files and mixes them; `folder` is where relative paths begin.
    ///
    /// - Parameter made: sets for sources that have no file, by name.
    public func mix(
        reading reader: ConversationReader = ConversationReader(), in folder: URL, made: [String: [[Message]]] = [:],
        seed: UInt64
    ) throws -> MixedConversations {
        var sets: [[[Message]]] = []
        var readings: [ReadingReport?] = []
        for source in sources {
            if let url = source.url(in: folder) {
                var reader = reader
                reader.format = source.format ?? reader.format
                let set = try reader.read(url)
                sets.append(set.conversations)
                readings.append(set.report)
            } else if let set = made[source.name] {
                sets.append(set)
                readings.append(nil)
            } else {
                throw ConversationError.badMixture(
                    source: source.name, reason: "it names no file, and no set is made for it")
            }
        }
        return try mix(sets, readings: readings, seed: seed)
    }

    private func mix(_ sets: [[[Message]]], readings: [ReadingReport?], seed: UInt64) throws -> MixedConversations {
        let taken = try counts(available: sets.map(\.count))
        struct Entry {
            let number: UInt64
            let source: Int
            let place: Int
        }
        var entries: [Entry] = []
        for (index, source) in sources.enumerated() {
            let name = Self.hash(source.name)
            func entry(_ pass: Int, _ place: Int) -> Entry {
                let number = [name, UInt64(pass), UInt64(place)].reduce(seed) { Self.mixed($0 ^ Self.mixed($1)) }
                return Entry(number: number, source: index, place: place)
            }
            let size = sets[index].count
            for pass in 0..<taken[index] / size { entries += (0..<size).map { entry(pass, $0) } }
            let rest = (0..<size).map { entry(taken[index] / size, $0) }
            entries += rest.sorted { ($0.number, $0.place) < ($1.number, $1.place) }.prefix(taken[index] % size)
        }
        // The numbers that chose the rest of a source must not put it first, too.
        let ordered = entries.map { Entry(number: Self.mixed($0.number), source: $0.source, place: $0.place) }
            .sorted { ($0.number, $0.source, $0.place) < ($1.number, $1.source, $1.place) }
        let rows = sources.indices.map {
            MixtureReport.Row(
                name: sources[$0].name, available: sets[$0].count, taken: taken[$0], reading: readings[$0])
        }
        return MixedConversations(
            conversations: ordered.map { sets[$0.source][$0.place] }, sources: ordered.map(\.source),
            report: MixtureReport(rows: rows))
    }

    /// SplitMix64's finalizer (Steele, Lea & Flood 2014): a number that looks random for each number.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// FNV-1a of a name.
    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

extension Mixture.Source {
    /// Where its file is; nil if it has none.
    public func url(in folder: URL) -> URL? {
        file.map { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : folder.appendingPathComponent($0) }
    }
}
