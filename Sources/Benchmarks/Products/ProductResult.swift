/// One product's speed in GFLOP/s, ours and the peers'; a peer that is not there has none.
public struct ProductResult: Sendable, Equatable, Codable {
    /// One contender's turns.
    public struct Speed: Sendable, Equatable, Codable {
        /// The median turn.
        public let median: Double
        /// The fastest one: what is left when others use the machine as well.
        public let fastest: Double
    }

    /// The shape in words.
    public let shape: String
    /// Ours.
    public let ours: Speed
    /// OpenBLAS's `cblas_sgemm`.
    public let openblas: Speed?
    /// oneDNN on plain matrices: `dnnl_sgemm`, or matmul on bfloat16.
    public let onednn: Speed?
    /// oneDNN with weights in its own layout, made beforehand.
    public let onednn_packed: Speed?
    /// The greatest difference between ours and a peer's result, over the greatest value.
    public let difference: Double?
    /// Our median over the best peer's.
    public let ratio: Double?
    /// Our fastest turn over the best peer's.
    public let ratio_of_fastest: Double?

    init(
        _ shape: ProductShape, ours: Speed, openblas: Speed?, onednn: Speed?, onednnPacked: Speed?, difference: Double?
    ) {
        self.shape = shape.name
        self.ours = ours
        self.openblas = openblas
        self.onednn = onednn
        onednn_packed = onednnPacked
        self.difference = difference
        let peers = [openblas, onednn, onednnPacked].compactMap { $0 }
        ratio = peers.map(\.median).max().map { ours.median / $0 }
        ratio_of_fastest = peers.map(\.fastest).max().map { ours.fastest / $0 }
    }
}
