/// A table of texts whose columns line up in a terminal.
struct TextTable {
    private var rows: [[String]]

    init(_ header: [String]) { rows = [header] }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The table; columns are separated by two blanks, the header underlined, columns of numbers set to the right.
    var text: String {
        let count = rows[0].count
        let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let numeric = (0..<count).map { column in
            rows.count > 1
                && rows.dropFirst().allSatisfy { $0[column].first.map { "-0123456789".contains($0) } ?? true }
        }
        let lines = rows.map { row in
            (0..<count).map { numeric[$0] ? row[$0].paddedLeft(to: widths[$0]) : row[$0].padded(to: widths[$0]) }
                .joined(separator: "  ").trimmingTrailingBlanks
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
