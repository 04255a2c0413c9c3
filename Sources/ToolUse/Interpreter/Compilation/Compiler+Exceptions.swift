/// A `finally` block in the making. All ways out of what it guards lead through it: a register tells which way is taken.
final class FinallyBlock {
    let entry: Assembly.Label
    /// Holds one of the numbers below, or that of one of the ``exits``.
    let way: Operand
    /// Holds the exception, or the value to return.
    let value: Operand
    fileprivate(set) var exits: [Compiler.Exit] = []

    static let fallsThrough = 0
    static let raises = 1
    static let firstExit = 2

    init(entry: Assembly.Label, way: Operand, value: Operand) {
        self.entry = entry
        self.way = way
        self.value = value
    }
}

extension Compiler {
    /// A way out of a construct.
    enum Exit {
        case returning(Operand)
        /// To a label; `depth`: that of the loop among the enclosing constructs.
        case jump(Assembly.Label, depth: Int)
    }

    /// Leaves constructs, through the `finally` blocks of those that have one.
    func leave(_ exit: Exit) throws {
        let depth = if case .jump(_, let depth) = exit { depth } else { -1 }
        let inner = enclosing.lastIndex { if case .finally = $0 { true } else { false } }
        if let inner, inner > depth, case .finally(let block) = enclosing[inner] {
            if case .returning(let operand) = exit { try emit(.move, a: block.value, b: operand) }
            try emit(.move, a: block.way, b: assembly.integer(FinallyBlock.firstExit + block.exits.count))
            block.exits.append(exit)
            return try jump(to: block.entry)
        }
        switch exit {
        case .returning(let operand): try emit(.returnValue, a: operand)
        case .jump(let label, _): try jump(to: label)
        }
    }

    // MARK: try

    func compileTry(_ node: TryNode) throws {
        guard !node.finally.isEmpty else { return try compileHandlers(node) }
        try compileFinally {
            try compileHandlers(node)
        } cleanup: { _ in
            try compile(node.finally)
        }
    }

    /// Runs `cleanup` however `body` ends.
    private func compileFinally(_ body: () throws -> Void, cleanup: (FinallyBlock) throws -> Void) throws {
        let block = FinallyBlock(entry: assembly.label(), way: try temporary(), value: try temporary())
        let landing = assembly.label()
        let before = certain
        enclosing.append(.finally(block))
        let start = assembly.place
        try withTemporaries(body)
        enclosing.removeLast()
        try emit(.move, a: block.way, b: assembly.integer(FinallyBlock.fallsThrough))
        let after = certain
        certain = before
        let end = assembly.place
        try jump(to: block.entry)
        assembly.mark(landing)
        try emit(.move, a: block.way, b: assembly.integer(FinallyBlock.raises))
        assembly.mark(block.entry)
        assembly.handle(from: start, to: end, at: landing, register: block.value)
        let outerException = handledException
        try cleanup(block)
        handledException = outerException
        try finish(block)
        certain.formUnion(after)
    }

    /// Goes on in the way that was taken into a `finally` block.
    private func finish(_ block: FinallyBlock) throws {
        func on(_ way: Int, _ body: () throws -> Void) throws {
            let next = assembly.label()
            try jump(.jumpUnlessInteger, a: block.way, count: way, to: next)
            try body()
            assembly.mark(next)
        }
        try on(FinallyBlock.raises) { try emit(.raiseAgain, a: block.value) }
        guard block.exits.count < Instruction.mostCounted - FinallyBlock.firstExit else {
            throw failure("too many ways out of a 'try' block")
        }
        for (index, exit) in block.exits.enumerated() {
            try on(FinallyBlock.firstExit + index) {
                if case .returning = exit { try leave(.returning(block.value)) } else { try leave(exit) }
            }
        }
    }

    private func compileHandlers(_ node: TryNode) throws {
        guard !node.handlers.isEmpty else { return try compile(node.body) }
        let exception = try temporary()
        let (landing, end) = (assembly.label(), assembly.label())
        let before = certain
        let start = assembly.place
        try compile(node.body)
        assembly.handle(from: start, to: assembly.place, at: landing, register: exception)
        try compile(node.otherwise)
        try jump(to: end)
        var after = certain
        assembly.mark(landing)
        let outerException = handledException
        handledException = exception
        for handler in node.handlers {
            certain = before
            assembly.line = handler.line
            let next = assembly.label()
            if let type = handler.type {
                try withTemporaries {
                    let matches = try temporary()
                    try emit(.matchException, a: matches, b: exception, c: compile(type))
                    try jump(.jumpIfFalse, a: matches, to: next)
                }
            }
            if let name = handler.name { try store(name, exception) }
            try compile(handler.body)
            if let name = handler.name { try delete(name, isSilent: true) }
            try emit(.clear, a: exception)
            try jump(to: end)
            assembly.mark(next)
            after.formIntersection(certain)
        }
        try emit(.raiseAgain, a: exception)
        handledException = outerException
        assembly.mark(end)
        certain = after
    }

    func compileRaise(_ value: Expression?, _ cause: Expression?) throws {
        guard let value else {
            let none = assembly.singleton(nil)
            return try emit(.raiseAgain, a: handledException ?? none)
        }
        let line = assembly.line
        if let cause {
            let operands = try compileOperands([value, cause])
            assembly.line = line
            return try emit(.raise, a: operands[0], b: operands[1], count: 1)
        }
        let operand = try compile(value)
        assembly.line = line
        try emit(.raise, a: operand)
    }

    // MARK: with

    func compileWith(_ items: ArraySlice<(context: Expression, target: Target?)>, _ body: [Statement]) throws {
        guard let item = items.first else { return try compile(body) }
        let manager = try assembly.reserveRegisters(4)
        let line = assembly.line
        try compile(item.context, into: manager)
        let entered = try temporary()
        try emit(.move, a: manager.advanced(by: 1), b: manager)
        try assembly.emit(
            Instruction(.callMethod, a: entered.raw, b: name("__enter__"), c: manager.advanced(by: 1).raw))
        let before = certain
        try compileFinally {
            if let target = item.target { try assign(target, entered) }
            try compileWith(items.dropFirst(), body)
        } cleanup: { block in
            assembly.line = line
            try compileExit(of: manager, block)
        }
        certain = before
    }

    /// Calls `__exit__`; an exception is over if that answers true.
    private func compileExit(of manager: Operand, _ block: FinallyBlock) throws {
        let (plain, end) = (assembly.label(), assembly.label())
        let base = try assembly.reserveRegisters(4)
        let none = assembly.singleton(nil)
        func call() throws {
            try emit(.move, a: base, b: manager)
            try assembly.emit(Instruction(.callMethod, a: base.raw, b: name("__exit__"), c: base.raw, count: 3))
        }
        try jump(.jumpUnlessInteger, a: block.way, count: FinallyBlock.raises, to: plain)
        let type = assembly.constant(.object(Types.type))
        try emit(.move, a: base.advanced(by: 2), b: block.value)
        try emit(.call, a: base.advanced(by: 1), b: type, c: base.advanced(by: 2), count: 1)
        try emit(.move, a: base.advanced(by: 2), b: block.value)
        try emit(.move, a: base.advanced(by: 3), b: none)
        try call()
        try jump(.jumpIfFalse, a: base, to: end)
        try emit(.move, a: block.way, b: assembly.integer(FinallyBlock.fallsThrough))
        try jump(to: end)
        assembly.mark(plain)
        for index in 1...3 { try emit(.move, a: base.advanced(by: index), b: none) }
        try call()
        assembly.mark(end)
    }
}
