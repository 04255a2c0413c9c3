/// Names with values, in order of insertion.
struct AttributeTable {
    private(set) var names: [String] = []
    private(set) var values: [Value] = []
    /// Where each name is; only of large tables.
    private var places: [String: Int] = [:]
    private static let largestScan = 8

    /// Where a name is.
    private func place(of name: String) -> Int? {
        guard names.count <= Self.largestScan else { return places[name] }
        return names.firstIndex(of: name)
    }

    subscript(name: String) -> Value? { place(of: name).map { values[$0] } }

    mutating func set(_ name: String, _ value: Value) {
        if let place = place(of: name) {
            values[place] = value
            return
        }
        names.append(name)
        values.append(value)
        if names.count == Self.largestScan + 1 {
            for (place, name) in names.enumerated() { places[name] = place }
        } else if names.count > Self.largestScan {
            places[name] = names.count - 1
        }
    }

    mutating func remove(_ name: String) -> Value? {
        guard let place = place(of: name) else { return nil }
        names.remove(at: place)
        let gone = values.remove(at: place)
        places = [:]
        if names.count > Self.largestScan {
            for (place, name) in names.enumerated() { places[name] = place }
        }
        return gone
    }

    /// The values, which leave the table.
    mutating func takeValues() -> [Value] {
        let taken = values
        self = AttributeTable()
        return taken
    }
}
