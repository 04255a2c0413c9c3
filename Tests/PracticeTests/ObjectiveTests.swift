import Practice
import Testing

@Suite("The objective and its parts")
struct ObjectiveTests {
    private let rewards: [Float] = [1, 0, 0, 1, 0.5]
    private let isRight = [true, false, false, true, false]
    private let lengths = [9, 3, 4, 5, 6]

    private func advantages(_ advantage: Advantage) -> [Float] {
        advantage.of(rewards: rewards, isRight: isRight, lengths: lengths)
    }

    @Test func advantagesComparesWithTheGroup() {
        #expect(advantages(.groupMean) == [0.5, -0.5, -0.5, 0.5, 0])
        // RLOO: r − (sum − r) / (G − 1).
        let others = rewards.map { $0 - (2.5 - $0) / 4 }
        #expect(zip(advantages(.leaveOneOut), others).allSatisfy { abs($0 - $1) < 1e-6 })
        let deviation = advantages(.groupDeviation)
        let spread = (deviation.reduce(0) { $0 + $1 * $1 } / 5).squareRoot()
        #expect(abs(spread - 1) < 1e-3 && abs(deviation.reduce(0, +)) < 1e-5)
        #expect(advantages(.accepted) == [1, 0, 0, 1, 0])
        #expect(advantages(.best) == [0, 0, 0, 1, 0], "of two that are right the shorter one")
    }

    @Test func groupsThatAgreeTeachNothing() {
        for advantage in [Advantage.groupMean, .groupDeviation, .leaveOneOut] {
            #expect(advantage.of(rewards: [1, 1, 1], isRight: [true, true, true], lengths: [1, 2, 3]) == [0, 0, 0])
            // Added up in single precision and divided, sixteen times 1.1 is not 1.1.
            let (many, right) = ([Float](repeating: 1.1, count: 16), [Bool](repeating: true, count: 16))
            #expect(advantage.of(rewards: many, isRight: right, lengths: Array(1...16)).allSatisfy { $0 == 0 })
        }
        #expect(Advantage.best.of(rewards: [0, 0], isRight: [false, false], lengths: [1, 2]) == [0, 0])
        #expect(Advantage.groupMean.of(rewards: [], isRight: [], lengths: []).isEmpty)
    }

    @Test func presetsAreNamed() throws {
        #expect(
            PolicyObjective.presets.map(\.name) == [
                "reinforce", "grpo", "dr_grpo", "dapo", "rloo", "ppo", "best", "reject",
            ])
        #expect(PolicyObjective.preset("reinforce") == PolicyObjective())
        #expect(PolicyObjective.preset("nothing") == nil)
        #expect(try #require(PolicyObjective.preset("dapo")).drawsUntilMixed)
    }
}
