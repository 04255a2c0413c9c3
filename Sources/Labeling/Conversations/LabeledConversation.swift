import Foundation

/// A conversation that somebody wrote, as it is kept.
public struct LabeledConversation: Equatable, Sendable, Identifiable {
    /// Its number in the file; never given twice.
    public let id: Int64
    /// When it was begun.
    public let created: Date
    /// When it was saved last.
    public let updated: Date
    /// What was written.
    public let draft: LabelDraft
    /// The version of the instructions under which it was saved last.
    public let instructions: Int
    /// Counts its changes, from 1: who saves must know the newest.
    public let version: Int
    /// When it was deleted, if it was; it can be restored.
    public let deleted: Date?
}
