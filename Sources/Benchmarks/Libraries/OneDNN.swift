/// oneDNN's matrix products: `dnnl_sgemm` (versions 2 and 3), and the matmul primitive of version 2, which also takes bfloat16
/// and weights laid out by the library.
struct OneDNN: @unchecked Sendable {
    private typealias Product =
        @convention(c) (
            CChar, CChar, Int64, Int64, Int64, Float, UnsafePointer<Float>, Int64, UnsafePointer<Float>, Int64, Float,
            UnsafeMutablePointer<Float>, Int64
        ) -> Int32

    /// The version in words.
    let description: String
    /// Why there are no bfloat16 products and packed weights, if there are none.
    let limitation: String?
    /// The matmul primitive.
    let matmul: OneDNNMatmul?
    private let product: Product

    /// Opens the library; it works on OpenMP's threads.
    init?(threads: Int) {
        guard let library = DynamicLibrary(["libdnnl.so.2", "libdnnl.so.3", "libdnnl.so"]),
            let product = library.function("dnnl_sgemm", as: Product.self),
            let version = library.function(
                "dnnl_version", as: (@convention(c) () -> UnsafePointer<CInt>?).self)?()
        else { return nil }
        self.product = product
        library.function("omp_set_num_threads", as: (@convention(c) (Int32) -> Void).self)?(Int32(threads))
        let major = version[0]
        description = "oneDNN \(major).\(version[1]).\(version[2])"
        matmul = major == 2 ? OneDNNMatmul(library) : nil
        limitation =
            matmul == nil
            ? "matmul primitives are only known of version 2; this is \(major): float32 by dnnl_sgemm alone" : nil
    }

    /// c = a·b of row-major matrices; `transposed…` says that an operand is stored the other way round.
    func multiply(
        _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, transposedA: Bool, _ b: UnsafePointer<Float>,
        transposedB: Bool, into c: UnsafeMutablePointer<Float>
    ) {
        func letter(_ transposed: Bool) -> CChar { CChar(bitPattern: UInt8(ascii: transposed ? "T" : "N")) }
        _ = product(
            letter(transposedA), letter(transposedB), Int64(m), Int64(n), Int64(k), 1, a, Int64(transposedA ? m : k), b,
            Int64(transposedB ? k : n), 0, c, Int64(n))
    }
}
