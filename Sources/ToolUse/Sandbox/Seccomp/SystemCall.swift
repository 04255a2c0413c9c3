/// A system call by its numbers on the two machines that we know; nil where a machine does not have it.
package struct SystemCall: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// Its number on x86-64.
    package let x86: UInt32?
    /// Its number on 64-bit ARM.
    package let arm: UInt32?

    init(_ name: String, _ x86: UInt32?, _ arm: UInt32?) {
        self.name = name
        self.x86 = x86
        self.arm = arm
    }

    /// Its number on this machine.
    package var number: UInt32? {
        #if arch(x86_64)
            x86
        #elseif arch(arm64)
            arm
        #else
            nil
        #endif
    }
}
