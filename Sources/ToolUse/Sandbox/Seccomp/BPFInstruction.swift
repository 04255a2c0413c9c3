/// An instruction of the classic Berkeley packet filter, as the kernel reads it: 8 bytes.
package struct BPFInstruction: Sendable, Equatable {
    /// The operation.
    package let code: UInt16
    /// How many instructions to skip if a comparison holds.
    package var whenTrue: UInt8 = 0
    /// How many instructions to skip if it does not.
    package var whenFalse: UInt8 = 0
    /// The operand.
    package let operand: UInt32

    /// Loads the 32-bit word at a byte offset of the call's data.
    static func load(_ offset: UInt32) -> BPFInstruction { BPFInstruction(code: 0x20, operand: offset) }

    /// Keeps the bits of a mask.
    static func and(_ mask: UInt32) -> BPFInstruction { BPFInstruction(code: 0x54, operand: mask) }

    /// Compares for equality.
    static func equal(_ value: UInt32, skipIfTrue: UInt8, skipIfFalse: UInt8) -> BPFInstruction {
        BPFInstruction(code: 0x15, whenTrue: skipIfTrue, whenFalse: skipIfFalse, operand: value)
    }

    /// Compares for greater or equal, without a sign.
    static func atLeast(_ value: UInt32, skipIfTrue: UInt8, skipIfFalse: UInt8) -> BPFInstruction {
        BPFInstruction(code: 0x35, whenTrue: skipIfTrue, whenFalse: skipIfFalse, operand: value)
    }

    /// Ends the filter with a verdict.
    package static func verdict(_ verdict: SeccompFilter.Verdict) -> BPFInstruction {
        BPFInstruction(code: 0x06, operand: verdict.value)
    }

    /// Its bytes in the order of this machine.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: code) { Array($0) } + [whenTrue, whenFalse] + withUnsafeBytes(of: operand) { Array($0) }
    }
}
