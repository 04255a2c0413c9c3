/// The three spaces that operands are in.
struct Registers {
    let local: UnsafeMutablePointer<Value>
    let constants: UnsafeMutablePointer<Value>
    let globals: UnsafeMutablePointer<Value>

    init(_ frame: Frame, _ globals: Globals) {
        local = frame.registers
        constants = frame.code.constants
        self.globals = globals.values
    }

    @inline(__always) subscript(raw: Int32) -> UnsafeMutablePointer<Value> {
        let space = raw & 3
        let base = space == 0 ? local : space == 1 ? constants : globals
        return base + Int(raw >> 2)
    }
}
