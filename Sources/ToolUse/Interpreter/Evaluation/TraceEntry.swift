/// A line that an exception passed on its way out.
public struct TraceEntry: Sendable, Equatable {
    /// Counted from 1.
    public let line: Int
    /// The name of the function, `<module>` outside of any.
    public let function: String

    /// As many are kept of one exception.
    static let most = 100
}
