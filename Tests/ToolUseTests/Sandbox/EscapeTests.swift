import Foundation
import Glibc
import Testing
import ToolUse

extension SandboxTests {
    /// Attacks of which none may succeed, each against a host that is looked at afterwards.
    @Suite(.serialized) struct Escapes {
        static let attacks = Attack.files + Attack.system + Attack.channels

        /// Runs an attack; it must have been tried and have got nothing.
        private func expectFailure(of attack: Attack, on host: Host) async throws {
            let runner = try SandboxRunner(untried: SandboxTests.tight)
            let outcome = await runner.run(attack.program(host, process: getpid()))
            #expect(outcome.output.hasPrefix("begun\n"), "\(attack.name): \(outcome)")
            #expect(!outcome.output.contains("ESCAPED"), "\(attack.name): \(outcome)")
            #expect(!outcome.output.contains(host.token) && outcome.error?.contains(host.token) != true)
            #expect(outcome.seconds < 8)
            if let ending = attack.ending {
                #expect(outcome.ending == ending, "\(attack.name): \(outcome)")
            } else {
                #expect([.finished, .failed, .timedOut, .outOfMemory].contains(outcome.ending), "\(outcome)")
            }
        }

        @Test(arguments: attacks.filter { $0.ending != .timedOut })
        func fails(_ attack: Attack) async throws {
            let host = try Host()
            try await expectFailure(of: attack, on: host)
            #expect(await host.changes() == [])
        }

        @Test func noneOutlivesItsTime() async throws {
            let host = try Host()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for attack in Self.attacks where attack.ending == .timedOut {
                    group.addTask { try await expectFailure(of: attack, on: host) }
                }
                try await group.waitForAll()
            }
            #expect(await host.changes() == [])
        }

        @Test func thereAreManyAttacks() {
            #expect(Self.attacks.count >= 30 && Set(Self.attacks.map(\.name)).count == Self.attacks.count)
        }
    }
}
