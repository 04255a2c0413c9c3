/// One turn of a conversation.
public struct Message: Codable, Sendable, Equatable {
    /// Who speaks.
    public enum Role: String, Codable, Sendable, CaseIterable {
        case system, user, assistant, tool
    }

    /// Who speaks.
    public var role: Role
    /// What is said.
    public var content: String

    /// A message of one text.
    public init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}
