import CLinux
import Glibc

/// An open descriptor that is closed when the last reference goes.
final class Descriptor: Sendable {
    /// The number.
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// Nameless memory that can be read like a file, standing at its beginning.
    static func memory(_ bytes: some Collection<UInt8>, name: String) throws(SandboxError) -> Descriptor {
        let number = linux_memory_file(name)
        guard number >= 0 else { throw .failed("reserve memory for \(name)") }
        let descriptor = Descriptor(number)
        let bytes = Array(bytes)
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { write(number, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .failed("fill memory for \(name)") }
            done += written
        }
        guard lseek(number, 0, SEEK_SET) == 0 else { throw .failed("rewind memory for \(name)") }
        return descriptor
    }

    /// Both ends of a pipe; reading does not wait.
    static func pipe() throws(SandboxError) -> (reading: Descriptor, writing: Descriptor) {
        var numbers: [Int32] = [0, 0]
        guard linux_pipe(&numbers) == 0 else { throw .failed("open a pipe") }
        let ends = (reading: Descriptor(numbers[0]), writing: Descriptor(numbers[1]))
        guard fcntl(numbers[0], F_SETFL, O_NONBLOCK) == 0 else { throw .failed("open a pipe") }
        return ends
    }
}

extension SandboxError {
    /// The error for the C library's `errno` after a failed call.
    static func failed(_ operation: String, _ code: Int32 = errno) -> SandboxError {
        .system(operation: operation, reason: String(cString: strerror(code)))
    }
}
