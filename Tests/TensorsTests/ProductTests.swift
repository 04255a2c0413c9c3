import Tensors
import Testing

/// Matrix products: the same bits for every instruction set, cut, batch and number of threads, in every precision.
struct ProductTests {
    private func random(_ shape: [Int], _ step: Int) -> Tensor {
        var stream = RandomStream(seed: 7, purpose: .test, step: step)
        return stream.normal(shape, deviation: 1)
    }

    @Test(
        arguments: Processor.available.flatMap { set in Precision.allCases.map { (set, $0) } },
        [
            [1, 1, 1], [3, 17, 33], [15, 33, 300], [29, 70, 1025], [64, 64, 64], [1, 100, 40], [150, 7, 19],
            [64, 33, 96],
        ])
    func allInstructionSetsGiveTheTwinsBits(choice: (Processor.InstructionSet, Precision), shape: [Int]) {
        let fast = CPUBackend(choice.0, precision: choice.1), plain = PlainBackend(precision: choice.1)
        let (m, n, k) = (shape[0], shape[1], shape[2])
        for (transposedA, transposedB) in [(false, false), (false, true), (true, false), (true, true)] {
            let a = random(transposedA ? [k, m] : [m, k], 1), b = random(transposedB ? [n, k] : [k, n], 2)
            let c = random([m, n], 3), bias = random([n], 4)
            let (one, two) = (Tensor(uninitialized: [m, n]), Tensor(uninitialized: [m, n]))
            for (backend, result) in [(fast as any Backend, one), (plain, two)] {
                let operand = backend.prepare(b, transposed: transposedB)
                backend.multiply(a, transposed: transposedA, operand, into: result, addend: c, bias: bias)
            }
            #expect(one.toArray() == two.toArray())
        }
    }

    @Test(arguments: Processor.available.flatMap { set in Precision.allCases.map { (set, $0) } })
    func severalTermsAndProductsAreOneChainEach(set: Processor.InstructionSet, precision: Precision) {
        let (x, y, g) = (random([70, 40], 1), random([70, 1030], 2), random([70, 33], 3))
        let (v, w) = (random([40, 33], 4), random([33, 1030], 5))
        let results = [CPUBackend(set, precision: precision) as any Backend, PlainBackend(precision: precision)].map {
            backend -> [[Float]] in
            let operands = backend.prepare([(v, false), (w, true), (g, false)])
            let (both, weights) = (random([70, 33], 6), random([40, 33], 7))
            backend.multiply([
                Product([(x, false, operands[0]), (y, false, operands[1])], into: both, addend: both),
                Product([(x, true, operands[2])], into: weights, addend: weights),
            ])
            // The same chain in two steps, each of which begins where the one before it ended.
            let steps = random([70, 33], 6)
            backend.multiply(x, transposed: false, operands[0], into: steps, addend: steps)
            backend.multiply(y, transposed: false, operands[1], into: steps, addend: steps)
            return [both.toArray(), weights.toArray(), steps.toArray()]
        }
        #expect(results[0] == results[1])
        #expect(results[0][0] == results[0][2])
    }

    @Test(arguments: Precision.allCases.filter(\.halves))
    func operandsStoredAsBfloat16GiveTheSameBits(precision: Precision) {
        let backend = CPUBackend(precision: precision)
        let (x, ones) = (random([75, 90], 1), Tensor([Float](repeating: 1, count: 90), shape: [90]))
        let norm = { backend.rmsNorm(x, weight: ones, epsilon: 1e-6, asOperand: $0).y }
        let (halves, floats) = (norm(true), norm(false))
        #expect(halves.element == .bfloat16 && floats.element == .float32)
        for transposed in [false, true] {
            let right = random(transposed ? [75, 41] : [90, 41], 2)
            let results = [halves, floats].map { left in
                let c = Tensor(uninitialized: [transposed ? 90 : 75, 41])
                backend.multiply(left, transposedA: transposed, right, transposedB: false, into: c, accumulate: false)
                let d = Tensor(uninitialized: [41, transposed ? 75 : 90])
                let rows = random([41, transposed ? 90 : 75], 3)
                backend.multiply(rows, transposedA: false, left, transposedB: transposed, into: d, accumulate: false)
                return c.toArray() + d.toArray()
            }
            #expect(results[0] == results[1])
        }
    }

    @Test(arguments: Precision.allCases)
    func aRowIsTheSameAloneAndInABatch(precision: Precision) {
        let fast = CPUBackend(precision: precision)
        let x = random([50, 77], 1), w = random([90, 77], 2)
        let all = Tensor(uninitialized: [50, 90])
        fast.multiply(x, transposedA: false, w, transposedB: true, into: all, accumulate: false)
        for row in [0, 13, 49] {
            let alone = Tensor(uninitialized: [1, 90])
            fast.multiply(
                x.rows(row..<row + 1), transposedA: false, w, transposedB: true, into: alone, accumulate: false)
            #expect(alone.toArray() == Array(all.toArray()[row * 90..<(row + 1) * 90]))
        }
    }

    @Test(arguments: Precision.allCases)
    func threadsDoNotChangeABit(precision: Precision) {
        let x = random([700, 65], 1), w = random([1100, 65], 2), g = random([700, 1100], 3)
        let results = [1, 3].map { threads -> [[Float]] in
            let backend = CPUBackend(precision: precision, pool: ThreadPool(threads: threads))
            let y = Tensor(uninitialized: [700, 1100]), dw = Tensor(zeros: [1100, 65])
            backend.multiply(x, transposedA: false, w, transposedB: true, into: y, accumulate: false)
            backend.multiply(g, transposedA: true, x, transposedB: false, into: dw, accumulate: true)
            let (norm, dx) = (Tensor(zeros: [65]), Tensor(uninitialized: x.shape))
            let (_, inverse) = backend.rmsNorm(x, weight: random([65], 4), epsilon: 1e-6, asOperand: false)
            backend.rmsNormBackward(
                x, weight: random([65], 4), inverse: inverse, gradient: x, weightGradient: norm, into: dx, addend: nil)
            return [y.toArray(), dw.toArray(), norm.toArray(), dx.toArray(), [Float(backend.squaredSum(g))]]
        }
        #expect(results[0] == results[1])
    }
}
