import Foundation
import Glibc

/// Real Python in a sandbox of many layers: bubblewrap's namespaces, a filter of system calls, limits, a supervisor.
///
/// Every run is a fresh one: nothing is kept between runs. `prepare` tries each layer once by attacking it and refuses if
/// one does not hold. Nothing waits on the cooperative pool.
///
/// ```swift
/// let runner = try await SandboxRunner.prepare()
/// let outcome = await runner.run("print(2 ** 100)")
/// ```
public struct SandboxRunner: CodeRunner {
    /// What a program may use.
    public let limits: SandboxLimits
    private let command: [String]
    private let filter: [UInt8]
    private let gate: ConcurrencyGate

    public var name: String { "python3 in a sandbox" }

    /// A runner whose layers have all been tried.
    ///
    /// - Parameter concurrency: how many programs may run at the same time; others wait for their turn.
    /// - Throws: `SandboxError` naming the layer that cannot be set up or does not hold, and what to do.
    public static func prepare(limits: SandboxLimits = SandboxLimits(), concurrency: Int = 2) async throws
        -> SandboxRunner
    {
        let report = await SandboxProbe.report()
        if let refusal = report.refusal { throw refusal }
        return try SandboxRunner(untried: limits, concurrency: concurrency)
    }

    /// A runner whose layers nobody has tried: for the probe itself.
    ///
    /// - Parameter alter: changes the command and the filter, so that tests can take a layer away.
    package init(
        untried limits: SandboxLimits, concurrency: Int = 1,
        alter: (inout [String], inout [UInt8]) -> Void = { _, _ in }
    ) throws(SandboxError) {
        self.limits = limits.sane
        var command = SandboxCommand(programs: try SandboxPrograms.find(), limits: limits.sane).words
        var filter = try SeccompFilter().bytes
        alter(&command, &filter)
        self.command = command
        self.filter = filter
        gate = ConcurrencyGate(limit: concurrency)
    }

    public func run(_ source: String) async -> CodeOutcome {
        guard source.utf8.count <= limits.sourceBytes else {
            return .refused("the program is longer than \(limits.sourceBytes) bytes")
        }
        do {
            return outcome(of: try await end(of: source))
        } catch is CancellationError {
            return CodeOutcome(output: "", error: "the run was cancelled", ending: .cancelled)
        } catch {
            return .refused("\(error)")
        }
    }

    /// Runs a program and tells how it ended.
    func end(of source: String) async throws -> SandboxEnd {
        try await gate.enter()
        defer { gate.leave() }
        try Task.checkCancellation()
        let (cancelled, cancel) = try Descriptor.pipe()
        let supervisor = SandboxSupervisor(
            command: command, limits: limits, program: try .memory(source.utf8, name: "program"),
            filter: try .memory(filter, name: "filter"), cancellation: cancelled)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        with: Result { () throws(SandboxError) in try supervisor.run() }.mapError { $0 })
                }
            }
        } onCancel: {
            _ = withUnsafeBytes(of: UInt8(1)) { write(cancel.number, $0.baseAddress, 1) }
        }
    }

    private func outcome(of end: SandboxEnd) -> CodeOutcome {
        var outcome = CodeOutcome(
            output: end.output.text, error: nil, ending: .finished, outputIsCut: end.output.isCut, seconds: end.seconds)
        let trace = end.error.text.trimmingCharacters(in: .whitespacesAndNewlines)
        func close(_ ending: CodeOutcome.Ending, _ error: String) {
            outcome.ending = ending
            outcome.error = error
        }
        switch (end.reason, end.exitCode) {
        case (.wallClock, _): close(.timedOut, "stopped after \(limits.wallSeconds) seconds")
        case (.output, _): close(.tooMuchOutput, "stopped: more than \(16 * limits.outputBytes) bytes of output")
        case (.temporaryFiles, _): close(.tooMuchStorage, "stopped: more than \(limits.files) temporary files")
        case (.cancelled, _): close(.cancelled, "the run was cancelled")
        case (nil, 0): break
        case (nil, nil): close(.refused, trace.isEmpty ? "the sandbox did not start" : trace)
        // Signals 9 and 24: the hard and the soft limit of processor time.
        case (nil, 137), (nil, 152):
            close(.timedOut, "stopped after \(limits.processorSeconds) seconds of processor time")
        case (nil, let code?):
            let isMemory = trace.hasSuffix("MemoryError") || trace.contains("can't allocate")
            close(isMemory ? .outOfMemory : .failed, trace.isEmpty ? "exit code \(code)" : trace)
        }
        return outcome
    }
}
