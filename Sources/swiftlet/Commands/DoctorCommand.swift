import ArgumentParser
import Foundation
import Tensors
import ToolUse

/// `swiftlet doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Tell what this machine has, and what is missing.",
        discussion: "Example: swiftlet doctor")

    func run() async throws {
        var table = TextTable(["what", "found", "remark"])
        table.add(["processor", Self.processor, "\(ProcessInfo.processInfo.activeProcessorCount) cores"])
        table.add([
            "instruction sets", Processor.available.map(\.rawValue).joined(separator: " "),
            "in use: \(Processor.used.rawValue); SWIFTLET_ISA chooses another",
        ])
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1e9
        table.add([
            "memory", String(format: "%.1f GB", memory),
            memory < 3 ? "the tiny recipe wants 3 GB" : "enough for the tiny recipe",
        ])
        for (name, file, package) in [
            ("zlib", "libz.so", "zlib1g-dev"), ("zstd", "libzstd.so", "libzstd-dev"),
            ("libxml2", "libxml2.so", "libxml2-dev"),
            ("CLD2", "libcld2.so", "libcld2-dev"), ("libcrypto", "libcrypto.so", "libssl-dev"),
        ] {
            let found = Self.hasLibrary(file)
            table.add([name, found ? "yes" : "no", found ? "" : "to build: apt-get install \(package)"])
        }
        table.add(["code runner", InterpreterRunner().name, "runs the model's Python, without any files or network"])
        let sandbox = await SandboxProbe.report()
        table.add([
            "sandbox", sandbox.isActive ? "active" : "refused",
            sandbox.isActive ? "--python sandbox runs Python \(sandbox.python ?? "3") in it" : "see the layers below",
        ])
        let gpu = FileManager.default.fileExists(atPath: "/dev/nvidia0")
        table.add(["GPU", gpu ? "NVIDIA" : "none", "this version computes on the processor"])
        Terminal.shared.print(table.text)
        Terminal.shared.print("\nLayers of the sandbox:\n" + sandbox.lines.map { "  \($0)" }.joined(separator: "\n"))
    }

    private static var processor: String {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = info.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
    }

    private static func hasLibrary(_ file: String) -> Bool {
        ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/usr/lib64", "/usr/local/lib"].contains
        { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).contains { $0.hasPrefix(file) }
        }
    }
}
