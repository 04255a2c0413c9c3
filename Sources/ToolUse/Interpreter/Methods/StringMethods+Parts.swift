extension Methods {
    /// Cutting texts into parts, and putting parts together.
    static let stringParts: [NativeFunction] = [
        text("split", "sep=, maxsplit=") { text, call in
            let most = try call.integer(2, default: -1)
            return try parts(split(text, call, most: most < 0 ? .max : most), call)
        },
        text("rsplit", "sep=, maxsplit=") { text, call in
            let most = try call.integer(2, default: -1)
            return try parts(splitFromEnd(text, call, most: most < 0 ? .max : most), call)
        },
        text("splitlines", "keepends=") { text, call in
            let keepsEnds = try call.isTrue(1)
            var lines: [ArraySlice<Unicode.Scalar>] = []
            var start = 0
            var place = 0
            while place < text.count {
                let scalar = text[place]
                place += 1
                guard scalar.endsLine else { continue }
                let end = place - 1
                if scalar == "\r", place < text.count, text[place] == "\n" { place += 1 }
                lines.append(text[start..<(keepsEnds ? place : end)])
                start = place
            }
            if start < text.count { lines.append(text[start...]) }
            return try parts(lines, call)
        },
        partition("partition") { text, separator in
            try separator.first(in: text)
        } miss: { text in
            [text, [], []]
        },
        partition("rpartition") { text, separator in
            try separator.last(in: text)
        } miss: { text in
            [[], [], text]
        },
        text("join", "iterable") { text, call in
            guard let iterator = try call[1].object?.iterator(call.machine) else {
                throw Interruption.typeError("can only join an iterable")
            }
            let items = try call.machine.elements(of: iterator)
            var size = text.count.multipliedReportingOverflow(by: max(items.count - 1, 0)).partialValue
            for (index, item) in items.enumerated() {
                guard case .string(let part) = item else {
                    throw Interruption.typeError(
                        "sequence item \(index): expected str instance, \(item.type.name) found")
                }
                size += part.scalars.count
            }
            try call.machine.spend(items.count + size / 32)
            try call.machine.heap.check(size, of: StringObject.scalarSize)
            var result: Scalars = []
            result.reserveCapacity(size)
            for (index, item) in items.enumerated() {
                if index > 0 { result += text }
                if case .string(let part) = item { result += part.scalars }
            }
            return try call.machine.string(result)
        },
        strip("strip", atStart: true, atEnd: true),
        strip("lstrip", atStart: true, atEnd: false),
        strip("rstrip", atStart: false, atEnd: true),
    ]

    private static func parts(_ parts: [ArraySlice<Unicode.Scalar>], _ call: Call) throws -> Value {
        try call.machine.spend(parts.count)
        return try call.machine.list(parts.map { try call.machine.string(Array($0)) })
    }

    private static func separator(_ call: Call) throws -> Scalars? {
        guard let value = call.optional(1) else { return nil }
        guard case .string(let text) = value else {
            throw Interruption.typeError("must be str or None, not \(value.type.name)")
        }
        guard !text.scalars.isEmpty else { throw Interruption.valueError("empty separator") }
        return text.scalars
    }

    private static func split(_ text: Scalars, _ call: Call, most: Int) throws -> [ArraySlice<Unicode.Scalar>] {
        guard let separator = try separator(call) else { return words(text, most: most) }
        let places = try TextSearch(separator, call.machine).all(in: text[...], most: most)
        var result: [ArraySlice<Unicode.Scalar>] = []
        var start = 0
        for place in places {
            result.append(text[start..<place])
            start = place + separator.count
        }
        return result + [text[start...]]
    }

    private static func words(_ text: Scalars, most: Int) -> [ArraySlice<Unicode.Scalar>] {
        var result: [ArraySlice<Unicode.Scalar>] = []
        var rest = text.drop(while: \.isBlank)
        while !rest.isEmpty {
            guard result.count < most else {
                let end = rest.lastIndex { !$0.isBlank } ?? rest.startIndex
                return result + [rest[...end]]
            }
            let end = rest.firstIndex(where: \.isBlank) ?? rest.endIndex
            result.append(rest[..<end])
            rest = rest[end...].drop(while: \.isBlank)
        }
        return result
    }

    private static func splitFromEnd(_ text: Scalars, _ call: Call, most: Int) throws -> [ArraySlice<Unicode.Scalar>] {
        var result: [ArraySlice<Unicode.Scalar>] = []
        var rest = text[...]
        guard let separator = try separator(call) else {
            while let last = rest.lastIndex(where: { !$0.isBlank }) {
                rest = rest[...last]
                guard result.count < most, let blank = rest.lastIndex(where: \.isBlank) else {
                    result.append(rest)
                    break
                }
                result.append(rest[(blank + 1)...])
                rest = rest[..<blank]
            }
            return result.reversed()
        }
        let search = TextSearch(separator, call.machine)
        while result.count < most, let place = try search.last(in: rest) {
            result.append(rest[(place + separator.count)...])
            rest = rest[..<place]
        }
        return (result + [rest]).reversed()
    }

    private static func partition(
        _ name: String, find: @escaping (ArraySlice<Unicode.Scalar>, TextSearch) throws -> Int?,
        miss: @escaping (Scalars) -> [Scalars]
    ) -> NativeFunction {
        text(name, "sep") { text, call in
            let separator = try call.scalars(1, "must be str")
            guard !separator.isEmpty else { throw Interruption.valueError("empty separator") }
            guard let place = try find(text[...], TextSearch(separator, call.machine)) else {
                return try call.machine.tuple(miss(text).map(call.machine.string))
            }
            let parts = [Array(text[..<place]), separator, Array(text[(place + separator.count)...])]
            return try call.machine.tuple(parts.map(call.machine.string))
        }
    }

    private static func strip(_ name: String, atStart: Bool, atEnd: Bool) -> NativeFunction {
        text(name, "chars=") { text, call in
            var rest = text[...]
            let characters = try call.optional(1).map { _ in
                Set(try call.scalars(1, "\(name) arg must be None or str"))
            }
            func isDropped(_ scalar: Unicode.Scalar) -> Bool { characters?.contains(scalar) ?? scalar.isBlank }
            if atStart { rest = rest.drop(while: isDropped) }
            if atEnd { while let last = rest.last, isDropped(last) { rest.removeLast() } }
            return rest.count == text.count ? call[0] : try call.machine.string(Array(rest))
        }
    }
}

extension Unicode.Scalar {
    /// Whether Python's `splitlines` ends a line here.
    fileprivate var endsLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
