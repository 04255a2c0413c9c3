import Glibc

/// The filter that the kernel asks before each system call: an allow-list.
///
/// A foreign instruction set ends the program. What is on no list "does not exist" (ENOSYS), so that the C library falls
/// back from new calls to old ones. New processes are refused, threads are not; sockets are refused but for a connected
/// pair within the process.
package struct SeccompFilter: Sendable {
    /// What becomes of a call.
    package enum Verdict: Sendable, Equatable {
        /// The whole program is killed.
        case kill
        /// The call fails with a number of `errno`.
        case fail(Int32)
        /// The call is made.
        case allow

        /// The kernel's number: SECCOMP_RET_KILL_PROCESS, _ERRNO with data, _ALLOW.
        var value: UInt32 {
            switch self {
            case .kill: 0x8000_0000
            case .fail(let error): 0x0005_0000 | UInt32(truncatingIfNeeded: error) & 0xFFFF
            case .allow: 0x7FFF_0000
            }
        }
    }

    /// The instructions.
    package let instructions: [BPFInstruction]

    /// The filter for this machine.
    ///
    /// - Throws: `SandboxError.layer(.systemCalls, …)` on a machine whose calls we have no numbers of.
    package init() throws(SandboxError) {
        #if arch(x86_64)
            let machine: UInt32 = 0xC000_003E
        #elseif arch(arm64)
            let machine: UInt32 = 0xC000_00B7
        #else
            throw .layer(.systemCalls, reason: "there is no list of system calls for this processor")
        #endif
        var program: [BPFInstruction] = [
            .load(Self.machineOffset), .equal(machine, skipIfTrue: 1, skipIfFalse: 0), .verdict(.kill),
            .load(Self.numberOffset),
            // The x32 calls of x86-64: the same work under other numbers.
            .atLeast(0x4000_0000, skipIfTrue: 0, skipIfFalse: 1), .verdict(.kill),
        ]
        for call in SystemCall.allowed { program += Self.rule(call, [.verdict(.allow)]) }
        for call in SystemCall.forbidden { program += Self.rule(call, [.verdict(.fail(EPERM))]) }
        program += Self.rule(.clone, Self.threadsOnly)
        program += Self.rule(.socketpair, Self.argument(0, isOneOf: [UInt32(AF_UNIX)], else: EPERM))
        program += Self.rule(.sendto, Self.withoutAddress)
        program += Self.rule(.prctl, Self.argument(0, isOneOf: Self.processControls, else: EPERM))
        program += Self.rule(.ioctl, Self.argument(1, isOneOf: Self.deviceControls, else: ENOTTY))
        instructions = program + [.verdict(.fail(ENOSYS))]
    }

    /// The bytes that bubblewrap hands to the kernel.
    package var bytes: [UInt8] { instructions.flatMap(\.bytes) }

    // Places in the kernel's `struct seccomp_data`; arguments are 64 bits wide and the low half comes first.
    private static let numberOffset: UInt32 = 0
    private static let machineOffset: UInt32 = 4
    private static func low(_ argument: UInt32) -> UInt32 { 16 + 8 * argument }

    /// PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS, PR_SET_VMA.
    private static let processControls: [UInt32] = [15, 16, 3, 21, 23, 39, 0x5356_4D41]
    /// TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: none that writes to a terminal.
    private static let deviceControls: [UInt32] = [0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451]

    /// Code that is run if the call is `call`; it must end in a verdict.
    private static func rule(_ call: SystemCall, _ body: [BPFInstruction]) -> [BPFInstruction] {
        guard let number = call.number, let length = UInt8(exactly: body.count) else { return [] }
        return [.equal(number, skipIfTrue: 0, skipIfFalse: length)] + body
    }

    private static func argument(_ index: UInt32, isOneOf values: [UInt32], else error: Int32) -> [BPFInstruction] {
        let tests = values.indices.map { place in
            // Behind the last test stands the refusal, behind it the permission.
            BPFInstruction.equal(values[place], skipIfTrue: UInt8(values.count - place), skipIfFalse: 0)
        }
        return [.load(low(index))] + tests + [.verdict(.fail(error)), .verdict(.allow)]
    }

    /// CLONE_THREAD is set, and none of the flags for new namespaces.
    private static let threadsOnly: [BPFInstruction] = [
        .load(low(0)), .and(0x7E03_0000), .equal(0x0001_0000, skipIfTrue: 1, skipIfFalse: 0), .verdict(.fail(EPERM)),
        .verdict(.allow),
    ]

    /// The address of the receiver is null: the other end of the pair.
    private static let withoutAddress: [BPFInstruction] = [
        .load(low(4)), .equal(0, skipIfTrue: 0, skipIfFalse: 2), .load(low(4) + 4),
        .equal(0, skipIfTrue: 1, skipIfFalse: 0), .verdict(.fail(EPERM)), .verdict(.allow),
    ]
}
