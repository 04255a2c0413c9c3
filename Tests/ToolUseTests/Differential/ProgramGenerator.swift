/// Writes programs at random, such that each does something and ends soon. A function of the seed.
///
/// Expressions are of a kind that is asked for, so that most programs run far; now and then one of another kind stands in its place,
/// so that type errors occur as well.
struct ProgramGenerator {
    /// The kinds of values that expressions have.
    enum Kind: CaseIterable {
        case int, float, bool, text, ints, texts, dict, set, pair

        /// Those whose text does not depend on the order of a set.
        static let ordered: [Kind] = [.int, .float, .bool, .text, .ints, .texts, .dict, .pair]
    }

    var dice: Dice
    /// The variables that can be used, with their kinds.
    var variables: [(name: String, kind: Kind)] = []
    /// Functions of one int that give an int.
    var functions: [String] = []
    private var made = 0
    private var lines: [String] = []
    private var indent = 0

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// A program.
    mutating func program() -> String {
        emit("import math")
        for kind in [Kind.int, .int, .float, .text, .ints, .texts, .dict] {
            let name = fresh("v")
            emit("\(name) = \(literal(kind))")
            variables.append((name, kind))
        }
        for _ in 0..<dice.roll(2...6) {
            if dice.chance(80) {
                guarded { $0.section() }
            } else {
                section()
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Lines

    mutating func emit(_ line: String) { lines.append(String(repeating: "    ", count: indent) + line) }

    /// A line that opens a block, and the block.
    mutating func block(_ head: String, _ body: (inout ProgramGenerator) -> Void) {
        emit(head)
        let (known, count) = (variables, lines.count)
        indent += 1
        body(&self)
        if lines.count == count { emit("pass") }
        indent -= 1
        variables = known
    }

    /// A block whose exceptions are caught and named.
    mutating func guarded(_ body: (inout ProgramGenerator) -> Void) {
        block("try:", body)
        block("except Exception as error:") { $0.emit("print(type(error).__name__, error)") }
    }

    mutating func fresh(_ prefix: String) -> String {
        made += 1
        return "\(prefix)\(made)"
    }

    /// A variable of a kind, if there is one.
    mutating func variable(_ kind: Kind) -> String? {
        let known = variables.filter { $0.kind == kind }
        return known.isEmpty ? nil : dice.pick(known).name
    }

    /// Remembers a new variable and assigns to it.
    mutating func assign(_ kind: Kind, _ value: String) {
        let name = fresh("v")
        emit("\(name) = \(value)")
        variables.append((name, kind))
    }

    /// What can be printed of a value: sets in order, since theirs is nobody's business.
    func shown(_ value: String, _ kind: Kind) -> String { kind == .set ? "sorted(\(value), key=repr)" : value }
}
