import Conversation

/// How much may be thought before an answer. When it is spent, the tokens that end thinking come next, whatever the model would choose.
public struct ThinkingBudget: Sendable, Equatable {
    /// The tokens with which thinking begins and ends.
    let open: Int32
    let close: Int32
    /// All that stands at its end, the closing token among it.
    let ending: [Int32]
    /// The most tokens in between; 0 for none.
    let tokens: Int

    /// A budget of so many tokens; nil where the protocol has no tokens around thinking, or there is no bound.
    public init?(_ tokens: Int?, _ renderer: ChatRenderer) {
        guard let tokens, let bounds = renderer.thinkingBounds else { return nil }
        (open, close, ending, self.tokens) = (bounds.open, bounds.close, bounds.ending, max(0, tokens))
    }
}

/// Counts what a sequence thinks.
struct ThinkingMeter: Sendable {
    private let budget: ThinkingBudget?
    /// Tokens of the thought that is open; nil outside of one.
    private var count: Int?
    private var ending: ArraySlice<Int32> = []

    init(_ budget: ThinkingBudget?) { self.budget = budget }

    /// The token that has to come next; nil where the model is free.
    var next: Int32? { ending.first }

    /// Takes the next token of the sequence.
    mutating func take(_ id: Int32) {
        guard let budget else { return }
        if !ending.isEmpty {
            ending.removeFirst()
        } else if let thought = count {
            count = id == budget.close ? nil : thought + 1
        } else if id == budget.open {
            count = 0
        }
        guard let count, count >= budget.tokens else { return }
        (ending, self.count) = (budget.ending[...], nil)
    }
}
