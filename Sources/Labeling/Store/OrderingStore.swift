import Artifacts
import Foundation
import GRDB

/// Answers to one prompt as a rater sees them: shuffled, and nobody says where they come from.
public struct RatingTask: Codable, Sendable, Equatable {
    /// The question's number in the file.
    public let id: Int64
    /// What was asked.
    public let prompt: String
    /// The answers in the order in which they are shown.
    public let answers: [String]
}

/// An ordering as a line of an export: places of the answers in `answers`, best first, those of one group tied.
public struct ExportedOrdering: Codable, Sendable, Equatable {
    public let prompt: String
    public let answers: [String]
    public let order: [[Int]]
    public let rater: String
    public let created: Double
}

/// How far raters agree: of the pairs that two of them have ordered, both without a tie, the share that they ordered the same way.
public struct RaterAgreement: Codable, Sendable, Equatable {
    public let pairs: Int
    public let same: Int

    /// A count of pairs, and of those that are ordered the same way.
    public init(pairs: Int, same: Int) { (self.pairs, self.same) = (pairs, same) }
}

/// Orderings of answers, in the same file as the conversations that people write.
extension LabelStore {
    /// Adds answers to a prompt, to be put in order, and returns the task's number; what is there already is left as it is.
    ///
    /// - Throws: `LabelError.badOrdering` for less than two answers, or more than nine.
    @discardableResult
    public func addTask(_ prompt: String, _ answers: [String]) async throws -> Int64 {
        guard (2...9).contains(answers.count) else {
            throw LabelError.badOrdering("there are \(answers.count) answers; two to nine can be put in order")
        }
        let text = try Self.text(answers)
        return try await write { database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO task (created, prompt, answers) VALUES (?, ?, ?)",
                arguments: [Date().timeIntervalSince1970, prompt, text])
            let id = try Int64.fetchOne(
                database, sql: "SELECT id FROM task WHERE prompt = ? AND answers = ?", arguments: [prompt, text])
            guard let id else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the new task is not there") }
            return id
        }
    }

    /// A task as a rater sees it; nil where there is none of this number.
    public func task(_ id: Int64, for rater: String) async throws -> RatingTask? {
        try await read { database in
            try Self.row(id, database).map { try Self.task($0, for: rater) }
        }
    }

    /// What a rater has not put in order yet, what fewest have put in order first; nil where nothing is left.
    public func nextTask(for rater: String) async throws -> RatingTask? {
        try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT task.* FROM task
                    WHERE NOT EXISTS (SELECT 1 FROM ordering WHERE ordering.task = task.id AND rater = ?)
                    ORDER BY (SELECT count(*) FROM ordering WHERE ordering.task = task.id AND places != '[]'), task.id LIMIT 1
                    """, arguments: [rater])
            return try row.map { try Self.task($0, for: rater) }
        }
    }

    /// Stores a rater's order: groups of places as they were shown, best first; no groups for "I cannot say".
    ///
    /// - Throws: `LabelError.badOrdering`, `.unknown`.
    public func order(_ id: Int64, by rater: String, _ groups: [[Int]]) async throws {
        guard !rater.isEmpty, rater.count <= 200 else { throw LabelError.badOrdering("the rater has no name") }
        try await write { database in
            guard let row = try Self.row(id, database) else { throw LabelError.unknown(id: id) }
            let count = try Self.answers(row).count
            let places = groups.flatMap { $0 }
            guard groups.isEmpty || places.sorted() == Array(0..<count), groups.allSatisfy({ !$0.isEmpty }) else {
                throw LabelError.badOrdering("'order' has to name each of the \(count) places once")
            }
            // Kept as the places in the file, whatever was shown where.
            let shown = Self.shown(count, id: id, rater: rater)
            let kept = groups.map { $0.map { shown[$0] }.sorted() }
            try database.execute(
                sql: "INSERT INTO ordering (task, rater, created, places) VALUES (?, ?, ?, ?)",
                arguments: [id, rater, Date().timeIntervalSince1970, try Self.text(kept)])
        }
    }

    /// Takes a rater's last order back, and returns its task; nil where there is none.
    public func undoOrder(by rater: String) async throws -> RatingTask? {
        try await write { database in
            let last = try Row.fetchOne(
                database, sql: "SELECT id, task FROM ordering WHERE rater = ? ORDER BY id DESC LIMIT 1",
                arguments: [rater])
            guard let last, let id = Int64.fromDatabaseValue(last["id"]),
                let task = Int64.fromDatabaseValue(last["task"])
            else { return nil }
            try database.execute(sql: "DELETE FROM ordering WHERE id = ?", arguments: [id])
            return try Self.row(task, database).map { try Self.task($0, for: rater) }
        }
    }

    /// How many a rater has put in order or passed over, and how many tasks there are.
    public func ratingProgress(of rater: String) async throws -> (done: Int, total: Int) {
        try await read { database in
            (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM ordering WHERE rater = ?", arguments: [rater])
                    ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM task") ?? 0
            )
        }
    }

    /// All orderings, in the order in which they were made; what was passed over is not among them.
    public func orderings() async throws -> [ExportedOrdering] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT task.*, ordering.rater AS rater, ordering.created AS ordered, ordering.places AS places
                    FROM ordering JOIN task ON task.id = ordering.task WHERE places != '[]' ORDER BY ordering.id
                    """
            ).map { row in
                guard let groups = String.fromDatabaseValue(row["places"]),
                    let order = try? ForeignJSONDecoder().decode([[Int]].self, from: Data(groups.utf8)),
                    let prompt = String.fromDatabaseValue(row["prompt"]),
                    let rater = String.fromDatabaseValue(row["rater"]),
                    let created = Double.fromDatabaseValue(row["ordered"])
                else { throw Self.damaged(row) }
                return ExportedOrdering(
                    prompt: prompt, answers: try Self.answers(row), order: order, rater: rater, created: created)
            }
        }
    }

    /// How far all raters agree with each other.
    public func agreement() async throws -> RaterAgreement {
        var (pairs, same) = (0, 0)
        let byTask = Dictionary(grouping: try await orderings()) {
            $0.prompt + "\u{0}" + $0.answers.joined(separator: "\u{0}")
        }
        for orders in byTask.values.map({ $0.map(Self.ranks) }) where orders.count > 1 {
            for (index, one) in orders.enumerated() {
                for other in orders[(index + 1)...] {
                    for first in one.indices {
                        for second in one.indices where second > first {
                            let (left, right) = (one[first] - one[second], other[first] - other[second])
                            guard left != 0, right != 0 else { continue }
                            pairs += 1
                            same += (left < 0) == (right < 0) ? 1 : 0
                        }
                    }
                }
            }
        }
        return RaterAgreement(pairs: pairs, same: same)
    }

    /// The group of each answer.
    private static func ranks(_ ordering: ExportedOrdering) -> [Int] {
        var ranks = [Int](repeating: 0, count: ordering.answers.count)
        for (rank, group) in ordering.order.enumerated() {
            for place in group where ranks.indices.contains(place) { ranks[place] = rank }
        }
        return ranks
    }

    private static func row(_ id: Int64, _ database: Database) throws -> Row? {
        try Row.fetchOne(database, sql: "SELECT * FROM task WHERE id = ?", arguments: [id])
    }

    private static func task(_ row: Row, for rater: String) throws -> RatingTask {
        guard let id = Int64.fromDatabaseValue(row["id"]), let prompt = String.fromDatabaseValue(row["prompt"]) else {
            throw damaged(row)
        }
        let answers = try answers(row)
        return RatingTask(
            id: id, prompt: prompt, answers: shown(answers.count, id: id, rater: rater).map { answers[$0] })
    }

    /// Which answer a rater sees at which place: another order for each task and rater, and always the same one.
    private static func shown(_ count: Int, id: Int64, rater: String) -> [Int] {
        var state = UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15
        for byte in rater.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var places = Array(0..<count)
        for place in places.indices.dropFirst().reversed() {
            state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9 &+ 0x9E37_79B9_7F4A_7C15
            places.swapAt(place, Int((state >> 33) % UInt64(place + 1)))
        }
        return places
    }

    private static func answers(_ row: Row) throws -> [String] {
        guard let text = String.fromDatabaseValue(row["answers"]),
            let answers = try? ForeignJSONDecoder().decode([String].self, from: Data(text.utf8)), answers.count > 1
        else { throw damaged(row) }
        return answers
    }

    private static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static func damaged(_ row: Row) -> DatabaseError {
        let id: DatabaseValue = row["id"]
        return DatabaseError(resultCode: .SQLITE_CORRUPT, message: "task \(id) is damaged")
    }
}
