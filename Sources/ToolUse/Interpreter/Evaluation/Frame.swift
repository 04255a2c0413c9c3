/// A running call: its registers and where it stands.
final class Frame {
    let code: Code
    let registers: UnsafeMutablePointer<Value>
    /// The next instruction.
    var place = 0
    /// Who called; nil where native code did.
    var caller: Frame?
    /// Where the caller wants the result.
    var destination = Operand.none
    /// The object that a call of `__init__` makes.
    var constructed: Value = .undefined
    /// Whether it gave a value and waits to go on.
    var isSuspended = false
    /// Where a resumed frame finds what it is sent.
    var inbox = Operand.none
    private let ownsRegisters: Bool
    private var hasEnded = false

    /// - Parameter registers: room for the registers; the frame makes its own if nil
    init(_ code: Code, registers: UnsafeMutablePointer<Value>?) {
        self.code = code
        ownsRegisters = registers == nil
        self.registers = registers ?? .allocate(capacity: code.registerCount)
        self.registers.initialize(repeating: .undefined, count: code.registerCount)
    }

    deinit { end() }

    /// Lets go of the registers.
    func end() {
        guard !hasEnded else { return }
        hasEnded = true
        registers.deinitialize(count: code.registerCount)
        if ownsRegisters { registers.deallocate() }
    }

    /// The values of the registers, which have none afterwards.
    func takeRegisters() -> [Value] {
        guard !hasEnded else { return [] }
        let count = code.registerCount
        let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
            buffer.baseAddress?.moveInitialize(from: registers, count: count)
            filled = count
        }
        registers.initialize(repeating: .undefined, count: count)
        return values
    }
}
