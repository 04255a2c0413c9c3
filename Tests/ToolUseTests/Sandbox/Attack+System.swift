import ToolUse

extension Attack {
    /// Attempts on processes, the kernel and privileges.
    static let system: [Attack] = [
        Attack(
            "see and read other processes",
            """
            attempt("list", lambda: [p for p in os.listdir("/proc") if p.isdigit() and int(p) > 2], lambda got: got)
            for what in ["environ", "mem", "maps", "cmdline"]:
                attempt(what, lambda: open("/proc/$PID/" + what, "rb").read(100))
            """),
        Attack(
            "fork without end",
            """
            count = 0
            while count < 2000:
                try:
                    if os.fork() == 0:
                        continue
                    count += 1
                except OSError:
                    break
            if count:
                won("%d processes" % count)
            """),
        Attack(
            "start threads without end",
            """
            def wait():
                time.sleep(30)
            count = 0
            try:
                for _ in range(5000):
                    threading.Thread(target=wait, daemon=True).start()
                    count += 1
            except RuntimeError:
                pass
            if count > 64:
                won("%d threads" % count)
            """),
        Attack(
            "start another program",
            """
            import subprocess
            attempt("run", lambda: subprocess.run(["/bin/sh", "-c", "true"]).returncode)
            attempt("run", lambda: subprocess.run([sys.executable, "-c", "0"]).returncode)
            attempt("spawn", lambda: os.posix_spawn(sys.executable, ["python", "-c", "0"], {}))
            attempt("system", lambda: os.system("true"), lambda got: got == 0)
            attempt("exec a shell", lambda: os.execv("/bin/sh", ["sh"]))
            """),
        Attack(
            "leave a daemon behind",
            """
            def daemon():
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        signal.signal(signal.SIGTERM, signal.SIG_IGN)
                        time.sleep(60)
                    os._exit(0)
            attempt("daemon", daemon)
            """),
        Attack(
            "send signals to the host",
            """
            for process in [$PID, -1, 0x7fffffff]:
                attempt("kill %d" % process, lambda: os.kill(process, signal.SIGKILL), lambda got: process == $PID)
            attempt("stop", lambda: os.kill($PID, signal.SIGSTOP))
            attempt("group", lambda: os.killpg($PID, signal.SIGKILL))
            attempt("pidfd", lambda: os.pidfd_open($PID))
            os.kill(os.getppid(), signal.SIGKILL)
            os.kill(os.getppid(), signal.SIGTERM)
            """),
        Attack(
            "use more memory than allowed",
            """
            held = []
            def hoard():
                while len(held) < 4096:
                    held.append(bytearray(1 << 20))
            attempt("bytearray", hoard)
            held.clear()
            attempt("private map", lambda: mmap.mmap(-1, 1 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
            attempt("shared map", lambda: mmap.mmap(-1, 1 << 30))
            """),
        Attack("use a processor for ever", "while True: pass", endsBy: .timedOut),
        Attack(
            "use two processors for ever",
            """
            import hashlib
            def work():
                while True:
                    hashlib.sha256(bytes(1 << 20)).digest()
            for _ in range(4):
                threading.Thread(target=work).start()
            """, endsBy: .timedOut),
        Attack(
            "sleep for ever and ignore every signal",
            """
            for number in range(1, 65):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            while True:
                time.sleep(60)
            """, endsBy: .timedOut),
        Attack(
            "close everything and go on",
            """
            for number in range(64):
                try:
                    os.close(number)
                except OSError:
                    pass
            while True:
                time.sleep(60)
            """, endsBy: .timedOut),
        Attack(
            "raise the limits",
            """
            for what in [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE]:
                attempt("limit %d" % what, lambda: resource.setrlimit(what, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
            attempt("nice", lambda: os.nice(-20))
            attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)))
            attempt("lock memory", lambda: call(149 if X86 else 228, ctypes.create_string_buffer(1 << 20), 1 << 20))
            """),
        Attack(
            "trace another process",
            """
            ptrace = 101 if X86 else 117
            attempt("attach", lambda: call(ptrace, 16, os.getppid()))
            attempt("seize", lambda: call(ptrace, 0x4206, 1))
            attempt("be traced", lambda: call(ptrace, 0))
            attempt("read", lambda: call(310 if X86 else 270, 1, 0, 0, 0, 0))
            attempt("memory", lambda: open("/proc/1/mem", "r+b").read(1))
            """),
        Attack(
            "mount and move the root",
            """
            mount = 165 if X86 else 40
            attempt("bind", lambda: call(mount, b"/", b"/tmp", 0, 4096, 0))
            attempt("proc", lambda: call(mount, b"proc", b"/tmp", b"proc", 0, 0))
            attempt("remount", lambda: call(mount, 0, b"/", 0, 32, 0))
            attempt("umount", lambda: call(166 if X86 else 39, b"/proc", 2))
            attempt("pivot", lambda: call(155 if X86 else 41, b"/tmp", b"/tmp"))
            attempt("new mounts", lambda: call(428, -100, b"/", 1))
            """),
        Attack(
            "make or enter namespaces",
            """
            for flag in [0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x10020000]:
                attempt("unshare", lambda: call(272 if X86 else 97, flag))
                attempt("clone", lambda: call(56 if X86 else 220, flag | 17, 0))
            for name in os.listdir("/proc/1/ns") if os.access("/proc/1/ns", os.R_OK) else []:
                attempt("setns", lambda: call(308 if X86 else 268, os.open("/proc/1/ns/" + name, os.O_RDONLY), 0))
            attempt("clone3", lambda: call(435, ctypes.create_string_buffer(88), 88))
            """),
        Attack(
            "use the kernel's keys",
            """
            attempt("session", lambda: call(250 if X86 else 219, 0, -3, 1))
            attempt("add", lambda: call(248 if X86 else 217, b"user", b"x", b"y", 1, -3))
            attempt("request", lambda: call(249 if X86 else 218, b"user", b"x", 0, -3))
            """),
        Attack(
            "load code into the kernel",
            """
            buffer = ctypes.create_string_buffer(256)
            attempt("bpf", lambda: call(321 if X86 else 280, 0, buffer, 128))
            attempt("perf", lambda: call(298 if X86 else 241, buffer, 0, -1, -1, 0))
            attempt("userfaultfd", lambda: call(323 if X86 else 282, 1))
            attempt("io_uring", lambda: call(425, 4, buffer))
            attempt("module", lambda: call(175 if X86 else 105, buffer, 256, b""))
            attempt("kexec", lambda: call(246 if X86 else 104, 0, 0, 0, 0))
            """),
        Attack(
            "become root",
            """
            attempt("setuid", lambda: os.setuid(0))
            attempt("setgid", lambda: os.setgid(0))
            attempt("setgroups", lambda: os.setgroups([0]))
            attempt("map", lambda: os.write(os.open("/proc/self/uid_map", os.O_WRONLY), b"0 0 1"))
            attempt("privileges", lambda: libc.prctl(38, 0, 0, 0, 0), lambda got: got == 0)
            attempt("capability", lambda: libc.prctl(47, 2, 21, 0, 0), lambda got: got == 0)
            for path in ["/usr/bin/su", "/usr/bin/sudo", "/usr/bin/mount", "/usr/bin/passwd", "/usr/lib/dbus-1.0/dbus-daemon-launch-helper", "/usr/lib/openssh/ssh-keysign"]:
                if os.path.exists(path) and os.path.dirname(path) == "/usr/bin":
                    won(path)
            os.execv(sys.executable, [sys.executable, "-I", "-c", "import os; print('ESCAPED' if 0 in (os.getuid(), os.geteuid()) else 'over')"])
            """),
        Attack(
            "make system calls of another instruction set",
            """
            if X86:
                # mov eax, 20 (getpid of i386); int 0x80; ret
                code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
                code.write(b"\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3")
                address = ctypes.addressof(ctypes.c_char.from_buffer(code))
                ctypes.CFUNCTYPE(ctypes.c_int)(address)()
                won("int 0x80")
            """),
        Attack(
            "make system calls under their x32 numbers",
            """
            if X86:
                attempt("getpid", lambda: call(0x40000000 + 39))
            """),
        Attack(
            "change the host's name and clock",
            """
            attempt("name", lambda: socket.sethostname("escaped"))
            attempt("clock", lambda: time.clock_settime(time.CLOCK_REALTIME, 0))
            attempt("reboot", lambda: call(169 if X86 else 142, -18751827, 672274793, 0, 0))
            """),
    ]
}
