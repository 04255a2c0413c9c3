import Synchronization
import Tensors
import Testing

struct FoundationTests {
    @Test func philoxGivesThePublishedVectors() {
        // Known answers of the Random123 distribution for philox4x32-10.
        let zeros = Philox.block((0, 0, 0, 0), key: (0, 0))
        #expect(zeros == (0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
        let ones = Philox.block((.max, .max, .max, .max), key: (.max, .max))
        #expect(ones == (0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
        let pi = Philox.block((0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key: (0xA409_3822, 0x299F_31D0))
        #expect(pi == (0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
    }

    @Test func streamsDependOnAllOfTheirKey() {
        func first(_ seed: UInt64, _ purpose: RandomStream.Purpose, _ step: Int, _ index: Int) -> UInt64 {
            var stream = RandomStream(seed: seed, purpose: purpose, step: step, index: index)
            return stream.next()
        }
        let values = [
            first(1, .test, 0, 0), first(2, .test, 0, 0), first(1, .shuffle, 0, 0), first(1, .test, 1, 0),
            first(1, .test, 0, 1),
        ]
        #expect(Set(values).count == 5)
        #expect(first(1, .test, 0, 0) == values[0])
    }

    @Test func poolRunsEachIndexOnce() {
        let counts = Mutex([Int](repeating: 0, count: 1000))
        let pool = ThreadPool(threads: 4)
        for _ in 0..<20 { pool.run(1000) { index in counts.withLock { $0[index] += 1 } } }
        #expect(counts.withLock { $0.allSatisfy { $0 == 20 } })
    }

    @Test func gradientsAgreeWithFiniteDifferences() {
        var random = RandomStream(seed: 3, purpose: .test)
        let x = Variable(random.normal([6, 8], deviation: 1), requiresGradient: true)
        let w = Variable(random.normal([10, 8], deviation: 0.5), requiresGradient: true)
        let norm = Variable(random.normal([8], deviation: 1), requiresGradient: true)
        let head = Variable(random.normal([12, 10], deviation: 0.5), requiresGradient: true)
        let bias = Variable(random.normal([10], deviation: 0.5), requiresGradient: true)
        let targets: [Int32] = [1, 5, -100, 3, 11, 0]
        func loss(_ recording: Bool) -> (Variable, Tape) {
            let tape = Tape(backend: CPUBackend(precision: .f32), recording: recording)
            let normed = tape.rmsNorm(x, weight: norm, epsilon: 1e-5)
            let raised = tape.linear(normed, w, bias: bias)
            let activated = tape.add(tape.gelu(raised), tape.multiply(raised, tape.reluSquared(raised)))
            return (tape.crossEntropy(activated, weight: head, targets: targets, normalizer: 5), tape)
        }
        let (value, tape) = loss(true)
        tape.backward(value)
        for (variable, places) in [
            (x, [0, 13, 47]), (w, [0, 31, 79]), (norm, [0, 7]), (head, [5, 119]), (bias, [0, 9]),
        ] {
            for place in places {
                let before = variable.value.pointer[place]
                let step: Float = 1e-2
                func lossWith(_ value: Float) -> Float {
                    variable.value.pointer[place] = value
                    variable.valueChanged()
                    return loss(false).0.value.scalar
                }
                let (above, below) = (lossWith(before + step), lossWith(before - step))
                _ = lossWith(before)
                let expected = (above - below) / (2 * step)
                let found = variable.gradient?.pointer[place] ?? .nan
                #expect(abs(found - expected) < 2e-3 * max(1, abs(expected)), "\(found) instead of \(expected)")
            }
        }
    }

    @Test func allocatorReusesBuffers() {
        let allocator = CachingAllocator()
        let size = CachingAllocator.sizeClass(50_000)
        #expect(size >= 50_000 && size <= 62_500)
        let first = allocator.take(size)
        let reserved = allocator.statistics.reserved
        allocator.give(first, size)
        #expect(allocator.take(size) == first)
        #expect(allocator.statistics.current == size && allocator.statistics.reserved == reserved)
        let (small, large) = (allocator.take(256), allocator.take(4 << 20))
        #expect(Int(bitPattern: small) % 64 == 0 && Int(bitPattern: large) % (2 << 20) == 0)
        #expect(small.loadUnaligned(as: Int.self) == 0 && large.loadUnaligned(as: Int.self) == 0)
    }
}
