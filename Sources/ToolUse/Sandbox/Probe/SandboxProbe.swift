import Artifacts
import Foundation

/// Attacks the sandbox once, a layer after the other, and tells which layers hold.
public enum SandboxProbe {
    /// Makes a runner of given limits whose layers nobody has tried.
    package typealias Maker = @Sendable (SandboxLimits) throws -> SandboxRunner

    private static let first = Task { await attack() }

    /// The report of this process's first probe; it takes about a second the first time.
    public static func report() async -> SandboxReport { await first.value }

    /// Attacks now.
    package static func attack(_ make: @escaping Maker = { try SandboxRunner(untried: $0) }) async -> SandboxReport {
        let start = SandboxSupervisor.now
        var found: [SandboxLayer: SandboxReport.State] = [:]
        var python: String?
        do {
            async let end = attackFromInside(make)
            async let limits = attackLimits(make)
            (found, python) = try await end
            // What Python could not even start for says nothing about the limits.
            for (layer, state) in try await limits { found[layer] = state }
            found[.programs] = .holds
        } catch let error as SandboxError {
            found = [error.layer: .fails(reason: error.reason)]
        } catch {
            found = [.programs: .fails(reason: "\(error)")]
        }
        return SandboxReport(
            entries: SandboxLayer.allCases.map { .init(layer: $0, state: found[$0] ?? .untried) }, python: python,
            seconds: SandboxSupervisor.now - start)
    }

    private struct Findings: Decodable {
        let python: String
        let worked: [String: [String]]
    }

    /// The layers that one program can try.
    package static func attackFromInside(_ make: Maker) async throws -> ([SandboxLayer: SandboxReport.State], String) {
        let limits = SandboxLimits()
        let end = try await make(limits).end(of: AttackProgram.source(limits: limits))
        guard end.exitCode == 0, let line = end.output.text.split(separator: "\n").last,
            let findings = try? ForeignJSONDecoder().decode(Findings.self, from: Data(line.utf8))
        else { throw whyNothingRan(end) }
        var states: [SandboxLayer: SandboxReport.State] = [:]
        for (name, worked) in findings.worked {
            guard let layer = SandboxLayer(rawValue: name) else { continue }
            states[layer] = worked.isEmpty ? .holds : .fails(reason: worked.joined(separator: "; "))
        }
        return (states, findings.python)
    }

    /// The layers that show by what becomes of a program that respects nothing.
    private static func attackLimits(_ make: @escaping Maker) async throws -> [SandboxLayer: SandboxReport.State] {
        let limits = SandboxLimits(wallSeconds: 10, processorSeconds: 1)
        let short = SandboxLimits(wallSeconds: 0.3, processorSeconds: 1)
        @Sendable func run(_ source: String, _ limits: SandboxLimits) async throws -> SandboxEnd {
            try await make(limits).end(of: source)
        }
        async let sleeping = run(
            "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)", short)
        async let spinning = run("while True: pass", limits)
        async let printing = run("while True: print('x' * 4096)", limits)
        async let hoarding = run(
            """
            import itertools
            for number in itertools.count():
                try:
                    open("/tmp/%d" % number, "w").close()
                except OSError:
                    pass
            """, limits)
        async let filling = run(
            """
            try:
                for number in range(64):
                    with open("/tmp/%d" % number, "wb") as file:
                        file.write(bytes(\(limits.fileBytes / 8)))
                print("filled")
            except OSError:
                print("full")
            """, limits)
        func state(_ holds: Bool, _ end: SandboxEnd) -> SandboxReport.State {
            holds
                ? .holds
                : .fails(reason: "a program got past it (exit code \(end.exitCode.map(String.init) ?? "none"))")
        }
        let (slept, spun, printed, hoarded, filled) = try await (sleeping, spinning, printing, hoarding, filling)
        return [
            .wallClock: state(slept.reason == .wallClock && slept.seconds < 5, slept),
            .processorTime: state(spun.exitCode == 152 || spun.exitCode == 137, spun),
            .output: state(printed.reason == .output && printed.output.bytes.count <= limits.outputBytes, printed),
            .temporaryFiles: state(hoarded.reason == .temporaryFiles && filled.output.text == "full\n", hoarded),
        ]
    }

    /// bubblewrap's or Python's complaint as an error of the layer that it is about.
    private static func whyNothingRan(_ end: SandboxEnd) -> SandboxError {
        let complaint = end.error.text.split(separator: "\n").suffix(2).joined(separator: " ")
        let reason = complaint.isEmpty ? "it ended without a word" : complaint
        if complaint.contains("Unknown option") { return .layer(.programs, reason: reason) }
        if complaint.contains("eccomp") { return .layer(.systemCalls, reason: reason) }
        if complaint.contains("prlimit") { return .layer(.resources, reason: reason) }
        if complaint.contains("namespace") || complaint.contains("setpriv") || complaint.contains("uid map") {
            return .layer(.identity, reason: reason)
        }
        return .layer(end.hasStarted ? .programs : .files, reason: reason)
    }
}
