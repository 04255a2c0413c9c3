import Glibc
import Testing
import ToolUse

/// The filter's verdicts, read by a machine as plain as the kernel's.
struct SeccompFilterTests {
    #if arch(x86_64)
        private let machine: UInt32 = 0xC000_003E
    #else
        private let machine: UInt32 = 0xC000_00B7
    #endif

    /// Runs the filter on a call.
    private func verdict(_ number: UInt32, _ arguments: [UInt64] = [], machine: UInt32? = nil) throws -> UInt32 {
        let given = (arguments + [UInt64](repeating: 0, count: 6)).prefix(6)
        let words: [UInt32] =
            [number, machine ?? self.machine, 0, 0]
            + given.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
        let program = try SeccompFilter().instructions
        var accumulator: UInt32 = 0
        var place = 0
        while true {
            let instruction = try #require(program.indices.contains(place) ? program[place] : nil)
            place += 1
            switch instruction.code {
            case 0x20:
                accumulator = try #require(
                    words.indices.contains(Int(instruction.operand / 4)) ? words[Int(instruction.operand / 4)] : nil)
            case 0x54: accumulator &= instruction.operand
            case 0x15: place += Int(accumulator == instruction.operand ? instruction.whenTrue : instruction.whenFalse)
            case 0x35: place += Int(accumulator >= instruction.operand ? instruction.whenTrue : instruction.whenFalse)
            case 0x06: return instruction.operand
            default: Issue.record("an instruction that the filter should not have: \(instruction)")
            }
        }
    }

    private let allow: UInt32 = 0x7FFF_0000
    private let kill: UInt32 = 0x8000_0000
    private func fail(_ error: Int32) -> UInt32 { 0x0005_0000 | UInt32(error) }

    private func number(_ call: SystemCall) throws -> UInt32 { try #require(call.number) }

    @Test func listsAreKept() throws {
        for call in SystemCall.allowed { if let number = call.number { #expect(try verdict(number) == allow) } }
        for call in SystemCall.forbidden { if let number = call.number { #expect(try verdict(number) == fail(EPERM)) } }
        for call in SystemCall.unlisted { if let number = call.number { #expect(try verdict(number) == fail(ENOSYS)) } }
        #expect(try verdict(9999) == fail(ENOSYS))
    }

    @Test func listsDoNotOverlap() {
        for numbers in [
            (SystemCall.allowed + SystemCall.forbidden + SystemCall.unlisted).compactMap(\.x86),
            (SystemCall.allowed + SystemCall.forbidden + SystemCall.unlisted).compactMap(\.arm),
        ] {
            #expect(Set(numbers).count == numbers.count)
        }
    }

    @Test func otherInstructionSetsAreKilled() throws {
        #expect(try verdict(0, machine: 0x4000_0003) == kill)
        #expect(try verdict(0x4000_0000 | 39) == kill)
        #expect(try verdict(.max) == kill)
    }

    @Test func onlyThreadsAreCloned() throws {
        let clone = try number(.clone)
        let thread: UInt64 = 0x3D_0F00
        #expect(try verdict(clone, [thread]) == allow)
        #expect(try verdict(clone, [17]) == fail(EPERM))
        for space: UInt64 in [
            0x0002_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000,
        ] {
            #expect(try verdict(clone, [thread | space]) == fail(EPERM))
            #expect(try verdict(clone, [17 | space]) == fail(EPERM))
        }
    }

    @Test func onlyConnectedPairsOfSocketsAreMade() throws {
        #expect(try verdict(number(.socketpair), [1, 1]) == allow)
        #expect(try verdict(number(.socketpair), [2, 1]) == fail(EPERM))
        #expect(try verdict(number(.sendto), [3, 0x7FFF_0000_0000, 5, 0, 0, 0]) == allow)
        #expect(try verdict(number(.sendto), [3, 0, 5, 0, 0x1000, 16]) == fail(EPERM))
        #expect(try verdict(number(.sendto), [3, 0, 5, 0, 0x7FFF_0000_0000, 16]) == fail(EPERM))
    }

    @Test func terminalsAreNotWrittenTo() throws {
        let ioctl = try number(.ioctl)
        for request: UInt64 in [0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451] {
            #expect(try verdict(ioctl, [0, request]) == allow)
        }
        for request: UInt64 in [0x5412, 0x541C, 0x540E, 0x5423, 0, .max] {
            #expect(try verdict(ioctl, [0, request]) == fail(ENOTTY))
        }
        #expect(try verdict(number(.prctl), [15]) == allow)
        #expect(try verdict(number(.prctl), [22]) == fail(EPERM))
    }

    @Test func theKernelCanReadIt() throws {
        let filter = try SeccompFilter()
        #expect(filter.bytes.count == 8 * filter.instructions.count && filter.instructions.count < 4096)
    }
}
