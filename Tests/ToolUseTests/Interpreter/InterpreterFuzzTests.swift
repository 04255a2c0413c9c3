import Foundation
import Testing
import ToolUse

/// Anything at all as a program, with small budgets: no trap, no hang. `SWIFTLET_FUZZ_SECONDS` makes it last so long instead of half
/// a second.
struct InterpreterFuzzTests {
    private static let seconds = ProcessInfo.processInfo.environment["SWIFTLET_FUZZ_SECONDS"].flatMap(Double.init)
    private static let limits = ExecutionLimits(
        steps: 100_000, memory: 8 << 20, outputCharacters: 2000, recursionDepth: 200)

    /// Random bytes, words of the language in any order, and programs with changes.
    @Test(.timeLimit(.minutes(60))) func anythingIsRunOrRefused() {
        let end = Date(timeIntervalSinceNow: Self.seconds ?? 0.5)
        let base = Self.seconds == nil ? 1 : UInt64(end.timeIntervalSince1970)
        var endings: [String: Int] = [:]
        var index: UInt64 = 0
        var longest = (seconds: 0.0, source: "")
        repeat {
            var mutator = ProgramMutator(seed: base &* 1_000_003 &+ index)
            let source = mutator.program()
            Self.note(source)
            let start = Date()
            let result = Interpreter(limits: Self.limits).run(source)
            let seconds = Date().timeIntervalSince(start)
            if seconds > longest.seconds { longest = (seconds, source) }
            endings[result.ending.rawValue, default: 0] += 1
            if result.output.unicodeScalars.count > Self.limits.outputCharacters || result.stepsUsed > Self.limits.steps
                || (result.error == nil) != (result.ending == .finished)
            {
                Issue.record("\(result) of \(source)")
            }
            index += 1
        } while Date() < end
        // A tenth of a second is what these steps take at most; the machine may be busy.
        #expect(longest.seconds < 20, "\(longest.source)")
        #expect(index > 0)
        guard Self.seconds != nil else { return }
        print("interpreter: \(index) programs, the longest \(longest.seconds) s, endings \(endings)")
        print("peak of memory: \(Self.peak)")
        print("longest:\n\(longest.source.prefix(2000))")
    }

    /// Keeps the program, in long runs, where a trap does not take it along.
    private static func note(_ source: String) {
        guard seconds != nil else { return }
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("swiftlet-fuzzed-program.py")
        try? source.write(to: place, atomically: false, encoding: .utf8)
    }

    private static var peak: String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map(String.init) ?? "unknown"
    }
}
