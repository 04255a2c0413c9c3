import Benchmarks
import Tensors
import Testing

struct ProductBenchmarkTests {
    private static let peers = PeerLibraries(threads: 1)

    @Test func shapesAreReadAsTheyAreWritten() {
        #expect(ProductShape("1024,768,256") == ProductShape(1024, 768, 256))
        #expect(ProductShape("4,5,6,dx") == ProductShape(4, 5, 6, .inputGradient))
        #expect(ProductShape("4,5,6,dw") == ProductShape(4, 5, 6, .weightGradient))
        #expect(ProductShape(4, 5, 6).flops == 240)
        for wrong in [
            "", "4,5", "4,5,x", "4,5,6,7", "0,5,6", "4,5,6,dx,dw", "4,5,6,", ",4,5,6", "-1,5,6", "99999999,1,1",
        ] {
            #expect(ProductShape(wrong) == nil, "\(wrong)")
        }
    }

    @Test func withoutPeersThereIsNoRatio() {
        let result = ProductBenchmark(precision: .f32, runs: 1, peers: .none).measure(ProductShape(33, 17, 40))
        #expect(result.ours.fastest > 0 && result.ratio == nil && result.difference == nil)
    }

    /// The libraries get their operands as they expect them: their products are ours, up to the order of sums.
    @Test(.enabled(if: peers.isAnyInstalled), arguments: Precision.allCases, ProductShape.Kind.allCases)
    func peersMakeTheSameProducts(precision: Precision, kind: ProductShape.Kind) {
        let benchmark = ProductBenchmark(precision: precision, runs: 1, peers: Self.peers)
        let result = benchmark.measure(ProductShape(70, 45, 90, kind))
        #expect((result.difference ?? 0) < 1e-5, "\(result)")
        if precision == .f32 { #expect(result.difference != nil && (result.ratio ?? 0) > 0) }
    }
}
