import Foundation
import Tensors

/// Measures one product after the other: ours, then each peer, and again, so that a noisy machine disturbs all alike.
public struct ProductBenchmark: Sendable {
    private let backend: CPUBackend
    private let runs: Int
    private let peers: PeerLibraries
    /// Seconds that a contender's turn takes at least, after one call that does not count.
    private static let turn = 0.01
    /// Seconds before a turn: threads of the one before look for more work for some milliseconds.
    private static let pause = 0.03

    /// A benchmark of `runs` turns each.
    public init(precision: Precision, runs: Int, peers: PeerLibraries) {
        backend = CPUBackend(precision: precision)
        self.runs = max(1, runs)
        self.peers = peers
    }

    /// One shape, on numbers from N(0, 1).
    public func measure(_ shape: ProductShape) -> ProductResult {
        let isHalf = backend.precision.halves
        let a = Operand(shape.transposesA ? [shape.k, shape.m] : [shape.m, shape.k], seed: 1)
        let b = Operand(shape.transposesB ? [shape.n, shape.k] : [shape.k, shape.n], seed: 2)
        let c = Tensor(uninitialized: [shape.m, shape.n])
        let peerResult = Tensor(zeros: [shape.m, shape.n])
        let (left, right) = isHalf ? (a.half, b.half) : (a.floats, b.floats)
        let weights = shape.kind == .forward ? backend.prepare(right, transposed: true) : nil

        var contenders: [Contender] = [
            Contender(name: .ours) { [backend] in
                let ready = weights ?? backend.prepare(right, transposed: false)
                backend.multiply(left, transposed: shape.transposesA, ready, into: c)
            }
        ]
        if !isHalf, let library = peers.openBLAS {
            contenders.append(
                Contender(name: .openBLAS) {
                    library.multiply(
                        shape.m, shape.n, shape.k, left.pointer, transposedA: shape.transposesA, right.pointer,
                        transposedB: shape.transposesB, into: peerResult.pointer)
                })
        }
        if !isHalf, let library = peers.oneDNN {
            contenders.append(
                Contender(name: .oneDNN) {
                    library.multiply(
                        shape.m, shape.n, shape.k, left.pointer, transposedA: shape.transposesA, right.pointer,
                        transposedB: shape.transposesB, into: peerResult.pointer)
                })
        }
        contenders += primitives(shape, left, right, peerResult)

        var difference: Double?
        for contender in contenders {
            // So that a peer that does nothing is not taken for the one before.
            peerResult.pointer.update(repeating: 0, count: peerResult.count)
            contender.run()
            guard contender.name != .ours else { continue }
            difference = max(difference ?? 0, Self.difference(c, peerResult))
        }
        var speeds: [Contender.Name: [Double]] = [:]
        for _ in 0..<runs {
            for contender in contenders { speeds[contender.name, default: []].append(speed(contender, shape)) }
        }
        let results = speeds.mapValues { turns in
            let sorted = turns.sorted()
            return ProductResult.Speed(median: sorted[sorted.count / 2], fastest: sorted[sorted.count - 1])
        }
        return ProductResult(
            shape, ours: results[.ours] ?? .init(median: 0, fastest: 0), openblas: results[.openBLAS],
            onednn: results[.oneDNN], onednnPacked: results[.oneDNNPacked], difference: difference)
    }

    /// oneDNN's matmul: on plain bfloat16 matrices, and with weights packed beforehand in either precision.
    private func primitives(_ shape: ProductShape, _ a: Tensor, _ b: Tensor, _ c: Tensor) -> [Contender] {
        guard let matmul = peers.oneDNN?.matmul else { return [] }
        func matrix(_ tensor: Tensor, _ rows: Int, _ columns: Int, transposed: Bool) -> OneDNNMatmul.Matrix {
            OneDNNMatmul.Matrix(
                data: tensor.bytes, rows: rows, columns: columns, isTransposed: transposed,
                element: tensor.element == .bfloat16 ? .bfloat16 : .float32)
        }
        let kinds: [(Contender.Name, Bool)] =
            (a.element == .bfloat16 ? [(.oneDNN, false)] : []) + (shape.kind == .forward ? [(.oneDNNPacked, true)] : [])
        return kinds.compactMap { name, packs in
            let product = OneDNNProduct(
                matmul, matrix(a, shape.m, shape.k, transposed: shape.transposesA),
                matrix(b, shape.k, shape.n, transposed: shape.transposesB),
                into: matrix(c, shape.m, shape.n, transposed: false), packs: packs)
            return product.map { product in Contender(name: name) { product() } }
        }
    }

    /// GFLOP/s of one turn.
    private func speed(_ contender: Contender, _ shape: ProductShape) -> Double {
        Thread.sleep(forTimeInterval: Self.pause)
        contender.run()
        let began = DispatchTime.now().uptimeNanoseconds
        var calls = 0
        var seconds = 0.0
        repeat {
            contender.run()
            calls += 1
            seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
        } while seconds < Self.turn
        return shape.flops * Double(calls) / seconds / 1e9
    }

    /// max |x − y| / max |x| over a sample of the elements.
    private static func difference(_ x: Tensor, _ y: Tensor) -> Double {
        var (greatest, scale): (Float, Float) = (0, 1e-30)
        for i in Swift.stride(from: 0, to: x.count, by: max(1, x.count / 9973)) {
            greatest = max(greatest, abs(x.pointer[i] - y.pointer[i]))
            scale = max(scale, abs(x.pointer[i]))
        }
        return Double(greatest / scale)
    }
}

/// One way to make the product.
private struct Contender {
    enum Name: Hashable {
        case ours, openBLAS, oneDNN, oneDNNPacked
    }

    let name: Name
    let run: () -> Void
}

/// A matrix of random numbers as float32 and as bfloat16.
private struct Operand {
    let floats: Tensor
    let half: Tensor

    /// Numbers from N(0, 1); of large matrices the first million is repeated.
    init(_ shape: [Int], seed: UInt64) {
        floats = Tensor(uninitialized: shape)
        half = Tensor(uninitialized: shape, .bfloat16)
        var random = RandomStream(seed: seed, purpose: .test)
        let drawn = random.normal([min(floats.count, 1_000_003)], deviation: 1)
        let halves = half.bytes.assumingMemoryBound(to: UInt16.self)
        for i in 0..<floats.count {
            let bits = drawn.pointer[i % drawn.count].bitPattern
            floats.pointer[i] = drawn.pointer[i % drawn.count]
            halves[i] = UInt16(truncatingIfNeeded: (bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
        }
    }
}
