import Foundation
import Tensors
import Testing

@Suite("Losses of a target's log-probability")
struct TargetLossTests {
    private let hidden: Variable
    private let head: Variable
    private let targets: [Int32] = [1, 5, 3, 11, 0, 7]

    init() {
        var random = RandomStream(seed: 3, purpose: .test)
        hidden = Variable(random.normal([6, 10], deviation: 1), requiresGradient: true)
        head = Variable(random.normal([12, 10], deviation: 0.5), requiresGradient: true)
    }

    private func value(_ f: (Int, Float) -> Tape.RowLoss, recording: Bool = false) -> Variable {
        let tape = Tape(backend: CPUBackend(precision: .f32), recording: recording)
        let loss = tape.targetLoss(hidden, weight: head, targets: targets, f)
        if recording { tape.backward(loss) }
        return loss
    }

    @Test func theMeanOfNegativeLogProbabilitiesIsCrossEntropy() {
        let tape = Tape(backend: CPUBackend(precision: .f32), recording: true)
        let plain = tape.crossEntropy(hidden, weight: head, targets: targets, normalizer: 6)
        tape.backward(plain)
        let (rows, matrix) = (hidden.gradient?.toArray() ?? [], head.gradient?.toArray() ?? [])
        (hidden.gradient, head.gradient) = (nil, nil)
        let loss = value({ (-$1 / 6, -1 / 6) }, recording: true)
        #expect(abs(loss.value.scalar - plain.value.scalar) < 1e-5)
        for (found, wanted) in [(hidden.gradient, rows), (head.gradient, matrix)] {
            let found = found?.toArray() ?? []
            #expect(found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test func gradientsOfAnyLossAgreeWithFiniteDifferences() {
        // A loss with another slope in each row, as advantages make it.
        let f: (Int, Float) -> Tape.RowLoss = { row, log in
            let weight = Float(row) - 2.5
            return (weight * exp(log), weight * exp(log))
        }
        _ = value(f, recording: true)
        for (variable, places) in [(hidden, [0, 13, 47, 59]), (head, [5, 64, 119])] {
            for place in places {
                let before = variable.value.pointer[place]
                func lossWith(_ number: Float) -> Float {
                    variable.value.pointer[place] = number
                    variable.valueChanged()
                    return value(f).value.scalar
                }
                let expected = (lossWith(before + 1e-2) - lossWith(before - 1e-2)) / 2e-2
                _ = lossWith(before)
                let found = variable.gradient?.pointer[place] ?? .nan
                #expect(abs(found - expected) < 2e-3 * max(1, abs(expected)), "\(found) instead of \(expected)")
            }
        }
    }

    @Test func logProbabilitiesAreThoseWithoutGradients() {
        let tape = Tape(backend: CPUBackend(precision: .f32), recording: false)
        let wanted = tape.logProbabilities(hidden, weight: head, targets: targets)
        var seen: [Float] = []
        _ = value(
            {
                seen.append($1)
                return (0, 0)
            }, recording: true)
        #expect(seen == wanted)
    }

    @Test func rowsAreScaledAlikeByBothBackends() {
        var random = RandomStream(seed: 4, purpose: .test)
        let x = random.normal([37, 19], deviation: 1)
        let factors = (0..<37).map { Float($0) - 5 }
        let (fast, plain) = (x.copy(), x.copy())
        CPUBackend(precision: .f32).scaleRows(of: fast, by: factors)
        PlainBackend().scaleRows(of: plain, by: factors)
        #expect(fast.toArray() == plain.toArray() && plain.pointer[19 * 7] == x.pointer[19 * 7] * 2)
    }
}
