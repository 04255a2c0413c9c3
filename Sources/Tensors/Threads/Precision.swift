import Foundation
import Synchronization

/// What matrix products multiply. Sums, norms, weights and moments are float32 in either.
public enum Precision: String, Sendable, CaseIterable {
    /// Floats.
    case f32
    /// Both operands rounded to bfloat16, two depths at a time: twice as fast where the processor multiplies such pairs.
    case bf16
    /// The same operands, summed over 32 depths at a time as the tiles of Intel's AMX do it: three to nine times as fast as bf16 there.
    case amx

    private static let chosen = Mutex<Precision?>(nil)

    /// The one that models use unless they are told otherwise: what `choose` said, else what the environment's
    /// SWIFTLET_PRECISION says, else the fastest that the processor has instructions for.
    public static var standard: Precision {
        chosen.withLock { $0 } ?? ProcessInfo.processInfo.environment["SWIFTLET_PRECISION"].flatMap(Precision.init)
            ?? fastest
    }

    private static var fastest: Precision {
        switch Processor.used {
        case .amx: .amx
        case .avx512bf16: .bf16
        case .plain, .avx2, .avx512, .neon: .f32
        }
    }

    /// Sets the standard of this process; call it before the first model is made.
    public static func choose(_ precision: Precision) { chosen.withLock { $0 = precision } }

    /// Whether operands are rounded to bfloat16.
    public var halves: Bool { self != .f32 }

    /// The 32-bit words in which a right operand's column of so many elements is laid out.
    public func words(_ depth: Int) -> Int {
        switch self {
        case .f32: depth
        case .bf16: (depth + 1) / 2
        case .amx: (depth + 31) / 32 * 16
        }
    }
}
