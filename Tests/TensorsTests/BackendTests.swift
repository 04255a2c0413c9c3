import Foundation
import Tensors
import Testing

/// The fast backend against its scalar twin, for every instruction set of this machine.
struct BackendTests {
    private let plain = PlainBackend(precision: .f32)

    private func random(_ shape: [Int], _ step: Int) -> Tensor {
        var stream = RandomStream(seed: 7, purpose: .test, step: step)
        return stream.normal(shape, deviation: 1)
    }

    private func expectClose(
        _ a: Tensor, _ b: Tensor, _ tolerance: Float = 2e-5, _ place: SourceLocation = #_sourceLocation
    ) {
        let greatest = b.toArray().map(abs).max() ?? 0
        let worst = zip(a.toArray(), b.toArray()).map { abs($0 - $1) }.max() ?? 0
        #expect(worst <= tolerance * max(greatest, 1e-6), "off by \(worst) of \(greatest)", sourceLocation: place)
    }

    @Test(arguments: Processor.available, [1, 17, 33, 64])
    func rowsAndElementsAgreeWithTheTwin(set: Processor.InstructionSet, width: Int) {
        let fast = CPUBackend(set, precision: .f32)
        let x = random([70, width], 1), w = random([width], 2), b = random([width], 3), g = random([70, width], 4)
        let (dw, twinDW, db, twinDB) = (
            Tensor(zeros: [width]), Tensor(zeros: [width]), Tensor(zeros: [width]), Tensor(zeros: [width])
        )
        let (rms, twinRMS) = (
            fast.rmsNorm(x, weight: w, epsilon: 1e-5, asOperand: false),
            plain.rmsNorm(x, weight: w, epsilon: 1e-5, asOperand: false)
        )
        expectClose(rms.y, twinRMS.y)
        let (dx, twinDX) = (Tensor(uninitialized: x.shape), Tensor(uninitialized: x.shape))
        fast.rmsNormBackward(x, weight: w, inverse: rms.inverse, gradient: g, weightGradient: dw, into: dx, addend: g)
        plain.rmsNormBackward(
            x, weight: w, inverse: twinRMS.inverse, gradient: g, weightGradient: twinDW, into: twinDX, addend: g)
        expectClose(dx, twinDX, 1e-4)
        expectClose(dw, twinDW)
        if width > 1 {
            let layer = fast.layerNorm(x, weight: w, bias: b, epsilon: 1e-5, asOperand: false)
            let twin = plain.layerNorm(x, weight: w, bias: b, epsilon: 1e-5, asOperand: false)
            expectClose(layer.y, twin.y)
            fast.layerNormBackward(
                x, weight: w, mean: layer.mean, inverse: layer.inverse, gradient: g, weightGradient: db,
                biasGradient: dw, into: dx, addend: nil)
            plain.layerNormBackward(
                x, weight: w, mean: twin.mean, inverse: twin.inverse, gradient: g, weightGradient: twinDB,
                biasGradient: twinDW, into: twinDX, addend: nil)
            expectClose(dx, twinDX, 1e-4)
            expectClose(db, twinDB, 1e-4)
            expectClose(dw, twinDW, 1e-4)
        }
        expectClose(fast.swiGLU(gate: x, up: g), plain.swiGLU(gate: x, up: g))
        expectClose(
            fast.swiGLUBackward(gate: x, up: g, gradient: g).gate,
            plain.swiGLUBackward(gate: x, up: g, gradient: g).gate)
        expectClose(
            fast.swiGLUBackward(gate: x, up: g, gradient: g).up, plain.swiGLUBackward(gate: x, up: g, gradient: g).up)
        for kind in [Activation.gelu, .reluSquared] {
            expectClose(fast.activation(kind, x), plain.activation(kind, x))
            expectClose(fast.activationBackward(kind, x, gradient: g), plain.activationBackward(kind, x, gradient: g))
        }
        let targets = (0..<70).map { $0 % 7 == 0 ? Int32(-100) : Int32($0 % width) }
        let (logits, twinLogits) = (x.copy(), x.copy())
        let losses = fast.crossEntropy(logits, targets: targets[...], scale: 0.5, gradient: true)
        let twinLosses = plain.crossEntropy(twinLogits, targets: targets[...], scale: 0.5, gradient: true)
        expectClose(Tensor(losses, shape: [70]), Tensor(twinLosses, shape: [70]))
        if width > 1 { expectClose(logits, twinLogits) }
        #expect(losses[0] == 0 && logits.pointer[0] == 0)
        let (p, twinP) = (x.copy(), x.copy())
        let moments = (0..<4).map { _ in Tensor(zeros: x.shape) }
        for step in 1...3 {
            let constants = AdamWConstants(rate: 0.01, decay: 0.1, step: step, gradientScale: 0.7)
            fast.adamW(p, gradient: g, first: moments[0], second: moments[1], constants)
            plain.adamW(twinP, gradient: g, first: moments[2], second: moments[3], constants)
        }
        expectClose(p, twinP)
    }

    @Test(arguments: Processor.available, Precision.allCases)
    func attentionAgreesWithTheTwin(set: Processor.InstructionSet, precision: Precision) {
        let (fast, plain) = (CPUBackend(set, precision: precision), PlainBackend(precision: precision))
        // Where a sum lies between two bfloat16 numbers, its last bit decides which one it becomes.
        let tolerance: Float = precision == .f32 ? 2e-5 : 8e-3
        let segments = [Segment(start: 0, count: 1), Segment(start: 1, count: 97), Segment(start: 98, count: 20)]
        let q = random([118, 4 * 24], 1), k = random([118, 2 * 24], 2), v = random([118, 2 * 24], 3),
            g = random([118, 4 * 24], 4)
        let job = AttentionJob(
            q: q, k: k, v: v, heads: 4, keyValueHeads: 2, headSize: 24, scale: 0.2, segments: segments)
        let (out, twin) = (fast.attention(job, keep: true), plain.attention(job, keep: true))
        expectClose(out.out, twin.out, tolerance)
        guard let lse = out.logSumExp, let twinLSE = twin.logSumExp else {
            Issue.record("log-sum-exp was not kept"); return
        }
        let gradients = fast.attentionBackward(job, out: out.out, logSumExp: lse, gradient: g)
        let twins = plain.attentionBackward(job, out: twin.out, logSumExp: twinLSE, gradient: g)
        expectClose(gradients.q, twins.q, tolerance)
        expectClose(gradients.k, twins.k, tolerance)
        expectClose(gradients.v, twins.v, tolerance)
    }

    @Test(arguments: Processor.available, Precision.allCases)
    func rotationAgreesWithTheTwin(set: Processor.InstructionSet, precision: Precision) {
        let (fast, plain) = (CPUBackend(set, precision: precision), PlainBackend(precision: precision))
        let tolerance: Float = precision == .f32 ? 2e-5 : 8e-3  // the results are operands
        for size in [6, 32, 50] {
            let table = RotaryTable(inverseFrequencies: (0..<size / 2).map { 1 / Float($0 + 1) })
            let angles = table.angles(of: (0..<37).map { Int32($0 % 20) })
            let x = random([37, 3 * size], 1), g = random([37, 3 * size], 2)
            for norm in [nil, HeadNorm(weight: random([size], 3), epsilon: 1e-6)] {
                let results = [fast as any Backend, plain].map { backend -> [Tensor] in
                    let weightGradient = norm.map { Tensor(zeros: $0.weight.shape) }
                    let (y, inverse) = backend.rotary(x, heads: 3, norm: norm, angles: angles)
                    let dx = backend.rotaryBackward(
                        x, heads: 3, norm: norm, inverse: inverse, angles: angles, gradient: g,
                        weightGradient: weightGradient)
                    return [y, dx] + [inverse, weightGradient].compactMap(\.self)
                }
                #expect(results[0].count == (norm == nil ? 2 : 4))
                for (a, b) in zip(results[0], results[1]) { expectClose(a, b, tolerance) }
            }
        }
    }

    @Test(arguments: Precision.allCases)
    func instructionSetsGiveTheSameBits(precision: Precision) {
        let x = random([70, 45], 1), g = random([70, 45], 2), w = random([45], 3)
        let job = AttentionJob(
            q: x, k: g, v: x, heads: 3, keyValueHeads: 3, headSize: 15, scale: 0.3,
            segments: [Segment(start: 0, count: 70)])
        let results = Processor.available.map { set -> [[Float]] in
            let backend = CPUBackend(set, precision: precision)
            let logits = x.copy()
            let loss = backend.crossEntropy(
                logits, targets: [Int32](repeating: 3, count: 70)[...], scale: 1, gradient: true)
            return [
                backend.swiGLU(gate: x, up: g).toArray(), backend.activation(.gelu, x).toArray(),
                backend.rmsNorm(x, weight: w, epsilon: 1e-6, asOperand: true).y.toArray(), loss, logits.toArray(),
                backend.attention(job, keep: false).out.toArray(),
            ]
        }
        for result in results { #expect(result == results[0]) }
    }
}
