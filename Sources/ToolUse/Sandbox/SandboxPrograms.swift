import Foundation
import Glibc

/// The programs of the system that the sandbox is made of.
struct SandboxPrograms: Sendable, Equatable {
    /// bubblewrap.
    let bubblewrap: String
    /// A Python 3 below /usr: the real file, not a link or a shim.
    let python: String
    /// Sets limits, then becomes the program behind it (util-linux).
    let prlimit: String
    /// Gives up root, then becomes the program behind it (util-linux); nil where we are not root.
    let setpriv: String?

    /// Finds them.
    ///
    /// - Throws: `SandboxError.layer(.programs, …)` naming the one that is missing.
    static func find() throws(SandboxError) -> SandboxPrograms {
        SandboxPrograms(
            bubblewrap: try need("bwrap"), python: try findPython(), prlimit: try need("prlimit"),
            setpriv: geteuid() == 0 ? try need("setpriv") : nil)
    }

    private static let folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin"]

    private static func need(_ name: String) throws(SandboxError) -> String {
        for folder in folders where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        throw .layer(.programs, reason: "\(name) is not installed in \(folders.joined(separator: ", "))")
    }

    /// Only a Python of the system: one in a home folder would have to be shown with what lies beside it.
    private static func findPython() throws(SandboxError) -> String {
        for folder in ["/usr/bin", "/usr/local/bin"] {
            guard let resolved = realpath("\(folder)/python3", nil) else { continue }
            defer { free(resolved) }
            let path = String(cString: resolved)
            if path.hasPrefix("/usr/"), access(path, X_OK) == 0 { return path }
        }
        throw .layer(.programs, reason: "there is no python3 in /usr/bin or /usr/local/bin")
    }
}
