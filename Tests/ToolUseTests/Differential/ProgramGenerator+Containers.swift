extension ProgramGenerator {
    mutating func ints(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...19) {
        case 0: return "[\(many(0...4) { $0.expression(.int, d) })]"
        case 1: return "[\(comprehended("q", .int, d)) for q in \(expression(.ints, d))\(condition("q"))]"
        case 2:
            return "[q * w for q in \(expression(.ints, d))[:4] for w in \(expression(.ints, d))[:3]\(condition("w"))]"
        case 3: return "\(dice.pick(["sorted", "list"]))(\(expression(.ints, d)))"
        case 4:
            return
                "sorted(\(expression(.ints, d)), key=lambda q: (q % \(dice.roll(2...5)), q), reverse=\(dice.pick(["True", "False"])))"
        case 5: return "list(range(\(dice.roll(-5...5)), \(dice.roll(-6...12)), \(dice.pick(["1", "2", "-1", "-3"]))))"
        case 6, 7: return "\(expression(.ints, d))[\(slice())]"
        case 8: return "(\(expression(.ints, d)) + \(expression(.ints, d)))"
        case 9: return "(\(expression(.ints, d)) * \(dice.roll(-1...3)))"
        case 10: return "list(map(lambda q: q \(dice.pick(["+", "*", "-"])) \(smallInt()), \(expression(.ints, d))))"
        case 11: return "list(filter(lambda q: q % 2 == \(dice.roll(0...1)), \(expression(.ints, d))))"
        case 12: return "list(\(expression(.dict, d)).values())"
        case 13: return "list(reversed(\(expression(.ints, d))))"
        case 14: return "[q + w for q, w in zip(\(expression(.ints, d)), \(expression(.ints, d)))]"
        case 15: return "[i * q for i, q in enumerate(\(expression(.ints, d)), \(dice.roll(0...2)))]"
        case 16: return "[*\(expression(.ints, d)), \(expression(.int, d)), *\(expression(.ints, d))]"
        case 17: return "sorted(\(expression(.set, d)))"
        case 18: return "[len(q) for q in \(expression(.texts, d))]"
        default: return "[ord(q) for q in \(expression(.text, d))]"
        }
    }

    private mutating func comprehended(_ name: String, _ kind: Kind, _ depth: Int) -> String {
        switch dice.roll(0...3) {
        case 0: return "\(name) ** 2"
        case 1: return "\(name) + \(expression(.int, depth - 1))"
        case 2: return "(\(name) if \(name) > \(smallInt()) else -\(name))"
        default: return name
        }
    }

    private mutating func condition(_ name: String) -> String {
        switch dice.roll(0...3) {
        case 0: return " if \(name) % \(dice.roll(2...4))"
        case 1: return " if \(smallInt()) < \(name) < \(dice.roll(0...20))"
        default: return ""
        }
    }

    mutating func texts(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...15) {
        case 0: return "[\(many(0...4) { $0.expression(.text, d) })]"
        case 1: return "\(expression(.text, d)).split(\(dice.pick(["", "','", "None, 1", "' '", "'a', 1", "'b'"])))"
        case 2: return "\(expression(.text, d)).rsplit(\(dice.pick(["", "','", "None, 1", "' ', 1", "'a'"])))"
        case 3: return "\(expression(.text, d)).splitlines(\(dice.pick(["", "True"])))"
        case 4: return "list(\(expression(.text, d)))"
        case 5:
            return
                "sorted(\(expression(.texts, d))\(dice.pick(["", ", key=len", ", reverse=True", ", key=str.lower"])))"
        case 6: return "[q.\(dice.pick(["upper", "strip", "title"]))() for q in \(expression(.texts, d))]"
        case 7: return "list(\(expression(.dict, d)))"
        case 8: return "(\(expression(.texts, d)) + \(expression(.texts, d)))"
        case 9: return "\(expression(.texts, d))[\(slice())]"
        case 10: return "[str(q) for q in \(expression(.ints, d))]"
        case 11: return "list(map(str, \(expression(.ints, d))))"
        case 12:
            return "list(\(expression(.text, d)).\(dice.pick(["partition", "rpartition"]))(\(expression(.text, d))))"
        case 13: return "[q for q in \(expression(.text, d)) if q \(dice.pick(["not in 'aeiou'", "!= ' '", "> 'c'"]))]"
        case 14: return "[q + w for q in \(expression(.text, d))[:4] for w in \(expression(.texts, d))[:3]]"
        default: return "list(dict.fromkeys(\(expression(.texts, d))))"
        }
    }

    mutating func dict(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...10) {
        case 0: return "{\(many(0...4) { $0.expression(.text, d) + ": " + $0.expression(.int, d) })}"
        case 1: return "{q: len(q) for q in \(expression(.texts, d))}"
        case 2: return "{str(q): q * \(smallInt()) for q in \(expression(.ints, d))\(condition("q"))}"
        case 3: return "dict(zip(\(expression(.texts, d)), \(expression(.ints, d))))"
        case 4: return "{**\(expression(.dict, d)), \(expression(.text, d)): \(expression(.int, d))}"
        case 5: return "(\(expression(.dict, d)) | \(expression(.dict, d)))"
        case 6:
            return
                "{k: v for k, v in sorted(\(expression(.dict, d)).items(), key=lambda p: \(dice.pick(["p[1]", "-p[1]", "p[0]"])))}"
        case 7: return "dict(a=\(expression(.int, d)), b=\(expression(.int, d)))"
        case 8: return "dict.fromkeys(\(expression(.text, d)), \(expression(.int, d)))"
        case 9: return "{c: \(expression(.text, d)).count(c) for c in \(expression(.text, d))}"
        default: return "dict([(q, i) for i, q in enumerate(\(expression(.texts, d)))])"
        }
    }

    mutating func set(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...5) {
        case 0: return "{\(many(1...4) { $0.expression(.int, d) })}"
        case 1: return "set(\(expression(.ints, d)))"
        case 2: return "(\(expression(.set, d)) \(dice.pick(["|", "&", "-", "^"])) \(expression(.set, d)))"
        case 3: return "{q % \(dice.roll(2...6)) for q in \(expression(.ints, d))}"
        case 4:
            let method = dice.pick(["union", "intersection", "difference", "symmetric_difference"])
            return "\(expression(.set, d)).\(method)(\(expression(.ints, d)))"
        default: return "frozenset(\(expression(.ints, d)))"
        }
    }

    mutating func pair(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...3) {
        case 0: return "(\(expression(.int, d)), \(expression(.text, d)))"
        case 1: return "tuple(\(expression(.ints, d)))"
        case 2: return "(\(expression(.pair, d)) + \(expression(.pair, d)))"
        default: return "\(expression(.pair, d))[\(slice())]"
        }
    }
}
