import Foundation

/// The command line that builds the sandbox around Python.
package struct SandboxCommand {
    /// Descriptors that bubblewrap finds open.
    enum Descriptor {
        /// bubblewrap reports here which process is the sandbox's first and how it ended.
        static let status: Int32 = 3
        /// The program to run is read from here.
        static let program: Int32 = 4
        /// The filter of system calls is read from here.
        static let filter: Int32 = 5
    }

    /// Where the program lies inside.
    package static let programPath = "/program.py"
    /// The user and group inside, and outside if we are root: nobody.
    static let nobody = 65534

    let programs: SandboxPrograms
    let limits: SandboxLimits

    /// The executable and its arguments.
    var words: [String] {
        var words: [String] = []
        if let setpriv = programs.setpriv {
            // A process of root keeps root's files and is exempt from the limit on processes, whatever its namespace.
            words += [
                setpriv, "--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups", "--no-new-privs",
                "--inh-caps=-all", "--bounding-set=-all",
            ]
        }
        words += [programs.bubblewrap] + namespaces + files
        words += ["--json-status-fd", "\(Descriptor.status)", "--seccomp", "\(Descriptor.filter)", "--"]
        words += [programs.prlimit] + ceilings + [programs.python, "-I", "-B", "-u", Self.programPath]
        return words
    }

    private var namespaces: [String] {
        [
            "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--unshare-cgroup-try", "--uid", "\(Self.nobody)", "--gid", "\(Self.nobody)", "--hostname", "sandbox",
            "--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "LANG", "C.UTF-8",
            "--setenv", "HOME", "/tmp",
        ]
    }

    private var files: [String] {
        var words: [String] = []
        // Libraries; of programs only the two that run. The links in /etc are where Debian keeps the choice of a BLAS.
        for folder in ["/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/alternatives", "/etc/ld.so.cache"] {
            words += ["--ro-bind-try", folder, folder]
        }
        if programs.python.hasPrefix("/usr/local/") { words += ["--ro-bind-try", "/usr/local/lib", "/usr/local/lib"] }
        for program in [programs.python, programs.prlimit] {
            words += ["--ro-bind", program, program]
        }
        for folder in ["lib", "lib64"] {
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/\(folder)") {
                words += ["--symlink", target, "/\(folder)"]
            } else {
                words += ["--ro-bind-try", "/\(folder)", "/\(folder)"]
            }
        }
        words += ["--proc", "/proc", "--tmpfs", "/dev"]
        for device in ["null", "zero", "random", "urandom"] {
            words += ["--dev-bind", "/dev/\(device)", "/dev/\(device)"]
        }
        words += [
            "--remount-ro", "/dev", "--size", "\(limits.fileBytes)", "--tmpfs", "/tmp", "--perms", "0444",
            "--ro-bind-data", "\(Descriptor.program)", Self.programPath, "--remount-ro", "/", "--chdir", "/tmp",
        ]
        return words
    }

    private var ceilings: [String] {
        [
            "--core=0", "--cpu=\(limits.processorSeconds):\(limits.processorSeconds + 1)", "--as=\(limits.memoryBytes)",
            "--fsize=\(limits.fileBytes)", "--nofile=\(limits.descriptors)", "--memlock=0", "--msgqueue=0",
            // bubblewrap's first process counts as well.
            "--nproc=\(limits.threads + 1)", "--sigpending=64", "--",
        ]
    }
}
