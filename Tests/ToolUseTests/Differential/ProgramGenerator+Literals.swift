extension ProgramGenerator {
    mutating func literal(_ kind: Kind) -> String {
        switch kind {
        case .int: return intLiteral()
        case .float:
            return dice.pick([
                "0.5", "2.5", "-1.25", "3.0", "1e3", "0.1", "1e16", "123456.789", "-0.0", "1e-5", "7.", "2.675", "1e22",
                "\(dice.roll(-999...999)).\(dice.roll(0...999))", "\(dice.roll(1...9))e\(dice.roll(-20...20))",
                "float('inf')", "1/3", "5e-324", "1.7976931348623157e308", "0.0001", "99999.95",
            ])
        case .bool: return dice.pick(["True", "False"])
        case .text: return textLiteral()
        case .ints: return "[" + many(0...5) { $0.smallInt() } + "]"
        case .texts: return "[" + many(0...4) { $0.textLiteral() } + "]"
        case .dict: return "{" + many(0...4) { $0.textLiteral() + ": " + $0.smallInt() } + "}"
        case .set: return dice.chance(10) ? "set()" : "{" + many(1...5) { $0.smallInt() } + "}"
        case .pair: return "(" + smallInt() + ", " + textLiteral() + ")"
        }
    }

    mutating func many(_ range: ClosedRange<Int>, _ make: (inout ProgramGenerator) -> String) -> String {
        var parts: [String] = []
        for _ in 0..<dice.roll(range) { parts.append(make(&self)) }
        return parts.joined(separator: ", ")
    }

    mutating func smallInt() -> String { String(dice.roll(-9...20)) }

    mutating func intLiteral() -> String {
        switch dice.roll(0...9) {
        case 0:
            return dice.pick(["9223372036854775807", "(-9223372036854775808)", "2**64", "10**20", "-(10**30)", "2**63"])
        case 1: return dice.pick(["0xff", "0b1011", "0o17", "1_000_000", "0", "-1"])
        case 2: return String(dice.roll(-100_000...100_000))
        case 3: return "\(dice.roll(2...12))**\(dice.roll(0...40))"
        default: return smallInt()
        }
    }

    mutating func textLiteral() -> String {
        if dice.chance(70) {
            return "'"
                + dice.pick([
                    "", "a", "abc", "Hello World", "strawberry", "  pad  ", "a,b,,c", "123", "-45", "3.5", "ÄöÜß",
                    "日本語",
                    "MiXeD cAsE", "tab\\there", "line\\nbreak", "quote\\'s", "x=1", "the quick brown fox", "aaa",
                    "ab" + "ab", "0",
                    "{}", "%d", "é", "🙂ok", "\\\\", "\\x00\\x7f", "I", "they\\'re here",
                ]) + "'"
        }
        if dice.chance(20) { return "\"it's \\\"\(dice.pick(["x", "yy", ""]))\\\"\"" }
        var text = ""
        for _ in 0..<dice.roll(0...8) {
            text += dice.pick(["a", "b", "c", "x", "Z", "1", " ", ",", "_", "e", "r", "."])
        }
        return "'\(text)'"
    }
}
