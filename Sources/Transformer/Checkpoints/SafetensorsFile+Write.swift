import Foundation
import Tensors

#if canImport(Glibc)
    import Glibc
#endif

extension SafetensorsFile {
    /// A tensor to be written. Its bytes are asked for when its turn comes, so that one at a time is in memory.
    public struct Output {
        /// The tensor's name.
        public let name: String
        /// The element type as the header writes it.
        public let type: String
        /// Sizes of the dimensions.
        public let shape: [Int]
        /// The number of bytes.
        public let size: Int
        let bytes: () throws -> Data

        /// A tensor of floats, stored as `element`.
        public init(
            _ name: String, shape: [Int], as element: FloatType = .float32, _ tensor: @escaping () throws -> Tensor
        ) {
            self.name = name
            self.shape = shape
            type = element.safetensorsName
            size = shape.reduce(element.size, *)
            bytes = { try element.bytes(of: tensor(), named: name) }
        }

        /// A tensor of another file, byte for byte.
        public init(_ name: String, of file: SafetensorsFile) throws {
            let entry = try file.entry(name)
            self.name = name
            (type, shape, size) = (entry.type, entry.shape, entry.range.count)
            bytes = { try file.bytes(name) }
        }
    }

    /// Writes float32 tensors, in the given order; see `write(_:metadata:to:)`.
    public static func write(
        _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = ["format": "pt"], to url: URL
    ) throws {
        try write(
            tensors.map { named in Output(named.name, shape: named.tensor.shape) { named.tensor } }, metadata: metadata,
            to: url)
    }

    /// Writes tensors, in the given order, under a temporary name that is synced and renamed: the same tensors give the same
    /// bytes.
    public static func write(
        _ outputs: [Output], metadata: [String: String] = ["format": "pt"], to url: URL
    ) throws {
        var header: [String: Any] = ["__metadata__": metadata]
        var offset = 0
        for output in outputs {
            let end = offset + output.size
            header[output.name] =
                ["dtype": output.type, "shape": output.shape, "data_offsets": [offset, end]] as [String: Any]
            offset = end
        }
        var json = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
        while json.count % 8 != 0 { json.append(0x20) }
        let temporary = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).tmp")
        guard let file = fopen(temporary.path, "wb") else { throw failure(url) }
        var whole = false
        var isOpen = true
        defer {
            if isOpen { fclose(file) }
            if !whole { unlink(temporary.path) }
        }
        func put(_ bytes: Data) throws {
            guard bytes.withUnsafeBytes({ fwrite($0.baseAddress, 1, $0.count, file) }) == bytes.count else {
                throw failure(url)
            }
        }
        try put(withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) })
        try put(json)
        for output in outputs { try put(output.bytes()) }
        guard fflush(file) == 0, fsync(fileno(file)) == 0 else { throw failure(url) }
        isOpen = false
        guard fclose(file) == 0, rename(temporary.path, url.path) == 0 else { throw failure(url) }
        whole = true
    }

    private static func failure(_ url: URL) -> TransformerError {
        .cannotWrite(
            path: url.path, reason: String(cString: strerror(errno)), diskFull: errno == ENOSPC || errno == EDQUOT)
    }
}
