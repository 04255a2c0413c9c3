import Transformer

/// The price of GPT-2 as the talk tells it, beside what a plan's arithmetic gives.
///
/// The talk (A. Karpathy, *Deep Dive into LLMs like ChatGPT*, 2025): 40,000 dollars in 2019, then about 600 for the run that
/// it shows, 32,000 updates of a million tokens in about a day on eight H100 at 3 dollars an hour each, and about 100
/// with more effort. The 2019 figure is that of 32 TPU v3 for 168 hours at 8 dollars (A. Karpathy, nanochat, 2026).
public struct GPT2Story: Sendable, Equatable, Codable {
    /// One line: what was done, what was said that it costs, what the arithmetic says.
    public struct Line: Sendable, Equatable, Codable {
        /// What was done.
        public let what: String
        /// Tokens trained on.
        public let tokens: Double
        /// Hours on the node, by arithmetic; nil for hardware that this plan knows nothing of.
        public let hours: Double?
        /// Dollars that the talk quotes for it, if any.
        public let quotedDollars: Double?
        /// Dollars by arithmetic.
        public let dollars: Double?
    }

    /// The lines, oldest first.
    public let lines: [Line]

    /// The story of a network on a node of eight H100 at a share of their peak and a price per GPU-hour.
    public init(_ plan: TrainingPlan, utilization: Double, pricePerHour: Double) {
        func estimate(_ tokens: Double) -> TrainingEstimate {
            var run = plan
            run.tokens = Int(tokens)
            return TrainingEstimate(run, .h100, count: 8, utilization: utilization, pricePerHour: pricePerHour)
        }
        let then = 100e9
        let rerun = 32_000 * 1_048_576.0
        let hundred = 100 / (estimate(then).dollars ?? 1) * then
        lines = [
            Line(
                what: "2019: about 100 B tokens, on the hardware of then", tokens: then, hours: nil,
                quotedDollars: 40_000, dollars: nil),
            Line(
                what: "the same 100 B tokens on 8×H100", tokens: then, hours: estimate(then).hours,
                quotedDollars: nil, dollars: estimate(then).dollars),
            Line(
                what: "the talk's run: 32,000 updates of 1 M tokens, better data", tokens: rerun,
                hours: estimate(rerun).hours, quotedDollars: 600, dollars: estimate(rerun).dollars),
            Line(
                what: "what 100 dollars pay for: the rest is data and method", tokens: hundred,
                hours: estimate(hundred).hours, quotedDollars: 100, dollars: 100),
        ]
    }
}
