import Foundation

/// The Python that tries to get out, a layer after the other, and prints for each layer what it managed to do.
///
/// Being text for Python it holds nothing that Swiftlet itself runs; where there is no Python it is never used.
enum AttackProgram {
    /// The program; its last line of output is a JSON object: layer → list of what worked.
    static func source(limits: SandboxLimits) -> String {
        let numbers = (SystemCall.forbidden + SystemCall.unlisted).filter { $0.name != "fork" && $0.name != "vfork" }
            .compactMap { call in call.number.map { "\"\(call.name)\": \($0)" } }
        return """
            import json, os, sys
            worked = {}
            def attempt(layer, what, attack):
                found = worked.setdefault(layer, [])
                try:
                    if attack():
                        found.append(what)
                except (OSError, ImportError, MemoryError, RuntimeError, ValueError, AttributeError):
                    pass
            def status(key):
                return next(line.split(":", 1)[1].split() for line in open("/proc/self/status") if line.startswith(key + ":"))
            """ + "\n" + identity + files + processes + network + communication + inheritance
                + systemCalls("{\(numbers.joined(separator: ", "))}") + resources(limits)
                + "\nprint(json.dumps({\"python\": sys.version.split()[0], \"worked\": worked}))\n"
    }

    private static let identity = """
        for key in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]:
            attempt("identity", "holding capabilities: " + key, lambda: int(status(key)[0], 16) != 0)
        attempt("identity", "winning privileges by exec", lambda: status("NoNewPrivs") != ["1"])
        attempt("identity", "being root", lambda: os.getuid() == 0 or os.geteuid() == 0)
        attempt("identity", "seeing several users", lambda: len(open("/proc/self/uid_map").read().split()) != 3 or open("/proc/self/uid_map").read().split()[2] != "1")
        attempt("identity", "keeping groups", lambda: any(g != os.getgid() for g in os.getgroups()) and 0 in os.getgroups())

        """

    private static let files = """
        for path in ["/root", "/home", "/work", "/etc/passwd", "/etc/shadow", "/var", "/run", "/sys", "/usr/bin/env", "/usr/bin/bwrap", "/dev/shm", "/dev/pts", "/dev/tty"]:
            attempt("files", "seeing " + path, lambda: os.path.lexists(path))
        def write(path):
            with open(path, "w") as file:
                file.write("x")
            return True
        for path in ["/x", "/dev/x", "/usr/x", "/usr/lib/x", "/lib/x", "/program.py", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", sys.executable]:
            attempt("files", "writing " + path, lambda: write(path))
        attempt("files", "removing the interpreter", lambda: os.unlink(sys.executable) is None)
        attempt("files", "leaving by /proc/1/root", lambda: os.listdir("/proc/1/root/root") is not None)

        """

    private static let processes = """
        attempt("processes", "seeing other processes", lambda: [p for p in os.listdir("/proc") if p.isdigit() and int(p) > 2])
        def fork():
            child = os.fork()
            if child == 0:
                os._exit(0)
            return os.waitpid(child, 0)
        attempt("processes", "starting a process", fork)
        def spawn():
            import subprocess
            return subprocess.run([sys.executable, "-c", "0"]).returncode == 0
        attempt("processes", "starting a program", spawn)

        """

    private static let network = """
        import socket
        for family in [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET]:
            for kind in [socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW]:
                attempt("network", "opening a socket: %s %s" % (family, kind), lambda: socket.socket(family, kind))
        attempt("network", "seeing network devices", lambda: [l for l in open("/proc/net/dev").read().split("\\n")[2:] if l.strip() and not l.strip().startswith("lo:")])

        """

    private static let communication = """
        attempt("communication", "reading the host's name", lambda: os.uname().nodename != "sandbox")
        attempt("communication", "seeing shared memory", lambda: len(open("/proc/sysvipc/shm").read().strip().split("\\n")) > 1)

        """

    private static let inheritance = """
        attempt("inheritance", "reading the environment", lambda: set(os.environ) - {"LANG", "HOME", "PWD", "LC_CTYPE"})
        def inherited():
            found = []
            for name in os.listdir("/proc/self/fd"):
                try:
                    target = os.readlink("/proc/self/fd/" + name)
                except OSError:
                    continue
                if int(name) > 2 and not target.startswith("/proc/"):
                    found.append(target)
            return found
        attempt("inheritance", "holding descriptors of the host", inherited)
        attempt("inheritance", "reading input", lambda: sys.stdin.read())

        """

    private static func systemCalls(_ numbers: String) -> String {
        """
        attempt("systemCalls", "running without a filter", lambda: status("Seccomp") != ["2"])
        def call(number):
            import ctypes
            library = ctypes.CDLL(None, use_errno=True)
            return library.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6) != -1 or ctypes.get_errno() not in (1, 38)
        for name, number in \(numbers).items():
            attempt("systemCalls", "calling " + name, lambda: call(number))

        """
    }

    private static func resources(_ limits: SandboxLimits) -> String {
        """
        def descriptors():
            held = []
            try:
                for _ in range(\(limits.descriptors) + 8):
                    held.append(os.open("/dev/null", os.O_RDONLY))
                return True
            finally:
                for one in held:
                    os.close(one)
        def threads():
            import threading
            # Small stacks, so that it is not the limit on memory that keeps them out.
            threading.stack_size(1 << 16)
            done = threading.Event()
            started = []
            try:
                for _ in range(\(limits.threads) + 8):
                    one = threading.Thread(target=done.wait)
                    one.start()
                    started.append(one)
                return True
            finally:
                done.set()
                for one in started:
                    one.join()
        def large():
            with open("/tmp/large", "wb") as file:
                file.truncate(\(limits.fileBytes) + 1)
            return True
        attempt("resources", "reserving too much memory", lambda: bytearray(\(limits.memoryBytes)))
        attempt("resources", "opening too many descriptors", descriptors)
        attempt("resources", "starting too many threads", threads)
        attempt("resources", "making too large a file", large)

        """
    }
}
