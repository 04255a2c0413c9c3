import Pipeline
import Practice
import Testing

@Suite("Objectives in recipes")
struct ObjectiveRecipeTests {
    private func read(_ set: [String], _ preset: String = "grpo") throws -> PolicyObjective {
        let section = try RecipeSection(overrides: set)
        let objective = try PolicyObjective(section, algorithm: preset)
        try section.finish()
        return objective
    }

    @Test(arguments: PolicyObjective.presets.map(\.name))
    func whatIsNotSaidIsThePresets(name: String) throws {
        #expect(try read([], name) == PolicyObjective.preset(name))
        #expect(try read(["algorithm=\(name)"]) == PolicyObjective.preset(name))
    }

    @Test func everyPartCanBeOtherwise() throws {
        var expected = PolicyObjective()
        (expected.advantage, expected.clip) = (.leaveOneOut, .asymmetric(low: 0.2, high: 0.28))
        (expected.normalization, expected.penalty) = (.token, .reward(0.5))
        (expected.entropy, expected.drawsUntilMixed, expected.cut) = (0.02, true, .masked)
        (expected.passes, expected.steps) = (2, 3)
        #expect(
            try read([
                "advantage=others", "clip=[0.2, 0.28]", "normalization=token", "penalty=0.5", "penalized=reward",
                "entropy=0.02", "mixed=true", "cut=masked", "passes=2", "steps=3",
            ]) == expected)
    }

    @Test func aPenaltyKeepsItsPlaceAndAPlaceItsPenalty() throws {
        #expect(try read(["penalized=reward"]).penalty == .reward(0.04))
        #expect(try read(["penalty=0.1"]).penalty == .loss(0.1))
        #expect(try read(["penalty=0"]).penalty == .none)
        #expect(try read(["penalty=0.1"], "dapo").penalty == .reward(0.1))
        let section = try RecipeSection(overrides: [])
        #expect(try PolicyObjective(section, algorithm: "grpo", penalty: ReferencePenalty.none).penalty == .none)
    }

    @Test func clipsAreNamesOrWidths() throws {
        #expect(try read(["clip=none"]).clip == .none)
        #expect(try read(["clip=likelihood"]).clip == .likelihood)
        #expect(try read(["clip=0.1"]).clip == .symmetric(0.1))
    }

    @Test(arguments: [
        "clip=wide", "clip=[0.1, 0.2, 0.3]", "clip=-1", "clip=[0.1, wide]", "advantage=luck", "penalty=-1", "cut=never",
        "algorithm=gpro", "penalised=loss", "passes=0",
    ])
    func whatIsNoPartIsRefused(set: String) {
        #expect(throws: RecipeError.self) { try read([set]) }
    }
}
