import Foundation

/// OpenBLAS's single-precision product, through the C interface of BLAS.
struct OpenBLAS: Sendable {
    private typealias Product =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32, UnsafePointer<Float>, Int32,
            Float, UnsafeMutablePointer<Float>, Int32
        ) -> Void
    private typealias Text = @convention(c) () -> UnsafePointer<CChar>?

    /// Version, and the core that its kernels are for.
    let description: String
    private let product: Product

    /// Opens the library and sets its threads. It reads OPENBLAS_CORETYPE as it is loaded, so whoever wants the core that it
    /// detects itself unsets the variable before.
    init?(threads: Int) {
        guard let library = DynamicLibrary(["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"]),
            let product = library.function("cblas_sgemm", as: Product.self)
        else { return nil }
        self.product = product
        library.function("openblas_set_num_threads", as: (@convention(c) (Int32) -> Void).self)?(Int32(threads))
        let texts = ["openblas_get_config", "openblas_get_corename"].compactMap {
            library.function($0, as: Text.self)?().map { String(cString: $0) }
        }
        let words = texts.first?.split(separator: " ").prefix(2).joined(separator: " ") ?? "OpenBLAS"
        description = texts.count > 1 ? "\(words), core \(texts[1])" : words
    }

    /// c = a·b of row-major matrices; `transposed…` says that an operand is stored the other way round.
    func multiply(
        _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, transposedA: Bool, _ b: UnsafePointer<Float>,
        transposedB: Bool, into c: UnsafeMutablePointer<Float>
    ) {
        let (rowMajor, plain, transposed): (Int32, Int32, Int32) = (101, 111, 112)
        product(
            rowMajor, transposedA ? transposed : plain, transposedB ? transposed : plain, Int32(m), Int32(n), Int32(k),
            1, a, Int32(transposedA ? m : k), b, Int32(transposedB ? k : n), 0, c, Int32(n))
    }
}
