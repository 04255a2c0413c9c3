/// Writes texts that are programs, nearly programs, or none. A function of the seed.
struct ProgramMutator {
    private var dice: Dice
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        dice = Dice(seed: seed)
    }

    mutating func program() -> String {
        switch dice.roll(0...9) {
        case 0: return bytes()
        case 1, 2: return soup()
        case 3: return expressions()
        default:
            var generator = ProgramGenerator(seed: seed)
            return changed(generator.program())
        }
    }

    private static let words = [
        "def", "class", "if", "elif", "else", "for", "while", "in", "return", "yield", "yield from", "lambda", "try:",
        "except", "finally:", "with", "as", "match", "case", "import", "from", "global", "nonlocal", "del", "assert",
        "raise", "pass", "break", "continue", "not", "and", "or", "is", "None", "True", "async", "await", "print",
        "x", "y", "self", "f", "A", "__init__", "__eq__", "__getattr__", "__hash__", "super()", "math", "range(9)",
        "0", "1", "-1", "2**64", "10**18", "1e308", "0.1", "0x", "1_0", "''", "'a'", "f'{x}'", "f'{x!r:>{y}}'", "'''",
        "\"", "\\", "b'a'", "'%s'", "'{}'", ".format", ".join", ".append", ".sort", ".pop", ".items()", "(", ")", "[",
        "]", "{", "}", ":", ",", ";", ".", "=", ":=", "==", "<", "+", "-", "*", "**", "/", "//", "%", "@", "&", "|",
        "^", "~", "<<", ">>", "+=", "**=", "->", "...", "\n", "\n    ", "\n        ", "\n\t", "    ", "#", "é", "🙂",
    ]

    private static let signs =
        words.filter { $0.unicodeScalars.count == 1 } + ["\u{0}", "\r", "\u{FEFF}", "ß", "\u{300}"]

    private mutating func bytes() -> String {
        String(decoding: (0..<dice.roll(0...200)).map { _ in UInt8(dice.roll(0...255)) }, as: UTF8.self)
    }

    private mutating func soup() -> String {
        var text = ""
        for _ in 0..<dice.roll(1...60) { text += dice.pick(Self.words) + dice.pick(["", " ", " "]) }
        return text
    }

    /// Built-in functions and methods with arguments that they were not made for.
    private mutating func expressions() -> String {
        let values = [
            "0", "-1", "2**63", "-2**63", "10**25", "1e308", "float('nan')", "float('inf')", "''", "'aé🙂'", "'a' * 999",
            "[]", "[1, [2]]", "list(range(99))", "{}", "{'a': 1}", "{1, 2}", "(1,)", "None", "True", "range(10**18)",
            "range(-5, 5, 3)", "len", "str", "int", "lambda *a: a", "iter([1, 2])", "(q for q in 'ab')",
            "ValueError(1)",
            "slice(1, None, -1)", "print", "type", "object()", "...", "'{0[a]}{:>99}'", "'%*d%(a)s'", "b",
            "b.__class__",
        ]
        let functions = [
            "abs", "all", "any", "ascii", "bin", "bool", "callable", "chr", "dict", "divmod", "enumerate", "filter",
            "float", "format", "frozenset", "getattr", "hasattr", "hash", "hex", "id", "int", "isinstance",
            "issubclass",
            "iter", "len", "list", "map", "max", "min", "next", "oct", "ord", "pow", "print", "range", "repr",
            "reversed", "round", "set", "setattr", "slice", "sorted", "str", "sum", "tuple", "type", "vars", "zip",
            "math.factorial", "math.comb", "math.perm", "math.isqrt", "math.gcd", "math.ldexp", "math.log", "math.exp",
            "math.floor", "Counter", "deque", "Fraction", "product", "permutations", "combinations", "islice",
            "accumulate", "cycle", "repeat", "reduce", "partial", "heappush", "insort", "deepcopy", "namedtuple",
        ]
        let methods = [
            "split", "rsplit", "join", "replace", "find", "center", "zfill", "format", "translate", "expandtabs",
            "strip",
            "splitlines", "count", "index", "insert", "pop", "remove", "extend", "sort", "update", "get", "setdefault",
            "popitem", "union", "difference", "issubset", "bit_length", "as_integer_ratio", "is_integer", "rotate",
            "send",
            "throw", "close", "appendleft", "most_common", "limit_denominator", "startswith", "partition", "to_bytes",
            "__add__", "__eq__", "__len__", "__iter__", "__class__", "__init__", "fromkeys", "maketrans", "conjugate",
        ]
        var lines = [
            "import math", "from collections import *", "from itertools import *", "from functools import *",
            "from fractions import Fraction", "from heapq import *", "from bisect import *", "from copy import *",
            "b = [1]",
        ]
        for _ in 0..<dice.roll(1...8) {
            var arguments: [String] = []
            for _ in 0..<dice.roll(0...3) {
                arguments.append(dice.chance(10) ? "*" + dice.pick(values) : dice.pick(values))
            }
            let list = arguments.joined(separator: ", ")
            var call = "\(dice.pick(functions))(\(list))"
            if dice.chance(50) { call = "(\(dice.pick(values))).\(dice.pick(methods))(\(list))" }
            switch dice.roll(0...5) {
            case 0:
                call +=
                    " \(dice.pick(["+", "*", "**", "<<", "//", "%", "==", "<", "in", "is", "@", "|"])) \(dice.pick(values))"
            case 1: call += "[\(dice.pick(values))]"
            case 2: call += "[\(dice.pick(values)):\(dice.pick(values)):\(dice.pick(values))]"
            case 3:
                call =
                    "f'{\(dice.pick(["b", "b[0]", "1.5", "-7"])):\(dice.pick(["", ">9", "09,", "x", ".3", "99999999d", "+e"]))}'"
            default: break
            }
            let shown = dice.pick([
                "print(repr(\(call))[:99])", "b = \(call)", "b.append(\(call))", "list(\(call))", "b += \(call)",
            ])
            lines += ["try: \(shown)", "except Exception as e: print(type(e), e)"]
        }
        return lines.joined(separator: "\n")
    }

    private mutating func changed(_ program: String) -> String {
        var scalars = Array(program.unicodeScalars)
        var lines = program.split(separator: "\n", omittingEmptySubsequences: false)
        if dice.chance(50) {
            for _ in 0..<dice.roll(1...4) {
                let (a, b) = (dice.roll(0...lines.count - 1), dice.roll(0...lines.count - 1))
                switch dice.roll(0...3) {
                case 0: lines.swapAt(a, b)
                case 1: lines[a] = lines[b]
                case 2: lines.insert("    " + lines[b], at: a)
                default: if lines.count > 1 { lines.remove(at: a) }
                }
            }
            scalars = Array(lines.joined(separator: "\n").unicodeScalars)
        }
        for _ in 0..<dice.roll(0...5) where !scalars.isEmpty {
            let place = dice.roll(0...scalars.count - 1)
            switch dice.roll(0...4) {
            case 0: scalars.replaceSubrange(place...place, with: dice.pick(Self.signs).unicodeScalars)
            case 1: scalars.insert(contentsOf: " \(dice.pick(Self.words)) ".unicodeScalars, at: place)
            case 2: scalars.remove(at: place)
            case 3: scalars.removeSubrange(place..<min(scalars.count, place + dice.roll(1...30)))
            default:
                let piece = Array(scalars[place..<min(scalars.count, place + dice.roll(1...40))])
                scalars.insert(contentsOf: piece, at: dice.roll(0...scalars.count - 1))
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
