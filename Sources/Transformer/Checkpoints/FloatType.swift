import Foundation
import Tensors

/// How a file stores the numbers of a network.
public enum FloatType: String, Sendable, CaseIterable {
    /// IEEE single precision.
    case float32
    /// The upper half of a float32.
    case bfloat16
    /// IEEE half precision: up to 65,504.
    case float16

    /// The name in a safetensors header.
    var safetensorsName: String {
        switch self {
        case .float32: "F32"
        case .bfloat16: "BF16"
        case .float16: "F16"
        }
    }

    /// The name in a config.json.
    var huggingFaceName: String { rawValue }

    /// Bytes of one number.
    var size: Int { self == .float32 ? 4 : 2 }

    /// A tensor's numbers as little-endian bytes, rounded to the nearest, ties to even.
    ///
    /// - Throws: `TransformerError.numberTooLarge` where a finite number would become an infinite half.
    func bytes(of tensor: Tensor, named name: String) throws -> Data {
        let numbers = UnsafeBufferPointer(start: tensor.pointer, count: tensor.count)
        switch self {
        case .float32: return Data(buffer: numbers)
        case .bfloat16:
            return numbers.map { value in
                let bits = value.bitPattern
                // Rounding must not carry a NaN's fraction over into infinity.
                return value.isNaN ? UInt16(bits >> 16) | 0x40 : UInt16((bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
            }.withUnsafeBytes { Data($0) }
        case .float16:
            return try numbers.map { value in
                let half = Float16(value)
                guard half.isFinite || !value.isFinite else {
                    throw TransformerError.numberTooLarge(tensor: name, value: value)
                }
                return half.bitPattern
            }.withUnsafeBytes { Data($0) }
        }
    }
}
