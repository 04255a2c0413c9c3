extension ProgramGenerator {
    mutating func text(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...21) {
        case 0, 1: return "(\(expression(.text, d)) + \(expression(.text, d)))"
        case 2: return "(\(expression(.text, d)) * \(dice.roll(-1...4)))"
        case 3, 4: return "\(expression(.text, d))[\(slice())]"
        case 5, 6:
            let method = dice.pick([
                "upper()", "lower()", "title()", "capitalize()", "swapcase()", "strip()", "lstrip()", "rstrip()",
                "strip('ab ')", "casefold()", "zfill(8)", "center(12)", "center(11, '*')", "ljust(9, '.')", "rjust(7)",
                "expandtabs()", "expandtabs(3)", "removeprefix('a')", "removesuffix('c')", "zfill(3)",
            ])
            return "\(expression(.text, d)).\(method)"
        case 7:
            let count = dice.pick(["", ", 1", ", 0", ", -1"])
            return "\(expression(.text, d)).replace(\(expression(.text, d)), \(expression(.text, d))\(count))"
        case 8: return "\(expression(.text, d)).join(\(expression(.texts, d)))"
        case 9: return "\(dice.pick(["str", "repr"]))(\(printable(d)))"
        case 10, 11: return formatted(d)
        case 12: return percent(d)
        case 13: return braces(d)
        case 14: return "chr(\(dice.roll(32...1000)))"
        case 15: return "\(dice.pick(["hex", "bin", "oct"]))(\(expression(.int, d)))"
        case 16: return "format(\(expression(.int, d)), '\(intFormat())')"
        case 17: return "format(\(expression(.float, d)), '\(floatFormat())')"
        case 18: return "(\(expression(.text, d)) if \(expression(.bool, d)) else \(expression(.text, d)))"
        case 19: return "\(expression(.texts, d))[\(dice.roll(-3...3))]"
        case 20: return "\(dice.pick(["max", "min"]))(\(expression(.texts, d)), key=len, default='none')"
        default: return "(\(expression(.text, d)) \(dice.pick(["or", "and"])) \(expression(.text, d)))"
        }
    }

    /// An expression whose text does not depend on the order of sets.
    mutating func printable(_ depth: Int) -> String {
        expression(dice.pick(Kind.ordered), depth)
    }

    mutating func slice() -> String {
        func bound(_ dice: inout Dice) -> String { dice.chance(35) ? "" : String(dice.roll(-6...8)) }
        let range = bound(&dice) + ":" + bound(&dice)
        return dice.chance(40) ? range + ":" + dice.pick(["", "2", "-1", "-2", "3", "1"]) : range
    }

    mutating func intFormat() -> String {
        let align = dice.pick(["", "", "<", ">", "^", "*^", "=", "0>"])
        let sign = dice.pick(["", "", "+", " ", "-"])
        let width = dice.pick(["", "8", "12", "010", "3"])
        let group = dice.pick(["", "", ",", "_"])
        return align + sign + dice.pick(["", "", "#"]) + width + group
            + dice.pick(["", "d", "d", "x", "X", "b", "o", "e", ".2f", "n", "%", "c"])
    }

    mutating func floatFormat() -> String {
        let align = dice.pick(["", "", "<", ">", "^", "_^", "="])
        let sign = dice.pick(["", "", "+", " "])
        let width = dice.pick(["", "10", "14", "012"])
        let group = dice.pick(["", "", ","])
        let precision = dice.pick(["", ".0", ".1", ".2", ".3", ".10"])
        return align + sign + width + group + precision + dice.pick(["", "f", "f", "e", "g", "G", "%", "E", "d"])
    }

    private mutating func formatted(_ depth: Int) -> String {
        var parts = ""
        for _ in 0..<dice.roll(1...3) {
            switch dice.roll(0...6) {
            case 0: parts += "{\(plain(.int, depth))}"
            case 1: parts += "{\(plain(.int, depth)):\(intFormat())}"
            case 2: parts += "{\(plain(.float, depth)):\(floatFormat())}"
            case 3: parts += "{\(plain(.text, depth))!r:>\(dice.roll(0...12))}"
            case 4:
                parts +=
                    "{\(plain(.text, depth)):\(dice.pick(["<", "^", ">", "*<", ""]))\(dice.roll(1...9))\(dice.pick(["", ".2", "s"]))}"
            case 5: parts += "{\(plain(.ints, depth))}{{}}"
            default: parts += "{\(plain(.int, depth)):{\(dice.roll(1...9))}}\(dice.pick(["", " = ", "é", "-"]))"
            }
        }
        return "f\"\(parts)\""
    }

    /// An expression that can stand in an f-string of Python 3.11: a variable or a sum of them.
    private mutating func plain(_ kind: Kind, _ depth: Int) -> String {
        let name = variable(kind) ?? (kind == .int ? "7" : kind == .float ? "2.5" : kind == .ints ? "[1]" : "'t'")
        switch kind {
        case .int: return dice.chance(40) ? "\(name) + \(dice.roll(1...99))" : name
        case .text: return dice.chance(40) ? "\(name)[\(dice.roll(0...3)):]" : name
        default: return name
        }
    }

    private mutating func percent(_ depth: Int) -> String {
        switch dice.roll(0...4) {
        case 0:
            return
                "('%\(dice.pick(["", "5", "-6", "05", "+", " ", ".3"]))\(dice.pick(["d", "i", "x", "X", "o"]))' % \(expression(.int, depth)))"
        case 1:
            return
                "('%\(dice.pick(["", "9", "-9", "09", "+"]))\(dice.pick(["", ".0", ".2", ".4"]))\(dice.pick(["f", "e", "g"]))' % \(expression(.float, depth)))"
        case 2: return "('<%\(dice.pick(["", "8", "-8", ".2"]))\(dice.pick(["s", "r"]))>' % (\(printable(depth)),))"
        case 3: return "('%s and %s%%' % (\(expression(.int, depth)), \(expression(.text, depth))))"
        default: return "('%(a)s-%(b)05.1f' % {'a': \(expression(.int, depth)), 'b': \(expression(.float, depth))})"
        }
    }

    private mutating func braces(_ depth: Int) -> String {
        switch dice.roll(0...4) {
        case 0: return "'{} {}'.format(\(printable(depth)), \(printable(depth)))"
        case 1: return "'{1:>6}|{0:<6}|'.format(\(expression(.int, depth)), \(expression(.text, depth)))"
        case 2:
            return "'{n:\(intFormat())} {{}} {t!r}'.format(n=\(expression(.int, depth)), t=\(expression(.text, depth)))"
        case 3: return "'{0[0]} {0[1]}'.format(\(expression(.pair, depth)))"
        default:
            return "'{:{w}.{p}f}'.format(\(expression(.float, depth)), w=\(dice.roll(1...12)), p=\(dice.roll(0...5)))"
        }
    }
}
