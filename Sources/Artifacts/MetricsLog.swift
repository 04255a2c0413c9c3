import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// `metrics.jsonl` of a running stage: one JSON object a line, flushed at each line, so that the terminal, the studio and
/// tests can follow it while it grows.
public final class MetricsLog: @unchecked Sendable {
    /// The name of a picture that is drawn from it while the stage runs.
    public static let chartName = "curves.svg"
    /// The file's name inside a stage's directory.
    public static let fileName = "metrics.jsonl"
    /// How numbers that JSON does not have are written, for whoever reads them back.
    public static let notFinite = (
        encoding: JSONEncoder.NonConformingFloatEncodingStrategy.convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan"),
        decoding: JSONDecoder.NonConformingFloatDecodingStrategy.convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    )

    private let descriptor: Int32
    private let path: String
    private let lock = NSLock()
    private let encoder: JSONEncoder

    /// Opens the log of a stage's directory for appending, or another file of such lines.
    ///
    /// With `keeping`, only the lines for which it is true stay (a stage resumed from a checkpoint drops the lines
    /// written after it); a last line cut short is dropped always.
    public init(
        directory: URL, fileName: String = MetricsLog.fileName, keeping: (JSONValue) -> Bool = { _ in true }
    ) throws {
        let url = directory.appendingPathComponent(fileName)
        path = url.path
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = Self.notFinite.encoding
        if FileManager.default.fileExists(atPath: path) {
            var kept = Data()
            for value in try Self.read(url) where keeping(value) { kept += try encoder.encode(value) + Data([0x0A]) }
            try AtomicFile.write(kept, to: url)
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ArtifactError.fromErrno("open", path) }
    }

    deinit { close(descriptor) }

    /// Appends one object as one line.
    public func append(_ record: some Encodable) throws {
        let line = try encoder.encode(record) + Data([0x0A])
        lock.lock()
        defer { lock.unlock() }
        let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count else { throw ArtifactError.fromErrno("append to", path) }
    }

    /// All whole lines of a log; what cannot be parsed (a line being written) is left out.
    public static func read(_ url: URL) throws -> [JSONValue] {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw ArtifactError.missing(path: url.path, hint: "A stage that has begun leaves one.")
        }
        let decoder = ForeignJSONDecoder()
        return data.split(separator: 0x0A).compactMap { try? decoder.decode(JSONValue.self, from: $0) }
    }
}
