import Foundation
import Synchronization

/// What matrix products multiply. Sums, norms, weights and moments are float32 in either.
public enum Precision: String, Sendable, CaseIterable {
    /// Floats.
    case f32
    /// Both operands rounded to bfloat16: twice as fast where the processor has it.
    case bf16

    private static let chosen = Mutex<Precision?>(nil)

    /// The one that models use unless they are told otherwise: what `choose` said, else what the environment's
    /// SWIFTLET_PRECISION says, else bf16 where the processor multiplies it in one instruction.
    public static var standard: Precision {
        chosen.withLock { $0 } ?? ProcessInfo.processInfo.environment["SWIFTLET_PRECISION"].flatMap(Precision.init)
            ?? (Processor.used == .avx512bf16 ? .bf16 : .f32)
    }

    /// Sets the standard of this process; call it before the first model is made.
    public static func choose(_ precision: Precision) { chosen.withLock { $0 = precision } }
}
