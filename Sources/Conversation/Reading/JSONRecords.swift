import Foundation

/// The records of a file: its lines, or the elements of the one array that it holds, each with the line where it begins.
struct JSONRecords {
    struct Record {
        let line: Int
        let bytes: [UInt8]
    }

    private let bytes: [UInt8]
    private let path: String

    init(_ data: Data, path: String) {
        bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(data.dropFirst(3)) : Array(data)
        self.path = path
    }

    /// Calls `body` with each record.
    func forEach(_ body: (Record) throws -> Void) throws {
        if bytes.first(where: { !JSONScanner.isBlank($0) }) == UInt8(ascii: "[") {
            try forEachElement(body)
        } else {
            try forEachLine(body)
        }
    }

    private func forEachLine(_ body: (Record) throws -> Void) throws {
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(JSONScanner.isBlank) {
            try body(Record(line: index + 1, bytes: Array(line)))
        }
    }

    private func forEachElement(_ body: (Record) throws -> Void) throws {
        var scanner = JSONScanner(bytes)
        var (line, counted) = (1, 0)
        func lineNow(_ place: Int) -> Int {
            line += bytes[counted..<place].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            counted = place
            return line
        }
        func bad(_ reason: String, _ repair: String) -> ConversationError {
            .badLine(path: path, line: lineNow(scanner.place), reason: reason, repair: repair)
        }
        guard scanner.skip(UInt8(ascii: "[")) else { return }
        if !scanner.skip(UInt8(ascii: "]")) {
            repeat {
                guard let range = scanner.value() else {
                    throw bad("an element of the array does not end", "Look for a missing quote or bracket.")
                }
                try body(Record(line: lineNow(range.lowerBound), bytes: Array(bytes[range])))
            } while scanner.skip(UInt8(ascii: ","))
            guard scanner.skip(UInt8(ascii: "]")) else {
                throw bad("the array does not go on with a comma or end", "Put a comma between its elements.")
            }
        }
        guard scanner.isAtEnd else {
            throw bad("something stands after the array", "Keep one array, or one JSON object per line.")
        }
    }
}
