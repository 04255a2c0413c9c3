/// The system calls of a Python program that computes and prints, and of the C library and the limits below it.
extension SystemCall {
    /// Calls that may be made with any arguments. Files are what the mounts show, processes what the namespace shows.
    package static let allowed: [SystemCall] = [
        SystemCall("read", 0, 63), SystemCall("write", 1, 64), SystemCall("readv", 19, 65),
        SystemCall("writev", 20, 66), SystemCall("pread64", 17, 67), SystemCall("pwrite64", 18, 68),
        SystemCall("preadv", 295, 69), SystemCall("pwritev", 296, 70), SystemCall("preadv2", 327, 286),
        SystemCall("pwritev2", 328, 287), SystemCall("lseek", 8, 62), SystemCall("close", 3, 57),
        SystemCall("close_range", 436, 436),
        SystemCall("open", 2, nil), SystemCall("openat", 257, 56), SystemCall("creat", 85, nil),
        SystemCall("stat", 4, nil), SystemCall("fstat", 5, 80), SystemCall("lstat", 6, nil),
        SystemCall("newfstatat", 262, 79), SystemCall("statx", 332, 291), SystemCall("statfs", 137, 43),
        SystemCall("fstatfs", 138, 44), SystemCall("access", 21, nil), SystemCall("faccessat", 269, 48),
        SystemCall("faccessat2", 439, 439), SystemCall("readlink", 89, nil), SystemCall("readlinkat", 267, 78),
        SystemCall("getdents", 78, nil), SystemCall("getdents64", 217, 61), SystemCall("getcwd", 79, 17),
        SystemCall("chdir", 80, 49), SystemCall("fchdir", 81, 50), SystemCall("rename", 82, nil),
        SystemCall("renameat", 264, 38), SystemCall("renameat2", 316, 276), SystemCall("mkdir", 83, nil),
        SystemCall("mkdirat", 258, 34), SystemCall("rmdir", 84, nil), SystemCall("unlink", 87, nil),
        SystemCall("unlinkat", 263, 35),
        SystemCall("link", 86, nil), SystemCall("linkat", 265, 37), SystemCall("symlink", 88, nil),
        SystemCall("symlinkat", 266, 36), SystemCall("truncate", 76, 45), SystemCall("ftruncate", 77, 46),
        SystemCall("fallocate", 285, 47), SystemCall("fsync", 74, 82), SystemCall("fdatasync", 75, 83),
        SystemCall("fadvise64", 221, 223), SystemCall("umask", 95, 166), SystemCall("utime", 132, nil),
        SystemCall("utimes", 235, nil), SystemCall("utimensat", 280, 88),
        SystemCall("chmod", 90, nil), SystemCall("fchmod", 91, 52), SystemCall("fchmodat", 268, 53),
        SystemCall("copy_file_range", 326, 285), SystemCall("sendfile", 40, 71), SystemCall("flock", 73, 32),
        SystemCall("fcntl", 72, 25), SystemCall("dup", 32, 23), SystemCall("dup2", 33, nil),
        SystemCall("dup3", 292, 24), SystemCall("pipe", 22, nil), SystemCall("pipe2", 293, 59),
        SystemCall("poll", 7, nil), SystemCall("ppoll", 271, 73), SystemCall("select", 23, nil),
        SystemCall("pselect6", 270, 72), SystemCall("epoll_create", 213, nil), SystemCall("epoll_create1", 291, 20),
        SystemCall("epoll_ctl", 233, 21), SystemCall("epoll_wait", 232, nil), SystemCall("epoll_pwait", 281, 22),
        SystemCall("epoll_pwait2", 441, 441), SystemCall("eventfd", 284, nil), SystemCall("eventfd2", 290, 19),
        SystemCall("timerfd_create", 283, 85), SystemCall("timerfd_settime", 286, 86),
        SystemCall("timerfd_gettime", 287, 87),
        SystemCall("mmap", 9, 222), SystemCall("munmap", 11, 215), SystemCall("mremap", 25, 216),
        SystemCall("mprotect", 10, 226), SystemCall("madvise", 28, 233), SystemCall("msync", 26, 227),
        SystemCall("mincore", 27, 232), SystemCall("brk", 12, 214), SystemCall("membarrier", 324, 283),
        SystemCall("mlock", 149, 228), SystemCall("munlock", 150, 229),
        SystemCall("futex", 202, 98), SystemCall("futex_waitv", 449, 449), SystemCall("set_robust_list", 273, 99),
        SystemCall("get_robust_list", 274, 100), SystemCall("rseq", 334, 293), SystemCall("set_tid_address", 218, 96),
        SystemCall("sched_yield", 24, 124), SystemCall("sched_getaffinity", 204, 123),
        SystemCall("sched_setaffinity", 203, 122),
        SystemCall("sched_getparam", 143, 121), SystemCall("sched_getscheduler", 145, 120),
        SystemCall("sched_get_priority_max", 146, 125), SystemCall("sched_get_priority_min", 147, 126),
        SystemCall("getcpu", 309, 168),
        SystemCall("rt_sigaction", 13, 134), SystemCall("rt_sigprocmask", 14, 135), SystemCall("rt_sigreturn", 15, 139),
        SystemCall("rt_sigpending", 127, 136), SystemCall("rt_sigtimedwait", 128, 137),
        SystemCall("rt_sigsuspend", 130, 133), SystemCall("sigaltstack", 131, 132),
        SystemCall("kill", 62, 129), SystemCall("tkill", 200, 130), SystemCall("tgkill", 234, 131),
        SystemCall("pause", 34, nil), SystemCall("alarm", 37, nil), SystemCall("getitimer", 36, 102),
        SystemCall("setitimer", 38, 103), SystemCall("timer_create", 222, 107), SystemCall("timer_settime", 223, 110),
        SystemCall("timer_gettime", 224, 108), SystemCall("timer_delete", 226, 111),
        SystemCall("timer_getoverrun", 225, 109), SystemCall("restart_syscall", 219, 128),
        SystemCall("nanosleep", 35, 101), SystemCall("clock_nanosleep", 230, 115),
        SystemCall("clock_gettime", 228, 113), SystemCall("clock_getres", 229, 114),
        SystemCall("gettimeofday", 96, 169), SystemCall("time", 201, nil), SystemCall("times", 100, 153),
        SystemCall("getpid", 39, 172), SystemCall("gettid", 186, 178), SystemCall("getppid", 110, 173),
        SystemCall("getpgrp", 111, nil), SystemCall("getpgid", 121, 155), SystemCall("getsid", 124, 156),
        SystemCall("getuid", 102, 174), SystemCall("geteuid", 107, 175), SystemCall("getgid", 104, 176),
        SystemCall("getegid", 108, 177), SystemCall("getresuid", 118, 148), SystemCall("getresgid", 120, 150),
        SystemCall("getgroups", 115, 158),
        SystemCall("getrlimit", 97, 163), SystemCall("setrlimit", 160, 164), SystemCall("prlimit64", 302, 261),
        SystemCall("getrusage", 98, 165), SystemCall("getpriority", 140, 141), SystemCall("sysinfo", 99, 179),
        SystemCall("uname", 63, 160), SystemCall("getrandom", 318, 278), SystemCall("capget", 125, 90),
        SystemCall("execve", 59, 221), SystemCall("exit", 60, 93), SystemCall("exit_group", 231, 94),
        SystemCall("wait4", 61, 260), SystemCall("waitid", 247, 95), SystemCall("arch_prctl", 158, nil),
        SystemCall("recvfrom", 45, 207), SystemCall("getsockopt", 55, 209), SystemCall("getsockname", 51, 204),
        SystemCall("shutdown", 48, 210),
    ]

    /// Calls that are answered with "not permitted", which Python words well; every other one does not exist.
    package static let forbidden: [SystemCall] = [
        SystemCall("fork", 57, nil), SystemCall("vfork", 58, nil), SystemCall("socket", 41, 198),
        SystemCall("mount", 165, 40), SystemCall("umount2", 166, 39), SystemCall("ptrace", 101, 117),
        SystemCall("chroot", 161, 51), SystemCall("setns", 308, 268), SystemCall("unshare", 272, 97),
        SystemCall("keyctl", 250, 219), SystemCall("bpf", 321, 280),
    ]

    package static let clone = SystemCall("clone", 56, 220)
    package static let socketpair = SystemCall("socketpair", 53, 199)
    package static let sendto = SystemCall("sendto", 44, 206)
    package static let prctl = SystemCall("prctl", 157, 167)
    package static let ioctl = SystemCall("ioctl", 16, 29)
}

extension SystemCall {
    /// Calls on no list that an attacker would like: the probe makes each of them.
    package static let unlisted: [SystemCall] = [
        SystemCall("execveat", 322, 281), SystemCall("pidfd_open", 434, 434), SystemCall("memfd_create", 319, 279),
        SystemCall("perf_event_open", 298, 241), SystemCall("userfaultfd", 323, 282),
        SystemCall("io_uring_setup", 425, 425), SystemCall("add_key", 248, 217), SystemCall("request_key", 249, 218),
        SystemCall("pivot_root", 155, 41), SystemCall("mknod", 133, nil), SystemCall("mknodat", 259, 33),
        SystemCall("process_vm_readv", 310, 270), SystemCall("process_vm_writev", 311, 271),
        SystemCall("init_module", 175, 105), SystemCall("finit_module", 313, 273), SystemCall("kexec_load", 246, 104),
        SystemCall("reboot", 169, 142), SystemCall("shmget", 29, 194), SystemCall("name_to_handle_at", 303, 264),
        SystemCall("open_by_handle_at", 304, 265), SystemCall("personality", 135, 92), SystemCall("setuid", 105, 146),
        SystemCall("setsid", 112, 157),
    ]
}
