import Foundation

/// What a stage was made from, when, on what, and what came out: `manifest.json` of its directory.
public struct Manifest: Codable, Sendable, Equatable {
    /// The version of all artifact formats; a change makes every stage again.
    public static let currentFormat = 1
    /// The file's name inside a stage's directory.
    public static let fileName = "manifest.json"
    /// Files whose bytes hold times and so do not count in a stage's digest.
    public static let undigested: Set<String> = [fileName, MetricsLog.fileName, MetricsLog.chartName]

    /// The stage's name, for example `pretrain`.
    public var stage: String
    /// The artifact format's version.
    public var format: Int = currentFormat
    /// The recipe part that the stage was run with.
    public var parameters: JSONValue
    /// The seed of the run.
    public var seed: UInt64
    /// Digests of what the stage read, by name.
    public var inputs: [String: Digest]
    /// Digest of what the stage wrote, but for manifest and metrics.
    public var output: Digest?
    /// Key figures for the report.
    public var metrics: [String: JSONValue]
    /// When the stage began, ISO 8601.
    public var started: Date
    /// Wall-clock seconds that the stage took, over all its attempts.
    public var seconds: Double
    /// The machine, in words.
    public var machine: String

    /// A manifest of a stage that begins now.
    public init(stage: String, parameters: JSONValue, seed: UInt64, inputs: [String: Digest]) {
        self.stage = stage
        self.parameters = parameters
        self.seed = seed
        self.inputs = inputs
        metrics = [:]
        started = Date()
        seconds = 0
        machine =
            "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(ProcessInfo.processInfo.operatingSystemVersionString)"
    }

    /// Reads the manifest of a stage's directory.
    public init(directory: URL) throws {
        let url = directory.appendingPathComponent(Self.fileName)
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw ArtifactError.missing(path: url.path, hint: "A stage that ended leaves one.")
        }
        let decoder = ForeignJSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            self = try decoder.decode(Manifest.self, from: data)
        } catch {
            throw ArtifactError.badManifest(path: url.path, reason: "\(error)")
        }
    }

    /// Whether a stage with this manifest would come out the same for these inputs.
    public func matches(_ other: Manifest) -> Bool {
        stage == other.stage && format == other.format && parameters.text == other.parameters.text && seed == other.seed
            && inputs == other.inputs
    }

    func write(to directory: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        try AtomicFile.write(
            encoder.encode(self) + Data("\n".utf8), to: directory.appendingPathComponent(Self.fileName))
    }
}
