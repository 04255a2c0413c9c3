/// Code in the making: instructions, constants, registers, and labels that are not placed yet.
struct Assembly {
    /// A place in the code, known or not yet.
    struct Label { fileprivate let index: Int }

    private(set) var instructions: [Instruction] = []
    private(set) var lines: [Int32] = []
    private(set) var constants: [Value] = []
    private(set) var names: [String] = []
    private(set) var shapes: [Code.CallShape] = []
    private(set) var handlers: [Code.Handler] = []
    private(set) var children: [Code] = []
    var captures: [Int] = []
    var freeRegisters: [Int] = []
    var localNames: [String] = []
    /// The line that the next instructions come from.
    var line = 1
    /// The most registers ever in use.
    private(set) var registerCount = 0
    /// The first register that is free.
    private(set) var nextRegister = 0

    private var places: [Int?] = []
    private var handlerLabels: [(start: Int, end: Int, target: Label, register: Int)] = []
    private var nameIndices: [String: Int] = [:]
    private var integerConstants: [Int: Operand] = [:]
    private var textConstants: [Scalars: Operand] = [:]
    private var singletons: [Int: Operand] = [:]

    /// The most instructions of one function; 23 bits would fit a jump, this fits the memory.
    private static let mostInstructions = 1 << 20
    private static let mostRegisters = 1 << 16

    /// The place of the next instruction.
    var place: Int { instructions.count }

    mutating func emit(_ instruction: Instruction) throws {
        guard instructions.count < Self.mostInstructions else {
            throw SyntaxFailure("the program is too long", line: Int(line))
        }
        instructions.append(instruction)
        lines.append(Int32(truncatingIfNeeded: line))
    }

    // MARK: Registers

    mutating func reserveRegisters(_ count: Int) throws -> Operand {
        let first = nextRegister
        guard first + count < Self.mostRegisters else { throw SyntaxFailure("the expression is too long", line: line) }
        nextRegister += count
        registerCount = max(registerCount, nextRegister)
        return .register(first)
    }

    mutating func releaseRegisters(from register: Int) { nextRegister = register }

    // MARK: Labels

    mutating func label() -> Label {
        places.append(nil)
        return Label(index: places.count - 1)
    }

    mutating func mark(_ label: Label) { places[label.index] = place }

    /// Emits a jump; the field of the target is filled in by ``finish()``.
    mutating func jump(_ instruction: Instruction, to label: Label) throws {
        var instruction = instruction
        if let field = instruction.operation.jumpField {
            instruction[keyPath: field] = Int32(truncatingIfNeeded: label.index)
        }
        try emit(instruction)
    }

    mutating func handle(from start: Int, to end: Int, at target: Label, register: Operand) {
        if start < end { handlerLabels.append((start, end, target, register.index)) }
    }

    /// Puts the places of labels where they are used.
    mutating func finish() {
        for index in instructions.indices {
            guard let field = instructions[index].operation.jumpField else { continue }
            let label = Int(instructions[index][keyPath: field])
            instructions[index][keyPath: field] = Int32(truncatingIfNeeded: places[label] ?? 0)
        }
        handlers = handlerLabels.map {
            Code.Handler(start: $0.start, end: $0.end, target: places[$0.target.index] ?? 0, register: $0.register)
        }
    }

    // MARK: Tables

    mutating func name(_ name: String) -> Int32 {
        if let known = nameIndices[name] { return Int32(truncatingIfNeeded: known) }
        nameIndices[name] = names.count
        names.append(name)
        return Int32(truncatingIfNeeded: names.count - 1)
    }

    mutating func shape(_ shape: Code.CallShape) throws -> Int {
        guard shapes.count < Instruction.mostCounted else { throw SyntaxFailure("too many calls", line: line) }
        shapes.append(shape)
        return shapes.count - 1
    }

    mutating func child(_ code: Code) -> Int32 {
        children.append(code)
        return Int32(truncatingIfNeeded: children.count - 1)
    }

    mutating func constant(_ value: Value) -> Operand {
        constants.append(value)
        return Operand(.constant, constants.count - 1)
    }

    mutating func integer(_ number: Int) -> Operand {
        if let known = integerConstants[number] { return known }
        let operand = constant(.int(number))
        integerConstants[number] = operand
        return operand
    }

    mutating func text(_ scalars: Scalars, _ machine: Machine) throws -> Operand {
        if let known = textConstants[scalars] { return known }
        let operand = constant(try machine.string(scalars))
        textConstants[scalars] = operand
        return operand
    }

    /// None, True or False.
    mutating func singleton(_ value: Bool?) -> Operand {
        let key = value.map { $0 ? 1 : 0 } ?? 2
        if let known = singletons[key] { return known }
        let operand = constant(value.map { .bool($0) } ?? .none)
        singletons[key] = operand
        return operand
    }
}
