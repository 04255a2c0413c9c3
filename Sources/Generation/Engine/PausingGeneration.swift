/// A generation that waits at each stop token, so that something can run and answer before it goes on.
public struct PausingGeneration: Sendable {
    /// What happens during it.
    public enum Event: Sendable, Equatable {
        /// One more token.
        case token(GeneratedToken)
        /// A stop token came: nothing more comes until `resume` or `end`.
        case paused
        /// The end; `text` is what was still held back.
        case finished(FinishReason, text: String, GenerationStatistics)
    }

    /// What happens; ending the iteration early ends the work.
    public let events: AsyncStream<Event>
    let id: Int
    let generator: TextGenerator

    /// Lets the sequence go on behind its stop token: these tokens are read as if it had made them, and it makes more.
    ///
    /// Where the context has no room for them, it ends with `.length`.
    public func resume(_ forced: [Int32]) async { await generator.resume(id, with: forced) }

    /// Ends the sequence at its stop token.
    public func end() async { await generator.resume(id, with: nil) }
}
