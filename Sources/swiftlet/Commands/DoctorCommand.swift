import ArgumentParser
import Foundation
import Tensors

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
        let sandbox = Self.hasProgram("bwrap")
        table.add([
            "sandbox", sandbox ? "bubblewrap" : "none",
            sandbox ? "" : "for running code later: apt-get install bubblewrap",
        ])
        let gpu = FileManager.default.fileExists(atPath: "/dev/nvidia0")
        table.add(["GPU", gpu ? "NVIDIA" : "none", "this version computes on the processor"])
        Terminal.shared.print(table.text)
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

    private static func hasProgram(_ name: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }
}
