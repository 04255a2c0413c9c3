import CKernels
import Foundation

/// The instruction sets of this machine, and the kernels in use.
public enum Processor {
    /// Instruction sets that there are kernels for.
    public enum InstructionSet: String, CaseIterable, Sendable {
        case plain, avx2, avx512, avx512bf16, amx, neon

        var code: SwiftletISA {
            switch self {
            case .plain: SWIFTLET_ISA_PLAIN
            case .avx2: SWIFTLET_ISA_AVX2
            case .avx512: SWIFTLET_ISA_AVX512
            case .avx512bf16: SWIFTLET_ISA_AVX512BF16
            case .amx: SWIFTLET_ISA_AMX
            case .neon: SWIFTLET_ISA_NEON
            }
        }
    }

    /// Those that this processor and program have, the widest last.
    public static let available: [InstructionSet] = InstructionSet.allCases.filter { swiftlet_kernels($0.code) != nil }

    /// The one that is used: the widest, unless the environment's SWIFTLET_ISA names another available one.
    public static let used: InstructionSet = {
        let wanted = ProcessInfo.processInfo.environment["SWIFTLET_ISA"].flatMap(InstructionSet.init(rawValue:))
        return wanted.flatMap { available.contains($0) ? $0 : nil } ?? available.last ?? .plain
    }()
}
