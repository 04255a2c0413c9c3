extension ProgramGenerator {
    /// An expression of a kind, in parentheses where it needs them.
    mutating func expression(_ kind: Kind, _ depth: Int = 3) -> String {
        if dice.chance(2) { return expression(dice.pick(Kind.ordered), depth - 1) }
        if depth <= 0 || dice.chance(15) { return leaf(kind) }
        switch kind {
        case .int: return int(depth)
        case .float: return float(depth)
        case .bool: return bool(depth)
        case .text: return text(depth)
        case .ints: return ints(depth)
        case .texts: return texts(depth)
        case .dict: return dict(depth)
        case .set: return set(depth)
        case .pair: return pair(depth)
        }
    }

    private mutating func leaf(_ kind: Kind) -> String {
        if dice.chance(65), let variable = variable(kind) { return variable }
        let literal = literal(kind)
        return literal.hasPrefix("-") || literal.contains("**") || literal.contains("/") ? "(\(literal))" : literal
    }

    private mutating func int(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...31) {
        case 0...5: return "(\(expression(.int, d)) \(dice.pick(["+", "-", "*"])) \(expression(.int, d)))"
        case 6, 7: return "(\(expression(.int, d)) \(dice.pick(["//", "%"])) \(expression(.int, d)))"
        case 8: return "(\(expression(.int, d)) \(dice.pick(["&", "|", "^"])) \(expression(.int, d)))"
        case 9: return "(\(expression(.int, d)) \(dice.pick(["<<", ">>"])) (\(expression(.int, d)) % 70))"
        case 10: return "((\(expression(.int, d)) % 1000) ** \(dice.roll(0...9)))"
        case 11: return "(\(dice.pick(["-", "+", "~"]))\(expression(.int, d)))"
        case 12: return "len(\(expression(dice.pick([.text, .ints, .texts, .dict, .set]), d)))"
        case 13: return "sum(\(expression(.ints, d)))"
        case 14:
            return "\(dice.pick(["max", "min"]))(\(expression(.ints, d))\(dice.pick(["", ", default=0", ", key=abs"])))"
        case 15: return "abs(\(expression(.int, d)))"
        case 16: return "int(\(expression(.float, d)))"
        case 17: return "round(\(expression(.float, d)))"
        case 18:
            let method = dice.pick(["find", "count", "rfind", "index", "rindex"])
            return "\(expression(.text, d)).\(method)(\(expression(.text, d)))"
        case 19: return "\(expression(.ints, d)).\(dice.pick(["index", "count"]))(\(expression(.int, d)))"
        case 20: return "(\(expression(.int, d)) if \(expression(.bool, d)) else \(expression(.int, d)))"
        case 21: return "\(expression(.ints, d))[\(smallInt())]"
        case 22: return "\(expression(.dict, d)).get(\(expression(.text, d)), \(expression(.int, d)))"
        case 23: return "\(expression(.dict, d))[\(expression(.text, d))]"
        case 24: return "ord(\(expression(.text, d))[\(dice.roll(-2...3))])"
        case 25: return "pow(\(expression(.int, d)), abs(\(expression(.int, d))) % 50, \(dice.roll(1...1000)))"
        case 26: return "(\(expression(.int, d)) * \(expression(.bool, d)))"
        case 27: return "(lambda q, w=\(smallInt()): q * w + \(smallInt()))(\(expression(.int, d)))"
        case 28: return "divmod(\(expression(.int, d)), \(expression(.int, d)))[\(dice.roll(0...1))]"
        case 29: return "math.gcd(\(expression(.int, d)), \(expression(.int, d)))"
        case 30: return "int(\(expression(.text, d))\(dice.pick(["", ", 16", ", 0", ", 36"])))"
        default:
            guard !functions.isEmpty else { return "(\(expression(.int, d))).bit_length()" }
            return "\(dice.pick(functions))(\(expression(.int, d)) % 12)"
        }
    }

    private mutating func float(_ depth: Int) -> String {
        let d = depth - 1
        switch dice.roll(0...15) {
        case 0...3: return "(\(expression(.float, d)) \(dice.pick(["+", "-", "*"])) \(expression(.float, d)))"
        case 4, 5: return "(\(expression(.int, d)) / \(expression(.int, d)))"
        case 6: return "(\(expression(.float, d)) \(dice.pick(["/", "//", "%"])) \(expression(.float, d)))"
        case 7: return "(\(expression(.float, d)) \(dice.pick(["+", "-", "*", "/", "//", "%"])) \(expression(.int, d)))"
        case 8: return "round(\(expression(.float, d)), \(dice.roll(-3...6)))"
        case 9: return "math.sqrt(abs(\(expression(.float, d))))"
        case 10: return "float(\(expression(dice.pick([.int, .text, .bool]), d)))"
        case 11: return "abs(\(expression(.float, d)))"
        case 12: return "(abs(\(expression(.float, d))) ** \(dice.pick(["2", "0.5", "-1", "3"])))"
        case 13: return "(-\(expression(.float, d)))"
        case 14: return "sum([\(many(1...3) { $0.expression(.float, d) })])"
        default: return "max(\(expression(.float, d)), \(expression(.int, d)))"
        }
    }

    private mutating func bool(_ depth: Int) -> String {
        let d = depth - 1
        let order = dice.pick(["<", "<=", ">", ">=", "==", "!="])
        switch dice.roll(0...13) {
        case 0, 1: return "(\(expression(.int, d)) \(order) \(expression(.int, d)))"
        case 2: return "(\(expression(.int, d)) \(order) \(expression(.float, d)))"
        case 3: return "(\(expression(.text, d)) \(order) \(expression(.text, d)))"
        case 4: return "(\(smallInt()) < \(expression(.int, d)) <= \(expression(.int, d)))"
        case 5: return "(not \(expression(.bool, d)))"
        case 6: return "(\(expression(.bool, d)) \(dice.pick(["and", "or"])) \(expression(.bool, d)))"
        case 7:
            return "(\(expression(.int, d)) \(dice.pick(["in", "not in"])) \(expression(dice.pick([.ints, .set]), d)))"
        case 8:
            return
                "(\(expression(.text, d)) \(dice.pick(["in", "not in"])) \(expression(dice.pick([.text, .texts, .dict]), d)))"
        case 9:
            let test = dice.pick([
                "isalpha", "isdigit", "isupper", "islower", "isspace", "isalnum", "istitle", "isdecimal", "isnumeric",
                "isidentifier", "isprintable", "isascii",
            ])
            return "\(expression(.text, d)).\(test)()"
        case 10: return "\(expression(.text, d)).\(dice.pick(["startswith", "endswith"]))(\(expression(.text, d)))"
        case 11: return "\(dice.pick(["any", "all"]))(q > \(smallInt()) for q in \(expression(.ints, d)))"
        case 12:
            let type = dice.pick(["int", "float", "str", "(int, str)", "bool"])
            return "isinstance(\(expression(dice.pick(Kind.allCases), d)), \(type))"
        default:
            let kind = dice.pick([Kind.ints, .texts, .dict, .set, .pair])
            return "(\(expression(kind, d)) \(dice.pick(["==", "!=", "<", ">="])) \(expression(kind, d)))"
        }
    }
}
