import Foundation
import Glibc

/// A file of lines that are read by their number; only where they begin is held in memory, 8 bytes each.
///
/// The file stays open: whoever puts another in its place changes nothing here until `isCurrent` is asked.
struct LineFile: Sendable {
    /// A file's descriptor, closed with its last user; `pread` has no position to share.
    private final class Descriptor: Sendable {
        let number: Int32
        init(_ number: Int32) { self.number = number }
        deinit { close(number) }
    }

    private struct Stamp: Equatable {
        let device, inode: UInt
        let size: Int
        let seconds, nanoseconds: Int

        init(_ status: stat) {
            (device, inode, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
            (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        }
    }

    private let path: String
    private let file: Descriptor
    private let stamp: Stamp
    private var lines: [Range<Int>] = []

    /// The number of lines that are not empty.
    var count: Int { lines.count }
    /// Whether this is still what lies at the path.
    var isCurrent: Bool {
        var status = stat()
        return stat(path, &status) == 0 && Stamp(status) == stamp
    }

    /// Opens a file and looks through it once, O(bytes); nil if there is none.
    init?(_ url: URL) {
        path = url.path
        file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        var status = stat()
        guard file.number >= 0, fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        stamp = Stamp(status)
        var (begin, place) = (0, 0)
        while place < stamp.size {
            let piece = bytes(place..<min(place + 1 << 20, stamp.size))
            guard !piece.isEmpty else { break }
            for (offset, byte) in piece.enumerated() where byte == 0x0A {
                if place + offset > begin { lines.append(begin..<place + offset) }
                begin = place + offset + 1
            }
            place += piece.count
        }
        if place > begin { lines.append(begin..<place) }
    }

    /// The bytes of a line without its end; empty for a number that is none.
    func line(_ number: Int) -> [UInt8] { lines.indices.contains(number) ? bytes(lines[number]) : [] }

    /// The bytes of a range, as far as the file has them.
    private func bytes(_ range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = pread(file.number, rest.baseAddress, rest.count, range.lowerBound + count)
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                count += read
            }
        }
    }
}
