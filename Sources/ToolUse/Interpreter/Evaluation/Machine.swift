/// Runs compiled programs of one session, within its budgets.
///
/// Calls of a program's functions do not nest natively, except where native code calls back (a sort key, `__eq__`, a generator's
/// next value); both kinds count for the depth of recursion, for which the thread's stack has room.
final class Machine {
    let limits: ExecutionLimits
    let heap: Heap
    let globals = Globals()
    private(set) var output: Scalars = []
    /// The value of the last statement of the program.
    var result: Value = .none
    /// The source of the module `random`.
    lazy var random = RandomObject(heap)
    /// The objects whose text is being written.
    var written: [Object] = []

    /// The steps left of those handed out.
    let fuel: UnsafeMutablePointer<Int>
    /// The steps not handed out yet.
    private var reserve = 0
    private(set) var depth = 0
    private let stack: UnsafeMutablePointer<Value>
    private var stackUsed = 0
    private static let stackCapacity = 1 << 15
    private static let slice = 1024

    init(limits: ExecutionLimits) {
        self.limits = limits
        heap = Heap(limit: limits.memory)
        fuel = .allocate(capacity: 1)
        fuel.initialize(to: 0)
        stack = .allocate(capacity: Self.stackCapacity)
    }

    deinit {
        result = .none
        globals.dismantle(heap)
        heap.dismantle()
        fuel.deallocate()
        stack.deallocate()
    }

    // MARK: Steps

    /// Begins a run with all steps and no output.
    func begin() {
        fuel.pointee = 0
        reserve = limits.steps
        output = []
        result = .none
        depth = 0
        written = []
    }

    /// The steps used since ``begin()``.
    var stepsUsed: Int { min(limits.steps - reserve - fuel.pointee, limits.steps) }

    /// Pays for work before it is done.
    @inline(__always) func spend(_ steps: Int) throws {
        let (left, isTooMuch) = fuel.pointee.subtractingReportingOverflow(steps)
        fuel.pointee = isTooMuch ? .min / 2 : left
        if left < 0 || isTooMuch { try refuel() }
    }

    /// Notes work that is done already; the next ``spend(_:)`` pays for it.
    func charge(_ steps: Int) { fuel.pointee = fuel.pointee.subtractingReportingOverflow(steps).partialValue }

    /// Hands out more steps; notices when they or the memory are used up.
    func refuel() throws {
        try heap.check(0)
        let grant = min(reserve, Self.slice - fuel.pointee)
        reserve -= grant
        fuel.pointee += grant
        guard fuel.pointee >= 0 else { throw Interruption.exhausted(.stepsExhausted) }
    }

    // MARK: Depth

    /// Counts a call; fails where calls are nested too deeply.
    @inline(__always) func enter() throws {
        guard depth < limits.recursionDepth else {
            throw Interruption.failure(.recursionError, "maximum recursion depth exceeded")
        }
        depth += 1
    }

    @inline(__always) func leave() { depth -= 1 }

    /// Does something that may nest.
    func descend<T>(_ body: () throws -> T) throws -> T {
        try enter()
        defer { leave() }
        return try body()
    }

    // MARK: Output

    /// Prints; stops the program when it prints more than it may.
    func write(_ text: Scalars) throws {
        let room = limits.outputCharacters - output.count
        output.append(contentsOf: text.prefix(room))
        guard text.count <= room else { throw Interruption.exhausted(.outputTruncated) }
    }

    // MARK: Frames

    /// A frame on the machine's own stack if there is room. Such frames end in the opposite order of their begin.
    func makeFrame(_ code: Code) -> Frame {
        guard !code.isGenerator, stackUsed + code.registerCount <= Self.stackCapacity else {
            return Frame(code, registers: nil)
        }
        let registers = stack + stackUsed
        stackUsed += code.registerCount
        return Frame(code, registers: registers)
    }

    /// Ends a frame that will not go on, and gives its room back.
    func finish(_ frame: Frame) {
        frame.end()
        if frame.registers >= stack, frame.registers < stack + Self.stackCapacity {
            stackUsed -= frame.code.registerCount
        }
    }
}
