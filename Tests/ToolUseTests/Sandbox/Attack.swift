import Foundation
import Testing
import ToolUse

/// An attempt to get out of the sandbox or to hurt the host from within.
struct Attack: Sendable, CustomTestStringConvertible {
    /// What is tried.
    let name: String
    /// Python that prints ESCAPED if it got what it wanted. `$SECRET`, `$FOLDER`, `$TOKEN`, `$PORT`, `$PID` stand for the
    /// host's.
    let source: String
    /// How the run may end; nil if by itself, in whatever way.
    var ending: CodeOutcome.Ending?

    var testDescription: String { name }

    init(_ name: String, _ source: String, endsBy ending: CodeOutcome.Ending? = nil) {
        self.name = name
        self.source = source
        self.ending = ending
    }

    /// The whole program: each attack is on record as begun, and an error that Python raises is its failure.
    func program(_ host: Host, process: Int32) -> String {
        let filled = [
            ("$SECRET", host.secret.path), ("$FOLDER", host.folder.path), ("$TOKEN", host.token),
            ("$PORT", "\(host.server.port)"), ("$PID", "\(process)"),
        ].reduce(source) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        return Self.prelude + filled + "\nprint('over')\n"
    }

    private static let prelude = """
        import ctypes, errno, mmap, os, resource, signal, socket, struct, sys, threading, time
        libc = ctypes.CDLL(None, use_errno=True)
        def won(what):
            print("ESCAPED:", what, flush=True)
        def attempt(what, work, judge=lambda got: True):
            try:
                got = work()
                if judge(got):
                    won("%s -> %r" % (what, got))
            except (OSError, MemoryError, RuntimeError, ValueError, OverflowError):
                pass
        def call(number, *arguments):
            words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
            words += [ctypes.c_long(0)] * (6 - len(words))
            result = libc.syscall(ctypes.c_long(number), *words)
            if result == -1:
                raise OSError(ctypes.get_errno(), "refused")
            return result
        X86 = os.uname().machine == "x86_64"
        print("begun", flush=True)

        """
}
