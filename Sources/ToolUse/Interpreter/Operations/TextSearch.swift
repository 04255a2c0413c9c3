/// Finds a text in others. The work is paid as it is done, so that no pair of texts makes it last long.
struct TextSearch {
    private let needle: Scalars
    private let machine: Machine

    init(_ needle: Scalars, _ machine: Machine) {
        self.needle = needle
        self.machine = machine
    }

    /// Where the needle stands first.
    func first(in haystack: ArraySlice<Unicode.Scalar>) throws -> Int? {
        guard let head = needle.first else { return haystack.startIndex }
        guard haystack.count >= needle.count else { return nil }
        var work = 0
        defer { machine.charge(work / 8) }
        for place in haystack.startIndex...(haystack.endIndex - needle.count) {
            work += 1
            guard haystack[place] == head else { continue }
            if try matches(haystack, at: place, &work) { return place }
        }
        return nil
    }

    /// Where the needle stands last.
    func last(in haystack: ArraySlice<Unicode.Scalar>) throws -> Int? {
        guard let head = needle.first else { return haystack.endIndex }
        guard haystack.count >= needle.count else { return nil }
        var work = 0
        defer { machine.charge(work / 8) }
        for place in (haystack.startIndex...(haystack.endIndex - needle.count)).reversed() {
            work += 1
            guard haystack[place] == head else { continue }
            if try matches(haystack, at: place, &work) { return place }
        }
        return nil
    }

    private func matches(_ haystack: ArraySlice<Unicode.Scalar>, at place: Int, _ work: inout Int) throws -> Bool {
        var offset = 1
        while offset < needle.count, haystack[place + offset] == needle[offset] { offset += 1 }
        work += offset
        if work > 1 << 14 {
            try machine.spend(work / 8)
            work = 0
        }
        return offset == needle.count
    }

    /// All places where the needle stands, without overlaps, the first `most`.
    func all(in haystack: ArraySlice<Unicode.Scalar>, most: Int = .max) throws -> [Int] {
        guard !needle.isEmpty else {
            try machine.heap.check(haystack.count, of: MemoryLayout<Int>.size)
            try machine.spend(haystack.count / 8)
            return Array((haystack.startIndex...haystack.endIndex).prefix(most))
        }
        var places: [Int] = []
        var rest = haystack
        while places.count < most, let place = try first(in: rest) {
            places.append(place)
            rest = haystack[(place + needle.count)...]
            if places.count & 0xFFF == 0 { try machine.heap.check(places.count, of: 2 * MemoryLayout<Int>.size) }
        }
        return places
    }
}
