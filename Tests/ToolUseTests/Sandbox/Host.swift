import Foundation
import Glibc
import SwiftletTesting
import ToolUse

/// What attacks are aimed at, and whether it is still as it was. Everything in it may be read and written by anybody, so
/// that it is the sandbox which keeps attacks out and not the permissions of files.
final class Host: Sendable {
    /// A folder that anybody may write into.
    var folder: URL { scratch.url }
    /// A file with a secret that anybody may read and write.
    let secret: URL
    /// What stands in it.
    let token = "host-secret-\(UInt64.random(in: 0...(.max)))"
    /// A server that counts who calls.
    let server: TinyServer

    private let scratch: ScratchFolder
    private let name = Host.nodeName()
    private let priority = getpriority(__priority_which_t(0), 0)

    init() throws {
        scratch = try ScratchFolder()
        secret = scratch.url.appendingPathComponent("secret")
        try Data(token.utf8).write(to: secret)
        chmod(scratch.url.path, 0o777)
        chmod(secret.path, 0o666)
        server = try TinyServer { _ in .close }
        setenv("SANDBOX_TEST_TOKEN", token, 1)
    }

    /// What has changed since `init`; empty if nothing.
    func changes() async -> [String] {
        var changes: [String] = []
        if (try? String(contentsOf: secret, encoding: .utf8)) != token { changes.append("the secret was changed") }
        if (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) != ["secret"] {
            changes.append("the folder was changed")
        }
        if server.calls > 0 { changes.append("the server was called") }
        if Self.nodeName() != name { changes.append("the host's name was changed") }
        if getpriority(__priority_which_t(0), 0) != priority { changes.append("our priority was changed") }
        if !(await Self.hasNoSandbox()) { changes.append("a process is left") }
        return changes
    }

    /// Whether, within some seconds, no process of a sandbox is left anywhere.
    static func hasNoSandbox() async -> Bool {
        for _ in 0..<60 {
            let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            let left = processes.filter { Int($0) != nil }.filter { process in
                let line = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))) ?? Data()
                return line.range(of: Data(SandboxCommand.programPath.utf8)) != nil
            }
            if left.isEmpty { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// What our open descriptors show.
    static func descriptors() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
    }

    private static func nodeName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
