import Foundation
import Testing
import ToolUse

/// The sandbox with real bubblewrap and Python; skipped where they are missing or namespaces are forbidden.
@Suite(
    .serialized,
    .enabled("bubblewrap, python3 and user namespaces are needed") {
        switch await SandboxProbe.report().refusal?.layer {
        case .programs, .identity: false
        default: true
        }
    })
struct SandboxTests {
    /// Limits under which attacks are over soon.
    static let tight = SandboxLimits(wallSeconds: 1.5, processorSeconds: 1)
}

extension SandboxTests {
    @Suite(.serialized) struct Runs {
        @Test func everyLayerHolds() async throws {
            let report = await SandboxProbe.report()
            #expect(report.isActive, "\(report.lines.joined(separator: "\n"))")
            #expect(report.python?.hasPrefix("3.") == true)
            #expect(report.lines.count == SandboxLayer.allCases.count + 1)
            _ = try await SandboxRunner.prepare()
        }

        @Test func programsComputeAndPrint() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits())
            let outcome = await runner.run(
                """
                import asyncio, collections, dataclasses, datetime, decimal, fractions, functools, heapq, itertools
                import json, math, random, re, statistics, string, tempfile, threading, concurrent.futures
                async def late():
                    await asyncio.sleep(0.01)
                    return 42
                with tempfile.NamedTemporaryFile("w+") as file:
                    file.write("kept"); file.flush(); file.seek(0); text = file.read()
                with concurrent.futures.ThreadPoolExecutor(4) as pool:
                    squares = list(pool.map(lambda x: x * x, range(5)))
                print(2 ** 100, math.sqrt(16), asyncio.run(late()), text, squares, "größer — 数")
                """)
            #expect(outcome.output == "1267650600228229401496703205376 4.0 42 kept [0, 1, 4, 9, 16] größer — 数\n")
            #expect(outcome.ending == .finished && outcome.error == nil && outcome.seconds > 0)
        }

        @Test func errorsAreToldAsPythonTellsThem() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits())
            let failed = await runner.run("print('before')\nprint(1 / 0)")
            #expect(failed.output == "before\n" && failed.ending == .failed)
            #expect(failed.error?.hasSuffix("ZeroDivisionError: division by zero") == true)
            #expect(failed.error?.contains("line 2") == true)
            #expect(await runner.run("print(").error?.contains("SyntaxError") == true)
            #expect(await runner.run("import sys; sys.exit(7)").error == "exit code 7")
            #expect(await runner.run("x = bytearray(1 << 40)").ending == .outOfMemory)
            #expect(await runner.run("").ending == .finished)
        }

        @Test func runsKnowNothingOfEachOther() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits())
            _ = await runner.run("open('/tmp/left', 'w').write('x')")
            #expect(await runner.run("import os; print(os.listdir('/tmp'))").output == "[]\n")
        }

        @Test func tooLongProgramsAreRefused() async throws {
            var limits = SandboxLimits()
            limits.sourceBytes = 10
            let outcome = await (try SandboxRunner(untried: limits)).run("print('too long')")
            #expect(outcome.ending == .refused)
        }

        @Test func longProgramsArrive() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits())
            let source = "total = 0\n" + String(repeating: "total += 1\n", count: 60_000) + "print(total)"
            #expect(await runner.run(source).output == "60000\n")
        }

        @Test func outputIsCutButReadToItsEnd() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits())
            let outcome = await runner.run(
                "print('x' * 100000)\nimport sys; print('e' * 100000 + 'END', file=sys.stderr)")
            #expect(outcome.ending == .finished && outcome.outputIsCut)
            #expect(outcome.output == String(repeating: "x", count: 64 << 10))
        }

        @Test func cancellingEndsARunAtOnce() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits())
            let start = ContinuousClock.now
            let task = Task { await runner.run("import time; time.sleep(60)") }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            #expect(await task.value.ending == .cancelled)
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(await Host.hasNoSandbox())
        }

        @Test func waitingForATurnCanBeCancelled() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits(), concurrency: 1)
            let first = Task { await runner.run("import time; time.sleep(0.4); print('first')") }
            try await Task.sleep(for: .milliseconds(100))
            let second = Task { await runner.run("print('second')") }
            let third = Task { await runner.run("print('third')") }
            second.cancel()
            #expect(await second.value.ending == .cancelled)
            #expect(await first.value.output == "first\n")
            #expect(await third.value.output == "third\n")
        }

        @Test func nothingIsLeftAfterFiftyRuns() async throws {
            let runner = try SandboxRunner(untried: SandboxLimits(), concurrency: 4)
            _ = await runner.run("print(0)")
            let before = Host.descriptors()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let outcome = await runner.run("print(\(number))")
                        #expect(outcome.output == "\(number)\n")
                    }
                }
            }
            // Other tests run programs meanwhile, whose descriptors come and go.
            func left() -> [String] { Host.descriptors().filter { $0.contains("memfd:") } }
            for _ in 0..<200 where !left().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
            #expect(left().isEmpty)
            let after = Host.descriptors()
            // Other tests open and close descriptors meanwhile; a leak would be at least one a run.
            #expect(after.count < before.count + 40)
            #expect(await Host.hasNoSandbox())
        }
    }

    /// The probe must notice what is missing, or it proves nothing.
    @Suite(.serialized) struct Probes {
        private func failing(_ alter: @escaping @Sendable (inout [String], inout [UInt8]) -> Void) async throws
            -> Set<SandboxLayer>
        {
            let (states, _) = try await SandboxProbe.attackFromInside {
                try SandboxRunner(untried: $0, alter: alter)
            }
            return Set(states.filter { $0.value != .holds }.keys)
        }

        @Test func aWholeSandboxHasNoFailingLayer() async throws {
            #expect(try await failing { _, _ in } == [])
        }

        @Test func aMissingFilterIsNoticed() async throws {
            let found = try await failing { _, filter in filter = BPFInstruction.verdict(.allow).bytes }
            #expect(found.isSuperset(of: [.systemCalls, .network, .processes]))
        }

        @Test(arguments: [
            (["--unshare-pid"], SandboxLayer.processes), (["--unshare-uts", "--hostname", "sandbox"], .communication),
            (["--remount-ro", "/"], .files),
        ])
        func aMissingOptionIsNoticed(option: [String], layer: SandboxLayer) async throws {
            let found = try await failing { words, _ in
                guard let place = words.indices.last(where: { Array(words[$0...].prefix(option.count)) == option })
                else {
                    words.removeAll { option.contains($0) }
                    return
                }
                words.removeSubrange(place..<(place + option.count))
            }
            #expect(found.contains(layer))
        }

        @Test(arguments: ["--as=", "--fsize=", "--nofile=", "--nproc="])
        func aMissingLimitIsNoticed(limit: String) async throws {
            #expect(try await failing { words, _ in words.removeAll { $0.hasPrefix(limit) } } == [.resources])
        }

        @Test func moreThanIsNeededIsNoticed() async throws {
            func with(_ added: [String]) async throws -> Set<SandboxLayer> {
                try await failing { words, _ in
                    guard let place = words.lastIndex(of: "--remount-ro") else { return }
                    words.insert(contentsOf: added, at: place)
                }
            }
            #expect(try await with(["--ro-bind", "/etc", "/etc"]).contains(.files))
            #expect(try await with(["--setenv", "TOKEN", "secret"]) == [.inheritance])
            #expect(try await with(["--dev-bind", "/dev", "/dev"]).contains(.files))
        }

        @Test func missingProgramsAreARefusalWithANextStep() async throws {
            let report = await SandboxProbe.attack { _ in throw SandboxError.layer(.programs, reason: "no bwrap") }
            #expect(!report.isActive && report.refusal == .layer(.programs, reason: "no bwrap"))
            #expect(report.refusal?.description.contains("apt-get install bubblewrap") == true)
        }

        @Test func aSandboxThatDoesNotStartIsARefusal() async throws {
            let report = await SandboxProbe.attack { limits in
                try SandboxRunner(untried: limits) { words, _ in
                    if let place = words.firstIndex(of: "--unshare-user") { words[place] = "--no-such-option" }
                }
            }
            #expect(report.refusal?.layer == .programs && !report.isActive)
        }
    }
}
