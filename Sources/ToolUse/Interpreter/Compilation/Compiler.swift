import BigInt

/// Turns the syntax of one function, class body or program into code.
///
/// Values live in registers. Local variables have the first ones, temporary values the next; an operand may also be a constant or
/// a global variable, so that `x + 1` is one instruction wherever `x` lives. A result is written only as the last action of
/// an expression: an exception halfway never leaves half of a value in a variable.
final class Compiler {
    let machine: Machine
    /// What all functions of a program have in common.
    let program: ProgramNames
    var assembly = Assembly()
    /// The scope of what is being compiled: that of the frame, or of a comprehension in it.
    var scope: Scope
    /// The constructs around, the innermost last.
    var enclosing: [Enclosing] = []
    /// The register of the exception that is being handled.
    var handledException: Operand?
    /// The variables that have a value for certain.
    var certain: Set<Operand> = []
    let isFunction: Bool

    init(machine: Machine, program: ProgramNames, scope: Scope) {
        self.machine = machine
        self.program = program
        self.scope = scope
        isFunction = scope.kind == .function
    }

    /// A construct that `break`, `continue` and `return` have to leave.
    enum Enclosing {
        case loop(end: Assembly.Label, next: Assembly.Label)
        case finally(FinallyBlock)
    }
}

/// The names that all functions of a program share.
final class ProgramNames {
    let module: Scope
    /// The names that are taken away somewhere.
    let deleted: Set<String>

    init(module: Scope, deleted: Set<String>) {
        self.module = module
        self.deleted = deleted
    }
}

// MARK: Whole programs

extension Compiler {
    /// Compiles a program. The value of its last statement, if that is an expression, is noted as its result.
    static func compile(_ source: Scalars, _ machine: Machine) throws -> Code {
        let statements = try Parser.program(source)
        let module = Scope(.module, parent: nil)
        let deleted = try ScopeBuilder.build(statements, module: module)
        let names = ProgramNames(module: module, deleted: deleted)
        let compiler = Compiler(machine: machine, program: names, scope: module)
        try compiler.compileProgram(statements)
        return try compiler.finish(name: "<module>", parameters: Parameters(), documentation: nil)
    }

    private func compileProgram(_ statements: [Statement]) throws {
        for (index, statement) in statements.enumerated() {
            guard index == statements.count - 1, case .expression(let value) = statement.kind else {
                try compile(statement)
                continue
            }
            assembly.line = statement.line
            try emit(.noteResult, a: compile(value))
        }
        try emit(.returnValue, a: assembly.singleton(nil))
    }

    /// Compiles an expression for `eval`, among the names of the session.
    static func compileExpression(_ source: Scalars, _ machine: Machine) throws -> Code {
        let expression = try Parser.expression(source, line: 1)
        let statements = [Statement(kind: .returning(expression), line: 1)]
        let module = Scope(.module, parent: nil)
        let deleted = try ScopeBuilder.build(statements, module: module)
        if let name = module.bound.first(where: { machine.globals.index(of: $0) == nil }) {
            throw SyntaxFailure("'\(name)' can't be assigned to in eval()", line: 1)
        }
        let names = ProgramNames(module: module, deleted: deleted)
        let compiler = Compiler(machine: machine, program: names, scope: module)
        try compiler.emit(.returnValue, a: compiler.compile(expression))
        return try compiler.finish(name: "<module>", parameters: Parameters(), documentation: nil)
    }

    func finish(name: String, parameters: Parameters, documentation: String?) throws -> Code {
        assembly.finish()
        try machine.heap.check(assembly.instructions.count, of: MemoryLayout<Instruction>.stride + 4)
        return try Code(assembly, name: name, parameters: parameters, scope: scope, documentation: documentation)
    }
}

// MARK: Emitting

extension Compiler {
    func emit(
        _ operation: Operation, a: Operand = .none, b: Operand = .none, c: Operand = .none, count: Int = 0
    ) throws {
        try assembly.emit(Instruction(operation, a: a.raw, b: b.raw, c: c.raw, count: count))
    }

    func emit(_ operation: Operation, a: Operand, b: Operand = .none, index: Int32, count: Int = 0) throws {
        try assembly.emit(Instruction(operation, a: a.raw, b: b.raw, c: index, count: count))
    }

    func jump(_ operation: Operation = .jump, a: Operand = .none, count: Int = 0, to label: Assembly.Label) throws {
        try assembly.jump(Instruction(operation, a: a.raw, count: count), to: label)
    }

    func temporary() throws -> Operand { try assembly.reserveRegisters(1) }

    /// Releases the temporary registers that `body` reserves.
    func withTemporaries<T>(_ body: () throws -> T) rethrows -> T {
        let mark = assembly.nextRegister
        defer { assembly.releaseRegisters(from: mark) }
        return try body()
    }

    func name(_ name: String) -> Int32 { assembly.name(name) }

    func failure(_ message: String, line: Int? = nil) -> SyntaxFailure {
        SyntaxFailure(message, line: line ?? assembly.line)
    }
}
