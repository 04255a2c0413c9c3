/// The instructions of a function, a class body or a whole program.
final class Code {
    /// The instructions between `start` and `end` go on at `target` when an exception is raised, which is left in `register`.
    struct Handler {
        let start: Int
        let end: Int
        let target: Int
        let register: Int
    }

    /// How many of a call's arguments are given by position; then the names of the others.
    struct CallShape {
        let positional: Int
        let names: [String]
    }

    let name: String
    let parameters: Parameters
    let isGenerator: Bool
    let documentation: String?
    let instructions: UnsafeMutablePointer<Instruction>
    let instructionCount: Int
    let constants: UnsafeMutablePointer<Value>
    private let constantCount: Int
    /// By instruction: the line that it comes from.
    let lines: [Int32]
    let registerCount: Int
    let handlers: [Handler]
    let names: [String]
    let shapes: [CallShape]
    let children: [Code]
    /// By name: the method that it meant last, and of which built-in class. Those never change.
    private var methods: [(type: TypeObject, method: NativeFunction)?]
    /// The registers of the frame around that hold the cells to capture.
    let captures: [Int]
    /// The registers of this frame where the captured cells go.
    let freeRegisters: [Int]
    /// The names of local variables by register.
    let localNames: [String]

    /// Takes over what the compiler has made.
    init(_ assembly: Assembly, name: String, parameters: Parameters, scope: Scope, documentation: String?) throws {
        self.name = name
        self.parameters = parameters
        self.documentation = documentation
        isGenerator = scope.isGenerator
        instructionCount = assembly.instructions.count
        constantCount = assembly.constants.count
        instructions = .allocate(capacity: instructionCount)
        instructions.initialize(from: assembly.instructions, count: instructionCount)
        constants = .allocate(capacity: constantCount)
        constants.initialize(from: assembly.constants, count: constantCount)
        lines = assembly.lines
        registerCount = assembly.registerCount
        handlers = assembly.handlers
        names = assembly.names
        methods = Array(repeating: nil, count: assembly.names.count)
        shapes = assembly.shapes
        children = assembly.children
        captures = assembly.captures
        freeRegisters = assembly.freeRegisters
        localNames = assembly.localNames
    }

    deinit {
        instructions.deinitialize(count: instructionCount)
        instructions.deallocate()
        constants.deinitialize(count: constantCount)
        constants.deallocate()
    }

    /// The method of a built-in class that has one of the code's names.
    func builtInMethod(_ name: Int, of type: TypeObject) -> NativeFunction? {
        if let known = methods[name], known.type === type { return known.method }
        guard !type.isCustom, case .native(let method)? = type.lookup(names[name]), method.isMethod else { return nil }
        methods[name] = (type, method)
        return method
    }

    /// Where to go on after an exception at `place`.
    func handler(at place: Int) -> Handler? { handlers.first { $0.start <= place && place < $0.end } }

    func line(at place: Int) -> Int { place >= 0 && place < lines.count ? Int(lines[place]) : 0 }
}
