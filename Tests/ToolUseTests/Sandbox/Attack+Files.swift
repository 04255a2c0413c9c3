import ToolUse

extension Attack {
    /// Attempts on files, folders, links and devices.
    static let files: [Attack] = [
        Attack("read a file of the host", "attempt('read', lambda: open('$SECRET').read())"),
        Attack(
            "read the system's secrets",
            """
            for path in ["/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/ssl", "/root/.bashrc", "/root/.ssh", "/home", "/var/log", "/run", "/sys/class", "/boot", "/work", "/opt", "/mnt", "/srv"]:
                attempt(path, lambda: os.listdir(path) if os.path.isdir(path) else open(path).read())
            """),
        Attack(
            "write a file of the host",
            """
            for path in ["$SECRET", "$FOLDER/new", "/root/new", "/home/new", "/var/tmp/new", "/etc/new", "/run/new"]:
                attempt(path, lambda: open(path, "w").write("x"))
            # Where the folder lies in /tmp this makes one in the sandbox's own /tmp: the host is what counts.
            attempt("mkdir", lambda: os.makedirs("$FOLDER/new/folder"), lambda got: False)
            """),
        Attack(
            "leave by /proc",
            """
            for process in ["self", "1", "thread-self", str(os.getpid()), "$PID"]:
                for way in ["root", "cwd"]:
                    attempt(way, lambda: open("/proc/%s/%s$SECRET" % (process, way)).read())
                attempt("fd", lambda: [os.readlink("/proc/%s/fd/%s" % (process, n)) for n in os.listdir("/proc/%s/fd" % process)], lambda got: any("$FOLDER" in g for g in got))
            """),
        Attack(
            "climb above the root",
            """
            for path in ["../" * 40 + "$SECRET".lstrip("/"), "/.." * 40 + "$SECRET"]:
                attempt(path, lambda: open(path).read())
            folder = os.open("/", os.O_RDONLY)
            attempt("openat", lambda: os.open("../../..$SECRET", os.O_RDONLY, dir_fd=folder))
            attempt("chroot", lambda: os.chroot("/tmp"))
            """),
        Attack(
            "follow a symbolic link to the host",
            """
            os.symlink("$SECRET", "/tmp/link")
            attempt("read", lambda: open("/tmp/link").read())
            os.symlink("/proc/1/root", "/tmp/root")
            attempt("read", lambda: open("/tmp/root$SECRET").read())
            """),
        Attack(
            "link the interpreter to a place that may be written",
            """
            attempt("hard link", lambda: os.link(sys.executable, "/tmp/python"))
            attempt("hard link", lambda: os.link("/program.py", "/tmp/program"))
            attempt("rename", lambda: os.rename(sys.executable, "/tmp/python"))
            """),
        Attack(
            "delete or change the interpreter",
            """
            attempt("unlink", lambda: os.unlink(sys.executable))
            attempt("chmod", lambda: os.chmod(sys.executable, 0o777))
            attempt("truncate", lambda: os.truncate(sys.executable, 0))
            attempt("write", lambda: open(os.__file__, "a").write("x"))
            attempt("utime", lambda: os.utime(os.__file__, (0, 0)))
            attempt("rmdir", lambda: os.rename("/usr/lib", "/usr/lib2"))
            """),
        Attack(
            "write into the read-only root",
            """
            for path in ["/x", "/usr/x", "/usr/lib/x", "/usr/bin/x", "/lib/x", "/dev/x", "/dev/shm/x", "/program.py", "/proc/x"]:
                attempt(path, lambda: open(path, "w").write("x"))
            attempt("mkdir", lambda: os.mkdir("/x"))
            """),
        Attack(
            "make and open devices",
            """
            attempt("mknod", lambda: os.mknod("/tmp/disk", 0o60666, os.makedev(254, 0)))
            attempt("mknod", lambda: os.mknod("/tmp/memory", 0o20666, os.makedev(1, 1)))
            for path in ["/dev/mem", "/dev/kmem", "/dev/vda", "/dev/sda", "/dev/tty", "/dev/console", "/dev/ptmx", "/dev/fuse", "/dev/kvm", "/proc/kcore", "/proc/kmsg"]:
                attempt(path, lambda: open(path, "rb").read(1))
            """),
        Attack(
            "change the kernel's settings",
            """
            for path in ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger", "/sys/kernel/uevent_helper", "/sys/fs/cgroup/release_agent"]:
                attempt(path, lambda: open(path, "w").write("1"))
            attempt("never to be killed", lambda: open("/proc/self/oom_score_adj", "w").write("-1000"), lambda got: open("/proc/self/oom_score_adj").read().strip() == "-1000")
            """),
        Attack(
            "fill the disk with one file",
            """
            def grow():
                with open("/tmp/huge", "wb") as file:
                    for _ in range(64):
                        file.write(bytes(1 << 20))
                return os.path.getsize("/tmp/huge")
            attempt("grow", grow)
            attempt("sparse", lambda: os.truncate("/tmp/huge", 1 << 40))
            attempt("reserve", lambda: os.posix_fallocate(os.open("/tmp/more", os.O_RDWR | os.O_CREAT), 0, 1 << 30))
            """),
        Attack(
            "fill the memory with many large files",
            """
            def fill():
                for number in range(64):
                    with open("/tmp/%d" % number, "wb") as file:
                        file.write(bytes(4 << 20))
            attempt("fill", fill)
            """),
        Attack(
            "fill the kernel with empty files",
            """
            for number in range(10_000_000):
                try:
                    os.close(os.open("/tmp/%d" % number, os.O_CREAT | os.O_WRONLY))
                except OSError:
                    pass
                if number == 2_000_000:
                    won("two million files")
            """, endsBy: .tooMuchStorage),
        Attack(
            "fill the kernel with nested folders",
            """
            for number in range(10_000_000):
                os.mkdir("d")
                os.chdir("d")
                if number == 1_000_000:
                    won("a million folders")
            """, endsBy: .tooMuchStorage),
        Attack(
            "fill shared memory",
            """
            attempt("shm", lambda: open("/dev/shm/x", "wb").write(bytes(1 << 20)))
            attempt("memfd", lambda: os.memfd_create("x"))
            attempt("shmget", lambda: call(29 if X86 else 194, 0, 1 << 20, 0o1666))
            attempt("mount tmpfs", lambda: call(165 if X86 else 40, b"none", b"/tmp", b"tmpfs", 0, 0))
            """),
    ]
}
