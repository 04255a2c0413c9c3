import Tensors
import Testing
import Training
import Transformer

struct PlanningTests {
    /// Of recipes/tiny.yaml, tuned by hand: 4 layers, width 256, 32 windows of 256, rate 0.004.
    @Test func depthFourComesOutNearTheTinyRecipe() {
        let rules = DepthRules(depth: 4, vocabulary: 4096, corpus: 1_440_000)
        let c = rules.configuration
        #expect([c.layers, c.width, c.heads, c.headSize, c.context, rules.batch] == [4, 256, 4, 64, 256, 32])
        #expect(rules.tokens == 4 * 1_440_000)
        #expect(rules.rate > 0.0025 && rules.rate < 0.004)
    }

    @Test func numbersFollowTheirFormulas() throws {
        let rules = DepthRules(depth: 12, vocabulary: 32_768)
        let c = rules.configuration
        #expect([c.layers, c.width, c.heads, c.context] == [12, 768, 12, 512])
        // Blocks: 4·C² for attention, 3·C·2048 for the MLP.
        let scaling = 12 * (4 * 768 * 768 + 3 * 768 * 2048) + 32_768 * 768
        #expect(rules.tokens == 12 * scaling)
        // 8192·(1.32e9 / 2e6)^0.383 = 98,500: the power of two below is 65,536.
        #expect(rules.batch * c.context == 65_536)
        // 0.004·√8·√(1/3)·(660.6)^−0.32
        #expect(abs(rules.rate - 0.000818) < 2e-6)
        #expect(rules.derived.map(\.name) == ["layers", "width", "heads", "context", "tokens", "batch", "rate"])
        #expect(try #require(rules.derived.first { $0.name == "tokens" }).rule.contains("\(scaling)"))
    }

    @Test func whatIsGivenStandsAndIsNotDerived() {
        var given = DepthRules.Given()
        (given.width, given.batch, given.rate) = (192, 5, 0.01)
        let rules = DepthRules(depth: 6, vocabulary: 4096, given: given)
        #expect(rules.configuration.width == 192 && rules.configuration.heads == 3)
        #expect(rules.batch == 5 && rules.rate == 0.01)
        #expect(rules.derived.map(\.name) == ["layers", "heads", "context", "tokens"])
    }

    @Test func deeperRunsTakeMoreTokensLargerBatchesAndLowerRates() {
        let runs = [2, 4, 8, 16, 32].map { DepthRules(depth: $0, vocabulary: 4096) }
        for (small, large) in zip(runs, runs.dropFirst()) {
            #expect(large.tokens > small.tokens && large.rate < small.rate)
            #expect(large.batch * large.configuration.context >= small.batch * small.configuration.context)
        }
    }

    @Test func presetsHaveThePublishedParameters() {
        #expect(
            ModelPreset.allCases.map(\.configuration.parameterCount) == [
                124_439_808, 354_823_168, 774_030_080, 1_557_611_200,
            ])
    }

    @Test func hoursAndDollarsAreOperationsOverSpeed() throws {
        let plan = TrainingPlan(ModelPreset.gpt2XL.configuration, tokens: 100_000_000_000, batch: 1024)
        // (6·N + 12·48·1600·1024)·1e11 operations; eight GPUs at 40 % of 989e12.
        let hours = (6 * 1_557_611_200.0 + 12 * 48 * 1600 * 1024) * 1e11 / (8 * 0.4 * 989e12) / 3600
        let node = TrainingEstimate(plan, .h100, count: 8, utilization: 0.4, pricePerHour: 3)
        #expect(abs(node.hours / hours - 1) < 1e-12)
        #expect(abs((node.dollars ?? 0) / (hours * 24) - 1) < 1e-12)
        // The talk's run cost about 600 dollars; the arithmetic at 40 % should be of that size.
        let story = GPT2Story(plan, utilization: 0.4, pricePerHour: 3)
        let rerun = try #require(story.lines.first { $0.quotedDollars == 600 }?.dollars)
        #expect((500...800).contains(rerun))
    }

    @Test func recomputingAndMuonSaveMemory() {
        let configuration = ModelConfiguration(vocabulary: 4096, context: 256, layers: 6, width: 256, heads: 4)
        func peak(_ kind: Optimizer.Kind, recomputing: Bool = false) -> TrainingMemory {
            TrainingPlan(configuration, tokens: 1_000_000, batch: 32, optimizer: kind, precision: .bf16)
                .memory(recomputing: recomputing)
        }
        #expect(peak(.muon).moments < peak(.adamw).moments && peak(.muon).peak < peak(.adamw).peak)
        #expect(peak(.muon, recomputing: true).peak < peak(.muon).peak)
    }

    @Test func devicesThatShareABatchNeedTheMemoryOfTheirPart() {
        let configuration = ModelConfiguration(vocabulary: 4096, context: 256, layers: 6, width: 256, heads: 4)
        func plan(batch: Int) -> TrainingPlan {
            TrainingPlan(configuration, tokens: 1_000_000, batch: batch, microBatch: 8, precision: .bf16)
        }
        let alone = TrainingEstimate(plan(batch: 32), .h100, count: 1, utilization: 0.4, pricePerHour: 3)
        let shared = TrainingEstimate(plan(batch: 32), .h100, count: 4, utilization: 0.4, pricePerHour: 3)
        let part = TrainingEstimate(plan(batch: 8), .h100, count: 1, utilization: 0.4, pricePerHour: 3)
        // Alone, the gradients of earlier passes are there while the last one keeps all its activations.
        #expect(shared.peakBytes == part.peakBytes && shared.peakBytes < alone.peakBytes)
        #expect(shared.hours * 4 == alone.hours && shared.dollars == alone.dollars)
    }

    @Test func probeLearnsASpeed() {
        var plan = TrainingPlan(
            ModelConfiguration(vocabulary: 300, context: 32, layers: 2, width: 32, heads: 2), tokens: 1000, batch: 4)
        plan.microBatch = 2
        // There is time for less than a pass: the smallest network, the fewest updates.
        let probe = SpeedProbe.measure(plan, seconds: 1e-6)
        #expect(probe.flopsPerSecond > 0)
        #expect([probe.updates, probe.layers, probe.vocabulary] == [3, 1, 150])
    }
}
