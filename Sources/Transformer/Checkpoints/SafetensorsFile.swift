import Foundation
import Tensors

/// A file of named tensors: an 8-byte little-endian header length, a JSON header, then the bytes
/// (github.com/huggingface/safetensors). Mapped into memory, not read.
public struct SafetensorsFile: Sendable {
    /// One tensor's place.
    public struct Entry: Sendable, Equatable {
        /// Element type as the header writes it: F32, BF16, I64 …
        public let type: String
        /// Sizes of the dimensions.
        public let shape: [Int]
        /// Bytes from the end of the header.
        public let range: Range<Int>
    }

    /// The tensors by name.
    public let entries: [String: Entry]
    /// The header's free texts.
    public let metadata: [String: String]
    /// The file.
    let path: String
    private let data: Data
    private let base: Int

    /// Bytes per element of the types that a file may hold.
    static let sizes = [
        "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1, "I64": 8, "I32": 4, "I16": 2, "I8": 1,
        "U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1,
    ]
    /// Those of them that are numbers of a network: they may be stored as another of these types.
    static let floatTypes: Set = ["F64", "F32", "F16", "BF16"]

    /// Opens a file and checks its header against its length.
    public init(_ url: URL) throws {
        path = url.path
        guard FileManager.default.fileExists(atPath: path) else { throw TransformerError.missingFile(path: path) }
        do {
            data = try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw TransformerError.badFile(path: path, reason: error.localizedDescription)
        }
        guard data.count >= 8 else {
            throw TransformerError.cutShort(path: path, tensor: "(header)", needed: 8, found: data.count)
        }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= 100_000_000, length <= UInt64(data.count - 8) else {
            throw TransformerError.cutShort(
                path: path, tensor: "(header)", needed: Int(clamping: length), found: data.count - 8)
        }
        base = 8 + Int(length)
        guard let header = try? JSONSerialization.jsonObject(with: data[8..<base]) as? [String: Any] else {
            throw TransformerError.badFile(path: path, reason: "its header is not a JSON object")
        }
        metadata = header["__metadata__"] as? [String: String] ?? [:]
        var entries: [String: Entry] = [:]
        for (name, value) in header where name != "__metadata__" {
            entries[name] = try Self.entry(name, value, path: path, available: data.count - base)
        }
        self.entries = entries
    }

    private static func entry(_ name: String, _ value: Any, path: String, available: Int) throws -> Entry {
        guard let fields = value as? [String: Any], let type = fields["dtype"] as? String,
            let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int], offsets.count == 2
        else { throw TransformerError.badFile(path: path, reason: "the header's entry '\(name)' is not a tensor") }
        guard let size = sizes[type] else {
            throw TransformerError.unsupported(path: path, feature: "the element type '\(type)' of '\(name)'")
        }
        var bytes = size
        for dimension in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow else {
                throw TransformerError.badFile(path: path, reason: "tensor '\(name)' has the impossible shape \(shape)")
            }
            bytes = product
        }
        guard offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] - offsets[0] == bytes else {
            throw TransformerError.badFile(
                path: path, reason: "tensor '\(name)' of \(bytes) bytes has the offsets \(offsets)")
        }
        guard offsets[1] <= available else {
            throw TransformerError.cutShort(path: path, tensor: name, needed: offsets[1], found: available)
        }
        return Entry(type: type, shape: shape, range: offsets[0]..<offsets[1])
    }

    /// The tensors' names in the order of their bytes.
    var names: [String] {
        entries.sorted { ($0.value.range.lowerBound, $0.key) < ($1.value.range.lowerBound, $1.key) }.map(\.key)
    }

    /// A tensor's elements as float32.
    public func tensor(_ name: String) throws -> Tensor {
        let entry = try entry(name)
        guard Self.floatTypes.contains(entry.type) || ["I64", "I32", "U8"].contains(entry.type) else {
            throw TransformerError.unsupported(path: path, feature: "the element type '\(entry.type)' of '\(name)'")
        }
        let tensor = Tensor(uninitialized: entry.shape)
        data.withUnsafeBytes { all in
            let bytes = UnsafeRawBufferPointer(
                rebasing: all[base + entry.range.lowerBound..<base + entry.range.upperBound])
            for i in 0..<tensor.count {
                tensor.pointer[i] =
                    switch entry.type {
                    case "F32": Float(bitPattern: bytes.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self))
                    case "F64": Float(Double(bitPattern: bytes.loadUnaligned(fromByteOffset: 8 * i, as: UInt64.self)))
                    case "BF16":
                        Float(bitPattern: UInt32(bytes.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)) << 16)
                    case "F16": Self.float(half: bytes.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self))
                    case "I64": Float(bytes.loadUnaligned(fromByteOffset: 8 * i, as: Int64.self))
                    case "I32": Float(bytes.loadUnaligned(fromByteOffset: 4 * i, as: Int32.self))
                    default: Float(bytes[i])
                    }
            }
        }
        return tensor
    }

    /// A tensor's bytes as they lie in the file.
    public func bytes(_ name: String) throws -> Data {
        let range = try entry(name).range
        return data[base + range.lowerBound..<base + range.upperBound]
    }

    /// A tensor of whole numbers.
    public func integers(_ name: String) throws -> [Int32] {
        let entry = try entry(name)
        guard ["I64", "I32"].contains(entry.type) else {
            throw TransformerError.badFile(path: path, reason: "tensor '\(name)' is \(entry.type), not whole numbers")
        }
        let size = entry.type == "I64" ? 8 : 4
        return try data.withUnsafeBytes { all in
            try (0..<entry.range.count / size).map { i in
                let place = base + entry.range.lowerBound + i * size
                guard size == 8 else { return all.loadUnaligned(fromByteOffset: place, as: Int32.self) }
                let value = all.loadUnaligned(fromByteOffset: place, as: Int64.self)
                guard let small = Int32(exactly: value) else {
                    throw TransformerError.badFile(path: path, reason: "tensor '\(name)' holds \(value)")
                }
                return small
            }
        }
    }

    func entry(_ name: String) throws -> Entry {
        guard let entry = entries[name] else { throw TransformerError.missingTensor(path: path, tensor: name) }
        return entry
    }

    /// An IEEE half-precision number.
    static func float(half: UInt16) -> Float {
        let sign = UInt32(half & 0x8000) << 16
        let exponent = UInt32(half >> 10 & 0x1F)
        let fraction = UInt32(half & 0x3FF)
        switch exponent {
        case 0:
            let magnitude = Float(fraction) * 0x1p-24
            return sign == 0 ? magnitude : -magnitude
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
