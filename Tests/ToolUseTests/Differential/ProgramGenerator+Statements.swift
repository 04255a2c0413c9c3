extension ProgramGenerator {
    /// A part of a program that shows something.
    mutating func section() {
        switch dice.roll(0...19) {
        case 0...3: for _ in 0..<dice.roll(2...5) { statement(2) }
        case 4: functionSection()
        case 5: generatorSection()
        case 6: classSection()
        case 7: exceptionSection()
        case 8: closureSection()
        case 9: mutationSection()
        case 10: librarySection()
        case 11: matchSection()
        case 12: recursionSection()
        case 13...16: idiomSection()
        case 17, 18: objectSection()
        default: for _ in 0..<dice.roll(1...4) { show() }
        }
    }

    mutating func show() {
        let kind = dice.pick(Kind.allCases)
        let value = shown(expression(kind, 4), kind)
        switch dice.roll(0...5) {
        case 0: emit("print(\(value), \(printable(2)), sep=\(dice.pick(["', '", "''", "'\\n'"])))")
        case 1: emit("print(\(value), end=\(dice.pick(["';\\n'", "'!'", "' '"])))")
        default: emit("print(\(value))")
        }
    }

    mutating func statement(_ depth: Int) {
        let kind = dice.pick(Kind.allCases)
        switch dice.roll(0...15) {
        case 0...3: assign(kind, expression(kind, 3))
        case 4, 5: show()
        case 6: augment()
        case 7: unpack()
        case 8 where depth > 0: conditional(depth)
        case 9 where depth > 0: forLoop(depth)
        case 10 where depth > 0: whileLoop(depth)
        case 11: emit("assert \(expression(.bool, 2)), \(textLiteral())")
        case 12: if let name = variable(kind), kind != .int { emit("\(name) = \(expression(kind, 2))") } else { show() }
        case 13 where depth > 0: tryStatement(depth)
        default: assign(kind, expression(kind, 2))
        }
    }

    private mutating func augment() {
        switch dice.roll(0...5) {
        case 0:
            if let name = variable(.int) {
                emit("\(name) \(dice.pick(["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="])) \(expression(.int, 2))")
            }
        case 1:
            if let name = variable(.float) {
                emit("\(name) \(dice.pick(["+=", "-=", "*=", "/="])) \(expression(.float, 2))")
            }
        case 2: if let name = variable(.text) { emit("\(name) += \(expression(.text, 2))") }
        case 3: if let name = variable(.ints) { emit("\(name) += \(expression(.ints, 2))") }
        case 4:
            if let name = variable(.ints) {
                emit("\(name)[\(dice.roll(-2...3))] \(dice.pick(["+=", "*="])) \(expression(.int, 2))")
            }
        default: if let name = variable(.dict) { emit("\(name)[\(expression(.text, 1))] = \(expression(.int, 2))") }
        }
        show()
    }

    private mutating func unpack() {
        let (a, b) = (fresh("u"), fresh("u"))
        switch dice.roll(0...4) {
        case 0: emit("\(a), \(b) = \(expression(.int, 2)), \(expression(.text, 2))")
        case 1: emit("\(a), *\(b) = \(expression(.ints, 2))")
        case 2: emit("*\(a), \(b) = \(expression(.text, 2))")
        case 3: emit("\(a), \(b) = \(expression(.ints, 2))")
        default: emit("(\(a), [\(b), _]) = \(expression(.int, 2)), \(expression(.ints, 2))[:2]")
        }
        emit("print(\(a), \(b))")
    }

    private mutating func conditional(_ depth: Int) {
        block("if \(expression(.bool, 2)):") { $0.statement(depth - 1) }
        if dice.chance(40) { block("elif \(expression(.bool, 2)):") { $0.statement(depth - 1) } }
        if dice.chance(60) { block("else:") { $0.statement(depth - 1) } }
    }

    private mutating func forLoop(_ depth: Int) {
        let name = fresh("i")
        let source = dice.pick([
            "range(\(dice.roll(0...5)))", "\(expression(.ints, 2))[:5]", "\(expression(.text, 1))[:4]",
            "enumerate(\(expression(.texts, 1))[:3])", "sorted(\(expression(.set, 1)))[:4]",
            "list(\(expression(.dict, 1)).items())[:3]",
        ])
        block("for \(name) in \(source):") { inner in
            if source.hasPrefix("range") { inner.variables.append((name, .int)) }
            inner.emit("print(\(name))")
            inner.statement(depth - 1)
            if inner.dice.chance(30) {
                inner.emit("if \(inner.expression(.bool, 2)): \(inner.dice.pick(["break", "continue"]))")
            }
            if inner.dice.chance(30) { inner.statement(depth - 1) }
        }
        if dice.chance(40) { block("else:") { $0.emit("print('else')") } }
    }

    private mutating func whileLoop(_ depth: Int) {
        let name = fresh("w")
        emit("\(name) = \(dice.roll(0...5))")
        block("while \(name) > 0\(dice.pick(["", " and \(expression(.bool, 1))"])):") { inner in
            inner.emit("\(name) -= 1")
            if inner.dice.chance(30) { inner.emit("if \(name) == 2: \(inner.dice.pick(["break", "continue"]))") }
            inner.statement(depth - 1)
        }
        if dice.chance(40) { block("else:") { $0.emit("print('done', \(name))") } }
    }

    mutating func tryStatement(_ depth: Int) {
        let types = [
            "ValueError", "TypeError", "(KeyError, IndexError)", "ZeroDivisionError", "Exception", "LookupError",
            "ArithmeticError",
        ]
        block("try:") { inner in
            inner.statement(depth - 1)
            inner.show()
        }
        let hasHandler = dice.chance(80)
        if hasHandler {
            for _ in 0..<dice.roll(1...2) {
                block("except \(dice.pick(types)) as e:") { inner in
                    inner.emit("print('caught', type(e).__name__)")
                    if inner.dice.chance(15) { inner.emit("raise") }
                }
            }
            if dice.chance(40) { block("else:") { $0.emit("print('fine')") } }
        }
        if !hasHandler || dice.chance(50) { block("finally:") { $0.emit("print('finally')") } }
    }
}
