/// A system call by its numbers on the two machines that we know; nil where a machine does not have it.
struct SystemCall: Sendable, Equatable {
    /// Its name.
    let name: String
    /// Its number on x86-64.
    let x86: UInt32?
    /// Its number on 64-bit ARM.
    let arm: UInt32?

    init(_ name: String, _ x86: UInt32?, _ arm: UInt32?) {
        self.name = name
        self.x86 = x86
        self.arm = arm
    }

    /// Its number on this machine.
    var number: UInt32? {
        #if arch(x86_64)
            x86
        #elseif arch(arm64)
            arm
        #else
            nil
        #endif
    }
}
