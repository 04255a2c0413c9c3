import CCrypto
import Foundation

/// A SHA-256 digest (FIPS 180-4), printed as 64 hexadecimal digits.
public struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The digest in lower-case hexadecimal.
    public let hex: String

    public var description: String { hex }

    /// The digest of some bytes.
    public init(of data: Data) {
        let hasher = Hasher256()
        hasher.update(data)
        self = hasher.finish()
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: Data(text.utf8))
    }

    /// The digest of a file, read in pieces of one mebibyte.
    public init(ofFile url: URL) throws {
        guard let handle = FileHandle(forReadingAtPath: url.path) else {
            throw ArtifactError.missing(path: url.path, hint: "It should be a readable file.")
        }
        defer { try? handle.close() }
        let hasher = Hasher256()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(piece) }
        self = hasher.finish()
    }

    /// The digest of a file, or of all files below a directory: each one's relative path and digest, in order of the paths.
    ///
    /// Files named in `excluding`, at any depth, do not count.
    public init(ofTree url: URL, excluding names: Set<String> = []) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
            throw ArtifactError.missing(path: url.path, hint: "It is needed as an input.")
        }
        guard isDirectory.boolValue else {
            try self.init(ofFile: url)
            return
        }
        var lines = ""
        for path in try AtomicFile.files(below: url) where !names.contains((path as NSString).lastPathComponent) {
            lines += "\(path) \(try Digest(ofFile: url.appendingPathComponent(path)))\n"
        }
        self.init(of: lines)
    }

    fileprivate init(hex: String) { self.hex = hex }

    public init(from decoder: any Decoder) throws {
        hex = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

/// SHA-256 in steps, over libcrypto.
private final class Hasher256 {
    private let context = EVP_MD_CTX_new()

    init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

    deinit { EVP_MD_CTX_free(context) }

    func update(_ data: Data) {
        data.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    }

    func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &bytes, nil)
        return Digest(hex: bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
}
