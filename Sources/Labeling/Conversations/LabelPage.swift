/// Which conversations are asked for.
public enum LabelFilter: String, Sendable, CaseIterable {
    /// All but the deleted ones.
    case all
    /// Those that are being written.
    case draft
    /// Those that are trained on.
    case finished
    /// Those that were deleted.
    case deleted
}

/// Some of the conversations, newest first, and how many there are.
public struct LabelPage: Sendable {
    /// How many there are, by filter.
    public internal(set) var counts: [LabelFilter: Int] = [:]
    /// Those that were asked for.
    public internal(set) var conversations: [LabeledConversation] = []

    /// No conversations, as long as there is no file.
    public init() {}
}
