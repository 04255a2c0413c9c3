extension Methods {
    /// Where texts stand in others.
    static let stringSearch: [NativeFunction] = [
        search("find") { place, _ in .int(place ?? -1) },
        search("index") { place, _ in
            guard let place else { throw Interruption.valueError("substring not found") }
            return .int(place)
        },
        search("rfind", fromEnd: true) { place, _ in .int(place ?? -1) },
        search("rindex", fromEnd: true) { place, _ in
            guard let place else { throw Interruption.valueError("substring not found") }
            return .int(place)
        },
        text("count", "sub, start=, end=") { text, call in
            let needle = try call.scalars(1, "must be str")
            guard let range = try range(of: text, call) else { return .int(0) }
            if needle.isEmpty { return .int(range.count + 1) }
            return .int(try TextSearch(needle, call.machine).all(in: text[range]).count)
        },
        edge("startswith") { text, part, range in text.has(part, at: range.lowerBound) },
        edge("endswith") { text, part, range in text.has(part, at: range.upperBound - part.count) },
        text("removeprefix", "prefix") { text, call in
            let prefix = try call.scalars(1)
            return try call.machine.string(text.has(prefix[...], at: 0) ? Array(text.dropFirst(prefix.count)) : text)
        },
        text("removesuffix", "suffix") { text, call in
            let suffix = try call.scalars(1)
            let isThere = text.has(suffix[...], at: text.count - suffix.count)
            return try call.machine.string(isThere ? Array(text.dropLast(suffix.count)) : text)
        },
        text("replace", "old, new, count=") { text, call in
            let old = try call.scalars(1, "replace() argument 1 must be str")
            let new = try call.scalars(2, "replace() argument 2 must be str")
            let most = try call.integer(3, default: -1)
            let places = try TextSearch(old, call.machine).all(in: text[...], most: most < 0 ? .max : most)
            guard !places.isEmpty else { return call[0] }
            let (growth, isTooLarge) = places.count.multipliedReportingOverflow(by: new.count)
            let size = isTooLarge ? .max : text.count.addingReportingOverflow(growth).partialValue
            try call.machine.heap.check(size, of: StringObject.scalarSize)
            try call.machine.spend(size / 16)
            var result: Scalars = []
            result.reserveCapacity(size)
            var end = 0
            for place in places {
                result += text[end..<place]
                result += new
                end = place + old.count
            }
            result += text[end...]
            return try call.machine.string(result)
        },
    ]

    /// The part of a text between the optional arguments start and end; nil where start is behind the end.
    private static func range(of text: Scalars, _ call: Call) throws -> Range<Int>? {
        func bound(_ index: Int, _ standard: Int) throws -> Int {
            guard let value = try call.optional(index).map(call.machine.sliceBound) ?? nil else { return standard }
            return value < 0 ? max(value.addingReportingOverflow(text.count).partialValue, 0) : value
        }
        let (start, end) = (try bound(2, 0), min(try bound(3, text.count), text.count))
        return start <= end ? start..<end : nil
    }

    private static func search(
        _ name: String, fromEnd: Bool = false, _ answer: @escaping (Int?, Call) throws -> Value
    ) -> NativeFunction {
        text(name, "sub, start=, end=") { text, call in
            let search = TextSearch(try call.scalars(1, "must be str"), call.machine)
            guard let range = try range(of: text, call) else { return try answer(nil, call) }
            return try answer(fromEnd ? search.last(in: text[range]) : search.first(in: text[range]), call)
        }
    }

    private static func edge(
        _ name: String, _ holds: @escaping (ArraySlice<Unicode.Scalar>, ArraySlice<Unicode.Scalar>, Range<Int>) -> Bool
    ) -> NativeFunction {
        text(name, "part, start=, end=") { text, call in
            let candidates: [Value]
            if case .tuple(let tuple) = call[1] { candidates = tuple.items } else { candidates = [call[1]] }
            let range = try range(of: text, call)
            return .bool(
                try candidates.contains { candidate in
                    guard case .string(let part) = candidate else {
                        if case .tuple = call[1] {
                            throw Interruption.typeError(
                                "tuple for \(name) must only contain str, not \(candidate.type.name)")
                        }
                        throw Interruption.typeError(
                            "\(name) first arg must be str or a tuple of str, not \(candidate.type.name)")
                    }
                    guard let range, part.scalars.count <= range.count else { return false }
                    return holds(text[...], part.scalars[...], range)
                })
        }
    }
}

extension ArraySlice where Element == Unicode.Scalar {
    /// Whether `needle` stands at `position`.
    fileprivate func has(_ needle: ArraySlice<Unicode.Scalar>, at position: Int) -> Bool {
        position >= startIndex && needle.count <= endIndex - position
            && self[position..<(position + needle.count)].elementsEqual(needle)
    }
}
