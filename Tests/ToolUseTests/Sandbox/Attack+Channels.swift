import ToolUse

extension Attack {
    /// Attempts over the network, terminals, descriptors, the environment and the output.
    static let channels: [Attack] = [
        Attack(
            "connect to a server of the host",
            """
            for address in ["127.0.0.1", "localhost", "0.0.0.0"]:
                attempt(address, lambda: socket.create_connection((address, $PORT), timeout=1))
            attempt("IPv6", lambda: socket.create_connection(("::1", $PORT), timeout=1))
            attempt("bind", lambda: socket.create_server(("", 0)))
            """),
        Attack(
            "ask a name server",
            """
            attempt("UDP", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.53", 53)))
            attempt("resolve", lambda: socket.gethostbyname("example.com"))
            import urllib.request
            attempt("fetch", lambda: urllib.request.urlopen("http://127.0.0.1:$PORT", timeout=1))
            """),
        Attack(
            "use sockets that are files",
            """
            for path in ["/run/dbus/system_bus_socket", "/var/run/docker.sock", "\\0abstract", "$FOLDER/socket"]:
                attempt(path, lambda: socket.socket(socket.AF_UNIX).connect(path))
            one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
            attempt("datagram", lambda: one.sendto(b"x", "/run/systemd/journal/dev-log"))
            attempt("connect", lambda: one.connect("/run/systemd/journal/dev-log"))
            attempt("descriptor", lambda: socket.send_fds(one, [b"x"], [0]))
            """),
        Attack(
            "use raw, packet and netlink sockets",
            """
            for family, kind in [(socket.AF_INET, socket.SOCK_RAW), (socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_NETLINK, socket.SOCK_RAW), (getattr(socket, "AF_VSOCK", 40), socket.SOCK_STREAM), (getattr(socket, "AF_ALG", 38), socket.SOCK_SEQPACKET)]:
                attempt("%d" % family, lambda: socket.socket(family, kind, 0))
            attempt("pair", lambda: socket.socketpair(socket.AF_INET, socket.SOCK_STREAM))
            """),
        Attack(
            "read secrets from the environment",
            """
            attempt("environ", lambda: os.environ.get("SANDBOX_TEST_TOKEN"), lambda got: got)
            for process in ["self", "1", "2"]:
                attempt("environ", lambda: open("/proc/%s/environ" % process).read(), lambda got: "$TOKEN" in got)
            print(sorted(set(os.environ) - {"HOME", "LANG", "LC_CTYPE", "PWD"}))
            if set(os.environ) - {"HOME", "LANG", "LC_CTYPE", "PWD"}:
                won("environment")
            """),
        Attack(
            "use descriptors of the host",
            """
            for number in range(3, 1024):
                attempt("%d" % number, lambda: os.fstat(number), lambda got: True)
            for number in range(3):
                attempt("seek", lambda: os.readlink("/proc/self/fd/%d" % number), lambda got: not got.startswith("pipe:") and got != "/dev/null")
                attempt("reopen", lambda: os.open("/proc/self/fd/%d/../../..$SECRET" % number, os.O_RDONLY))
            """),
        Attack(
            "wait for input that never comes",
            """
            attempt("read", lambda: sys.stdin.read(), lambda got: got != "")
            try:
                input()
                won("input")
            except EOFError:
                pass
            """),
        Attack(
            "type into the terminal",
            """
            import fcntl, termios
            for number in range(3):
                attempt("TIOCSTI", lambda: fcntl.ioctl(number, termios.TIOCSTI, b"x"))
                attempt("TIOCLINUX", lambda: fcntl.ioctl(number, 0x541C, b"\\3"))
                attempt("TIOCSCTTY", lambda: fcntl.ioctl(number, termios.TIOCSCTTY, 0))
            attempt("terminal", lambda: os.open("/dev/tty", os.O_RDWR))
            attempt("terminal", lambda: os.openpty())
            """),
        Attack("print without end", "while True: print('x' * 1000)", endsBy: .tooMuchOutput),
        Attack(
            "complain without end", "while True: sys.stderr.write('x' * 1000)", endsBy: .tooMuchOutput),
        Attack(
            "print half a character, control characters and an escape",
            "sys.stdout.buffer.write(b'\\xff\\xfe\\x00\\x1b]0;owned\\x07\\xc3')"),
        Attack(
            "start itself with too many arguments",
            """
            for size in [1 << 17, 1 << 20, 1 << 24]:
                attempt("%d" % size, lambda: os.execv(sys.executable, [sys.executable, "-c", "print('ESCAPED')", "x" * size]))
            """),
        Attack(
            "hold many pipes full",
            """
            held = []
            def fill():
                while len(held) < 4000:
                    reading, writing = os.pipe()
                    held.append((reading, writing))
                    os.set_blocking(writing, False)
                    os.write(writing, bytes(1 << 16))
            attempt("pipes", fill)
            """),
        Attack(
            "keep the kernel busy with timers",
            """
            for _ in range(2000):
                attempt("timer", lambda: call(222 if X86 else 107, 0, 0, ctypes.create_string_buffer(8)), lambda got: False)
            """),
        Attack(
            "crash the interpreter",
            """
            sys.setrecursionlimit(1 << 30)
            def deep(n):
                return deep(n + 1) + 1
            ctypes.string_at(0)
            """),
    ]
}
