import CKernels

/// The fast backend: CKernels' inner loops, spread over the thread pool.
///
/// Work is cut into pieces of fixed size, never by the number of threads; partial sums over rows are joined in row order.
public struct CPUBackend: Backend {
    /// The backend of this process's standard precision.
    public static var standard: CPUBackend { CPUBackend(precision: .standard) }

    public let precision: Precision
    public let layout: String
    let kernels: Kernels
    let pool: ThreadPool

    /// A backend for an available instruction set, the best one by default; `plain` where it is not available.
    public init(_ set: Processor.InstructionSet = Processor.used, precision: Precision, pool: ThreadPool = .shared) {
        guard let table = swiftlet_kernels(set.code) ?? swiftlet_kernels(SWIFTLET_ISA_PLAIN) else {
            preconditionFailure("the plain kernels are part of every build")
        }
        kernels = Kernels(table: table)
        self.precision = precision
        self.pool = pool
        layout = "panels of \(kernels.columnTile), \(precision.rawValue)"
    }

    /// How operands are stored.
    var operand: Tensor.Element { precision.halves ? .bfloat16 : .float32 }
    /// The products of this precision.
    var products: SwiftletProducts {
        switch precision {
        case .f32: kernels.f32
        case .bf16: kernels.bf16
        case .amx: kernels.amx
        }
    }

    /// This thread's working memory, enough for attention over so many keys.
    static func scratch(keys: Int = 0, headSize: Int = 0) -> UnsafeMutablePointer<Float> {
        guard let scratch = swiftlet_scratch(swiftlet_scratch_floats(keys, headSize)) else {
            fatalError("no memory left for attention over \(keys) keys. Shorten the context.")
        }
        return scratch
    }

    /// Elements per piece of element-wise work.
    static let elementsPerPiece = 1 << 15
    /// Rows per piece of row-wise work: gradients of norm weights are summed within a piece, then over the pieces.
    static let rowsPerPiece = 64

    /// Calls `body(start, count)` for pieces of 0..<count.
    func eachPiece(of count: Int, _ piece: Int, _ body: @escaping @Sendable (_ start: Int, _ count: Int) -> Void) {
        let pieces = (count + piece - 1) / piece
        pool.run(pieces) { index in
            let start = index * piece
            body(start, min(piece, count - start))
        }
    }

    /// Sums `pieces` rows of `width` floats, in order, into `sums`.
    func joinPieces(_ partial: Tensor, into sums: Tensor) {
        let width = sums.count
        for piece in 0..<partial.rows {
            kernels.add(width, sums.pointer, partial.pointer + piece * width, sums.pointer)
        }
    }
}

/// A constant table of C functions.
@dynamicMemberLookup
struct Kernels: @unchecked Sendable {
    let table: UnsafePointer<SwiftletKernels>

    subscript<Member>(dynamicMember member: KeyPath<SwiftletKernels, Member>) -> Member {
        table.pointee[keyPath: member]
    }
}

extension CPUBackend {
    public func crossEntropy(_ logits: Tensor, targets: ArraySlice<Int32>, scale: Float, gradient: Bool) -> [Float] {
        let losses = Tensor(uninitialized: [targets.count])
        let (width, first, kernels) = (logits.width, targets.startIndex, kernels)
        eachPiece(of: targets.count, 16) { start, count in
            for row in start..<start + count {
                losses.pointer[row] = kernels.crossEntropy(
                    width, logits.pointer + row * width, targets[first + row], scale, gradient)
            }
        }
        return losses.toArray()
    }
}
