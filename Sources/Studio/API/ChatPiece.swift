import Foundation
import Generation
import Tokenization

/// One event of the stream of /api/chat: a token with what it means, or the end.
struct ChatPiece: Encodable {
    struct Alternative: Encodable {
        let text: String
        let probability: Float
    }

    /// Tokens that entered the sequence from outside.
    struct Forced: Encodable {
        let type = "forced"
        let tokens: [ShownToken]
    }

    var type: String
    var id: Int32?
    var token: String?
    var text: String?
    var thinking: String?
    /// A call that begins with this token, and what it adds to its arguments.
    var call: String?
    var arguments: String?
    var probability: Float?
    var alternatives: [Alternative]?
    var reason: String?
    var statistics: GenerationStatistics?
    var tokensPerSecond: Double?

    /// A token.
    init(_ token: GeneratedToken, _ deltas: [ChatCompletion.Content], _ tokenizer: Tokenizer) {
        type = "token"
        id = token.token.id
        self.token = tokenizer.shown(token.token.id)
        probability = Foundation.exp(token.token.logProbability)
        alternatives = token.alternatives.map {
            Alternative(text: tokenizer.shown($0.id), probability: Foundation.exp($0.logProbability))
        }
        add(deltas)
    }

    /// The end.
    ///
    /// - Parameter waited: seconds that tools took, in which no token could be made.
    init(reason: String, _ deltas: [ChatCompletion.Content], _ statistics: GenerationStatistics, waited: Double) {
        type = "end"
        self.reason = reason
        self.statistics = statistics
        var working = statistics
        working.seconds -= waited
        tokensPerSecond = working.tokensPerSecond
        add(deltas)
    }

    /// What became certain only when a turn ended.
    init(rest deltas: [ChatCompletion.Content]) {
        type = "rest"
        add(deltas)
    }

    private mutating func add(_ deltas: [ChatCompletion.Content]) {
        for delta in deltas {
            if let more = delta.content { text = (text ?? "") + more }
            if let more = delta.reasoning_content { thinking = (thinking ?? "") + more }
            for piece in delta.tool_calls ?? [] {
                call = piece.function.name ?? call
                arguments = (arguments ?? "") + piece.function.arguments
            }
        }
    }
}
