import Tensors
import Testing
import Training
import Transformer

struct SortingTests {
    @Test func networkHasTheTalksNumberOfParameters() {
        let configuration = SortingProblem.network(layers: 3, heads: 3, width: 48)
        let head = configuration.parametersByPart[.head]
        #expect(head == 144 && configuration.parameterCount - 144 == 85_584)
        #expect(configuration.context == 11 && configuration.vocabulary == 3)
    }

    @Test func everyInputIsThereOnce() {
        let letters = SortingProblem.all.map(\.letters)
        #expect(letters.count == 729 && Set(letters).count == 729)
        #expect(letters.allSatisfy { $0.count == 6 && $0.allSatisfy { (0..<3).contains($0) } })
    }

    @Test func lossIsOnTheAnswerAlone() throws {
        let problem = try #require(SortingProblem.all.first { $0.letters == [2, 1, 0, 1, 1, 2] })
        #expect(problem.tokens == [2, 1, 0, 1, 1, 2, 0, 1, 1, 1, 2])
        let ignored = Tape.ignoredTarget
        #expect(problem.targets == [ignored, ignored, ignored, ignored, ignored, 0, 1, 1, 1, 2, 2])
        #expect(SortingProblem.text(problem.letters) == "CBABBC" && SortingProblem.text(problem.sorted) == "ABBBCC")
    }

    @Test func updatesAreAFunctionOfTheStepAndNeverTouchWhatIsHeldOut() {
        let data = SortingData(batch: 64, steps: 100, seed: 7)
        #expect(data.batches(step: 3) == SortingData(batch: 64, steps: 100, seed: 7).batches(step: 3))
        #expect(data.batches(step: 3) != data.batches(step: 4))
        #expect(data.heldOut.count == 182)
        let heldOut = Set(data.heldOut.map(\.letters))
        var met: Set<[Int32]> = []
        for step in 1...100 {
            for batch in data.batches(step: step) {
                #expect(batch.segments.count == 64 && batch.targetCount == 64 * 6)
                for segment in batch.segments { met.insert(Array(batch.tokens[segment.start..<segment.start + 6])) }
            }
        }
        #expect(met.isDisjoint(with: heldOut) && met.count == 729 - 182)
    }
}
