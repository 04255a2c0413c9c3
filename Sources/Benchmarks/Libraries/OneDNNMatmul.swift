/// The processor as oneDNN 2 sees it, on which its matmul primitives run.
struct OneDNNMatmul: @unchecked Sendable {
    /// Element types, by the library's numbers.
    enum Element: Int32 {
        case bfloat16 = 2
        case float32 = 3
    }

    /// A matrix, row-major, or stored the other way round.
    struct Matrix {
        var data: UnsafeMutableRawPointer
        var rows, columns: Int
        var isTransposed: Bool
        var element: Element

        /// Elements from row to row and from column to column.
        var strides: [Int64] { isTransposed ? [1, Int64(rows)] : [Int64(columns), 1] }
    }

    let functions: OneDNNFunctions
    let engine: OneDNNFunctions.Handle
    let stream: OneDNNFunctions.Handle

    init?(_ library: DynamicLibrary) {
        guard let functions = OneDNNFunctions(library) else { return nil }
        self.functions = functions
        var made: (engine: OneDNNFunctions.Handle, stream: OneDNNFunctions.Handle) = (nil, nil)
        let (processor, inOrder): (Int32, UInt32) = (1, 1)
        guard functions.makeEngine(&made.engine, processor, 0) == 0,
            functions.makeStream(&made.stream, made.engine, inOrder) == 0
        else { return nil }
        (engine, stream) = made
    }
}
