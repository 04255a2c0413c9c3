/// How far a conversation has come.
public enum LabelStatus: String, Codable, Sendable, CaseIterable {
    /// Somebody still writes it.
    case draft
    /// It can be trained on.
    case finished
}
