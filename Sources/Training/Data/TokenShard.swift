import Artifacts
import Foundation

/// A file of token ids: magic `SWTK`, version, symbols of the vocabulary, count (four little-endian 32-bit words and one
/// 64-bit), the SHA-256 of all of this but itself, then the ids as 16-bit words, or 32-bit where the vocabulary is larger.
public struct TokenShard: Sendable {
    /// The number of ids.
    public let count: Int
    /// The vocabulary's symbols.
    public let vocabularySize: Int
    private let data: Data
    private static let magic: UInt32 = 0x4B54_5753
    private static let version: UInt32 = 1
    private static let headerBytes = 20 + 32

    /// Opens a shard (mapped into memory) and checks it.
    public init(_ url: URL) throws {
        guard let data = try? Data(contentsOf: url, options: .alwaysMapped) else {
            throw TrainingError.badShard(path: url.path, reason: "it cannot be read")
        }
        guard data.count >= Self.headerBytes else {
            throw TrainingError.badShard(path: url.path, reason: "it ends inside its header")
        }
        let (magic, version, vocabulary, count) = data.withUnsafeBytes {
            (
                $0.loadUnaligned(as: UInt32.self), $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self),
                $0.loadUnaligned(fromByteOffset: 12, as: UInt64.self)
            )
        }
        guard magic == Self.magic, version == Self.version else {
            throw TrainingError.badShard(path: url.path, reason: "its magic or version is another one")
        }
        let size = Self.bytesPerID(vocabulary: Int(vocabulary))
        guard count == UInt64((data.count - Self.headerBytes) / size), (data.count - Self.headerBytes) % size == 0
        else {
            throw TrainingError.badShard(path: url.path, reason: "it should hold \(count) ids but has another length")
        }
        let body = data[Self.headerBytes...]
        let digest = data[20..<Self.headerBytes].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard Digest(of: data.prefix(20) + body).hex == digest else {
            throw TrainingError.badShard(path: url.path, reason: "its checksum does not fit its bytes")
        }
        self.data = data
        self.count = Int(count)
        vocabularySize = Int(vocabulary)
        guard self[0..<self.count].allSatisfy({ $0 >= 0 && $0 < vocabulary }) else {
            throw TrainingError.badShard(path: url.path, reason: "it holds ids that its vocabulary does not have")
        }
    }

    /// The ids of a range.
    public subscript(range: Range<Int>) -> [Int32] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside of the shard")
        return data.withUnsafeBytes { bytes in
            Self.bytesPerID(vocabulary: vocabularySize) == 2
                ? range.map { Int32(bytes.loadUnaligned(fromByteOffset: Self.headerBytes + 2 * $0, as: UInt16.self)) }
                : range.map { bytes.loadUnaligned(fromByteOffset: Self.headerBytes + 4 * $0, as: Int32.self) }
        }
    }

    /// Writes a shard.
    public static func write(_ ids: [Int32], vocabularySize: Int, to url: URL) throws {
        let body: Data =
            bytesPerID(vocabulary: vocabularySize) == 2
            ? ids.map { UInt16(truncatingIfNeeded: $0) }.withUnsafeBytes { Data($0) } : ids.withUnsafeBytes { Data($0) }
        var header = Data()
        for word in [magic, version, UInt32(vocabularySize)] { withUnsafeBytes(of: word.littleEndian) { header += $0 } }
        withUnsafeBytes(of: UInt64(ids.count).littleEndian) { header += $0 }
        let hex = Array(Digest(of: header + body).hex.utf8)
        header += stride(from: 0, to: hex.count, by: 2).compactMap {
            UInt8(String(decoding: hex[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        try AtomicFile.write(header + body, to: url)
    }

    private static func bytesPerID(vocabulary: Int) -> Int { vocabulary <= 1 << 16 ? 2 : 4 }
}
