import Foundation

/// What a model's directory holds, from its configuration and the headers of its weights alone: no number is read.
public struct CheckpointInspection: Sendable, Equatable, Codable {
    /// A tensor as it is stored.
    public struct StoredTensor: Sendable, Equatable, Codable {
        /// Its name.
        public let name: String
        /// The element type: F32, BF16 …
        public let type: String
        /// Sizes of the dimensions.
        public let shape: [Int]
        /// The bytes that it takes.
        public let bytes: Int
        /// The file that it lies in.
        public let file: String
    }

    /// A part of the network and its parameters.
    public struct Part: Sendable, Equatable, Codable {
        /// Its name.
        public let name: String
        /// Its parameters, over all blocks.
        public let parameters: Int
    }

    /// The shape.
    public let configuration: ModelConfiguration
    /// Parameters by part of the network, in the order in which a token meets them.
    public let parts: [Part]
    /// All parameters.
    public let parameters: Int
    /// Floating-point operations of one training token.
    public let flopsPerToken: Int
    /// The tensors, in the order of the files and of the bytes in them.
    public let tensors: [StoredTensor]

    /// Looks at a model's directory.
    public init(_ directory: URL) throws {
        configuration = try ModelConfiguration(contentsOf: directory.appendingPathComponent("config.json"))
        let counts = configuration.parametersByPart
        parts = ParameterShape.Part.allCases.compactMap { part in
            counts[part].map { Part(name: part.rawValue, parameters: $0) }
        }
        parameters = configuration.parameterCount
        flopsPerToken = configuration.flopsPerToken
        tensors = try Checkpoint.weightFiles(of: directory).flatMap { file in
            try file.names.map { name in
                let entry = try file.entry(name)
                return StoredTensor(
                    name: name, type: entry.type, shape: entry.shape, bytes: entry.range.count,
                    file: URL(fileURLWithPath: file.path).lastPathComponent)
            }
        }
    }

    /// The weights files, in order.
    public var files: [String] { Set(tensors.map(\.file)).sorted() }
    /// The element types, in alphabetical order.
    public var types: [String] { Set(tensors.map(\.type)).sorted() }
    /// Bytes of all tensors.
    public var bytes: Int { tensors.reduce(0) { $0 + $1.bytes } }
}
