import CKernels

/// The fast backend: CKernels' inner loops, spread over the thread pool.
///
/// Work is cut into pieces of fixed size, never by the number of threads; partial sums over rows are joined in row order.
public struct CPUBackend: Backend {
    /// The backend for the best instruction set of this machine.
    public static let shared = CPUBackend(Processor.used)

    let kernels: Kernels
    let pool: ThreadPool

    /// A backend for one available instruction set; `plain` where it is not available.
    public init(_ set: Processor.InstructionSet, pool: ThreadPool = .shared) {
        guard let table = swiftlet_kernels(set.code) ?? swiftlet_kernels(SWIFTLET_ISA_PLAIN) else {
            preconditionFailure("the plain kernels are part of every build")
        }
        kernels = Kernels(table: table)
        self.pool = pool
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
    public func multiply(
        _ a: Tensor, transposedA: Bool, _ b: Tensor, transposedB: Bool, into c: Tensor, accumulate: Bool
    ) {
        let (m, n) = (c.rows, c.width)
        let k = transposedA ? a.rows : a.width
        precondition(
            (transposedA ? a.width : a.rows) == m && (transposedB ? b.width : b.rows) == k
                && (transposedB ? b.rows : b.width) == n, "\(a.shape) · \(b.shape) does not give \(c.shape)")
        guard m > 0, n > 0 else { return }
        let kernels = kernels
        // Cut the longer side, so that what every piece packs anew stays small beside its work.
        let byRows = m >= n
        let tile = byRows ? kernels.rowTile : kernels.columnTile
        let length = byRows ? m : n
        let perThread = (length + pool.threads - 1) / pool.threads
        let wish = min(max(perThread, 1), byRows ? 2048 : 1024)
        let piece = m * n * k < 1 << 16 ? length : (wish + tile - 1) / tile * tile
        eachPiece(of: length, piece) { start, count in
            let row = byRows ? start : 0
            let column = byRows ? 0 : start
            let left = SwiftletMatrix(
                data: a.pointer + row * (transposedA ? 1 : k), rowStride: transposedA ? 1 : k,
                columnStride: transposedA ? m : 1)
            let right = SwiftletMatrix(
                data: b.pointer + column * (transposedB ? k : 1), rowStride: transposedB ? 1 : n,
                columnStride: transposedB ? k : 1)
            kernels.gemm(
                byRows ? count : m, byRows ? n : count, k, left, right, c.pointer + row * n + column, n, accumulate,
                Scratch.pointer())
        }
    }

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
