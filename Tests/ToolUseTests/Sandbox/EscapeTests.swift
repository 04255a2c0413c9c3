import Foundation
import Glibc
import Testing

@testable import ToolUse

extension SandboxTests {
    /// Attacks of which none may succeed, each against a host that is looked at afterwards.
    @Suite(.serialized) struct Escapes {
        @Test(arguments: Attack.files + Attack.system + Attack.channels)
        func fails(_ attack: Attack) async throws {
            let host = try Host()
            let runner = try SandboxRunner(untried: SandboxTests.tight)
            let outcome = await runner.run(attack.program(host, process: getpid()))
            // It was really tried, and got nothing.
            #expect(outcome.output.hasPrefix("begun\n"), "\(outcome)")
            #expect(!outcome.output.contains("ESCAPED"), "\(outcome)")
            #expect(!outcome.output.contains(host.token) && outcome.error?.contains(host.token) != true)
            #expect(outcome.seconds < 8)
            if let ending = attack.ending {
                #expect(outcome.ending == ending, "\(outcome)")
            } else {
                #expect([.finished, .failed, .timedOut, .outOfMemory].contains(outcome.ending), "\(outcome)")
            }
            #expect(await host.changes() == [])
        }

        @Test func thereAreManyAttacks() {
            let names = (Attack.files + Attack.system + Attack.channels).map(\.name)
            #expect(names.count >= 30 && Set(names).count == names.count)
        }
    }
}
