/// A function that yields, between two of its values.
final class GeneratorObject: IteratorObject, @unchecked Sendable {
    private let frame: Frame
    private let size: Int
    private var isRunning = false
    private var hasStarted = false
    private(set) var isFinished = false
    /// What the function returned.
    private(set) var result: Value = .none

    init(_ frame: Frame, _ heap: Heap) throws {
        size = frame.code.registerCount * MemoryLayout<Value>.stride + 160
        try heap.claim(size)
        self.frame = frame
        super.init(heap)
    }

    deinit {
        heap.give(size)
        dismantle()
    }

    override func dismantle() {
        isFinished = true
        var values = frame.takeRegisters()
        heap.discard(&values)
        heap.discard(&result)
    }

    override var type: TypeObject { Types.generator }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) {
        text.append("<generator object \(frame.code.name) at 0x\(String(serial, radix: 16))>")
    }

    override func next(_ machine: Machine) throws -> Value? { try resume(sending: .none, machine) }

    /// Goes on to the next `yield`; nil at the end.
    func resume(sending value: Value, throwing thrown: Interruption? = nil, _ machine: Machine) throws -> Value? {
        guard !isRunning else { throw Interruption.valueError("generator already executing") }
        guard !isFinished else {
            if let thrown { throw thrown }
            return nil
        }
        if hasStarted {
            frame.registers[frame.inbox.index] = value
        } else if !value.isNone {
            throw Interruption.typeError("can't send non-None value to a just-started generator")
        }
        if !hasStarted, let thrown {
            dismantle()
            throw thrown
        }
        hasStarted = true
        isRunning = true
        frame.isSuspended = false
        defer { isRunning = false }
        do {
            let value = try machine.run(frame, throwing: thrown)
            if frame.isSuspended { return value }
            dismantle()
            result = value
            return nil
        } catch let interruption as Interruption {
            dismantle()
            guard interruption.isRaised(.stopIteration) else { throw interruption }
            throw Interruption.runtimeError("generator raised StopIteration")
        }
    }

    /// Ends the function where it stands, through its `finally` blocks.
    func close(_ machine: Machine) throws {
        let exit = Interruption.failure(.generatorExit, "")
        do {
            guard hasStarted else { return dismantle() }
            if try resume(sending: .none, throwing: exit, machine) != nil {
                throw Interruption.runtimeError("generator ignored GeneratorExit")
            }
        } catch let interruption as Interruption where interruption.isRaised(.generatorExit) {
            return
        }
    }
}
