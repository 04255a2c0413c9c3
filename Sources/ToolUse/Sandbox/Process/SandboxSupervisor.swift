import Artifacts
import Foundation
import Glibc

/// Watches one run from start to end on a thread of its own: reads what it prints, counts its files, kills it when a
/// limit is passed or someone cancels. It returns when nothing of the run is left.
struct SandboxSupervisor {
    let command: [String]
    let limits: SandboxLimits
    let program: Descriptor
    let filter: Descriptor
    /// Readable once someone wants the run to end.
    let cancellation: Descriptor

    /// How often temporary files are counted, in milliseconds: the first milliseconds of a run count.
    private static let watchInterval: Int32 = 20
    /// Seconds that a killed run is given to be gone.
    private static let grace = 5.0

    /// Runs it; call this on a thread that may wait and that lives until it returns.
    func run() throws(SandboxError) -> SandboxEnd {
        let begin = Self.now
        let (child, streams) = try start()
        var watch = Watch(child: child, limits: limits, deadline: begin + limits.wallSeconds)
        withExtendedLifetime(streams) { watch.follow(streams.map(\.number), cancellation: cancellation.number) }
        child.wait()
        watch.end.seconds = Self.now - begin
        return watch.end
    }

    /// Starts it; the streams are its output, its errors and bubblewrap's report. Our copies of their other ends are
    /// closed when this returns, so that each stream ends when the last process that holds it is gone.
    private func start() throws(SandboxError) -> (ChildProcess, [Descriptor]) {
        let pipes = [try Descriptor.pipe(), try Descriptor.pipe(), try Descriptor.pipe()]
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard null >= 0 else { throw .failed("open /dev/null") }
        let child = try ChildProcess(
            command, descriptors: [Descriptor(null)] + pipes.map(\.writing) + [program, filter])
        return (child, pipes.map(\.reading))
    }

    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension SandboxSupervisor {
    /// What is known of a run while it goes on.
    private struct Watch {
        let child: ChildProcess
        let limits: SandboxLimits
        var deadline: Double
        var end: SandboxEnd
        private var report: [UInt8] = []
        private var first: pid_t?

        init(child: ChildProcess, limits: SandboxLimits, deadline: Double) {
            self.child = child
            self.limits = limits
            self.deadline = deadline
            // A traceback ends with what went wrong, output begins with what matters.
            end = SandboxEnd(
                output: CappedBytes(.beginning, limit: limits.outputBytes),
                error: CappedBytes(.end, limit: min(limits.outputBytes, 8 << 10)))
        }

        /// Follows output, error and status until all three are closed: then every process that held them is gone.
        mutating func follow(_ numbers: [Int32], cancellation: Int32) {
            var polled = (numbers + [cancellation]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            while polled.prefix(numbers.count).contains(where: { $0.fd >= 0 }) {
                let left = deadline - SandboxSupervisor.now
                guard left > 0 else {
                    if end.reason == nil { stop(.wallClock, &polled) } else if !stopHarder() { return }
                    continue
                }
                let wait = min(Int32(left * 1000) + 1, SandboxSupervisor.watchInterval)
                guard poll(&polled, nfds_t(polled.count), wait) >= 0 || errno == EINTR else { break }
                for index in numbers.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
                    if !read(index, polled[index].fd) { polled[index].fd = -1 }
                }
                guard end.reason == nil else { continue }
                if polled[numbers.count].revents & Int16(POLLIN) != 0 {
                    stop(.cancelled, &polled)
                } else if end.output.count + end.error.count > 16 * limits.outputBytes {
                    stop(.output, &polled)
                } else if temporaryFiles > limits.files {
                    stop(.temporaryFiles, &polled)
                }
            }
        }

        /// Reads what is there; false at the end of the stream.
        private mutating func read(_ stream: Int, _ number: Int32) -> Bool {
            withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
                let count = Glibc.read(number, buffer.baseAddress, buffer.count)
                guard count > 0 else { return count < 0 && (errno == EINTR || errno == EAGAIN) }
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                switch stream {
                case 0: end.output.append(bytes)
                case 1: end.error.append(bytes)
                default:
                    report.append(contentsOf: bytes.prefix(4096))
                    understandReport()
                }
                return true
            }
        }

        /// bubblewrap's report: an object a line, `child-pid` at the start and `exit-code` at the end.
        private mutating func understandReport() {
            for line in report.split(separator: UInt8(ascii: "\n")) {
                guard let object = try? ForeignJSONDecoder().decode([String: Int].self, from: Data(line)) else {
                    continue
                }
                if let number = object["child-pid"] {
                    first = pid_t(truncatingIfNeeded: number)
                    end.hasStarted = true
                }
                if let code = object["exit-code"] { end.exitCode = code }
            }
        }

        /// How many files lie in the sandbox's temporary folder, seen through the root of its Python; 0 if unknown.
        private var temporaryFiles: Int {
            guard let first, let python = Self.child(of: first) else { return 0 }
            var space = statvfs()
            // A file system of the size that we gave; not what the process shows before it has entered its root.
            guard statvfs("/proc/\(python)/root/tmp", &space) == 0,
                abs(Int(clamping: space.f_blocks) * Int(clamping: space.f_frsize) - limits.fileBytes) <= 1 << 16
            else { return 0 }
            return Int(clamping: space.f_files) - Int(clamping: min(space.f_ffree, space.f_files))
        }

        private static func child(of process: pid_t) -> Int? {
            guard let file = fopen("/proc/\(process)/task/\(process)/children", "re") else { return nil }
            defer { fclose(file) }
            var buffer = [CChar](repeating: 0, count: 64)
            guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
            return Int(atol(buffer))
        }

        private mutating func stop(_ reason: SandboxEnd.Reason, _ polled: inout [pollfd]) {
            end.reason = reason
            deadline = SandboxSupervisor.now + SandboxSupervisor.grace
            polled[polled.count - 1].fd = -1
            // bubblewrap's death is followed by that of the namespace's first process, and with it of all others.
            child.kill()
        }

        /// The namespace outlived bubblewrap: kills its first process by number. False the second time.
        private mutating func stopHarder() -> Bool {
            guard let process = first else { return false }
            first = nil
            kill(process, SIGKILL)
            deadline = SandboxSupervisor.now + SandboxSupervisor.grace
            return true
        }
    }
}
