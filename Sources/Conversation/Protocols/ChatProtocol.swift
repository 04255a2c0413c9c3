/// How a conversation becomes one sequence of tokens and is read back: a value, from which both the renderer and the
/// incremental parser are derived. A new protocol is a new value (or a JSON file), not new code.
///
/// Fields are templates: plain text, in which the spellings of `tokens` stand for control tokens and `{text}`, `{name}`,
/// `{arguments}`, `{call}` and `{type}` for what is filled in. Where a list of templates is given, the first that fits is
/// written and all are read. Only templates make control tokens; what is filled in is always plain text.
public struct ChatProtocol: Codable, Sendable, Equatable {
    /// A template that is only for some tools.
    public struct ToolForm: Codable, Sendable, Equatable {
        /// The template.
        public var template: String
        /// The tools that it is written for; nil for all.
        public var names: [String]?
        /// Whether it is written only for arguments that are a JSON object.
        public var onlyJSON: Bool?
        /// Whether it is read but never written.
        public var onlyRead: Bool?

        /// A template for some tools.
        public init(
            _ template: String, names: [String]? = nil, onlyJSON: Bool? = nil, onlyRead: Bool? = nil
        ) {
            self.template = template
            self.names = names
            self.onlyJSON = onlyJSON
            self.onlyRead = onlyRead
        }
    }

    /// What `{call}` is: a JSON object of two fields.
    public struct CallObject: Codable, Sendable, Equatable {
        /// The field of the tool's name.
        public var name = "name"
        /// The field of the arguments: a JSON object as it is, any other text as a JSON string.
        public var arguments = "arguments"
        /// The tool that is meant where what stands there is no JSON object at all; nil if that is a mistake.
        public var plain: String?

        /// The names of the fields.
        public init(name: String = "name", arguments: String = "arguments", plain: String? = nil) {
            self.name = name
            self.arguments = arguments
            self.plain = plain
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                name: try fields.decodeIfPresent(String.self, forKey: .name) ?? "name",
                arguments: try fields.decodeIfPresent(String.self, forKey: .arguments) ?? "arguments",
                plain: try fields.decodeIfPresent(String.self, forKey: .plain))
        }
    }

    /// The protocol's name.
    public var name: String
    /// The control tokens of the templates.
    public var tokens: [String]
    /// What a conversation begins with.
    public var start = ""
    /// What a turn begins with, by role. A role that is missing cannot speak, but for `developer`, who then speaks as system.
    ///
    /// With an opening for `tool`, results that follow each other share a turn; without one, each opens its own.
    public var openings: [Message.Role: String]
    /// What the assistant says last in a turn.
    public var text = ["{text}"]
    /// What it says before thinking or calling; empty if there is no difference.
    public var preamble: [String] = []
    /// What it thinks; empty if the protocol has no thinking.
    public var thinking: [String] = []
    /// What it asks of tools; empty if the protocol has no calls.
    public var calls: [ToolForm] = []
    /// What `{call}` stands for.
    public var callObject = CallObject()
    /// What the system message says of the tools that may be called: `{names}` stands for their names, `{schemas}` for a JSON
    /// object a line, in OpenAI's form.
    public var announcement = "You may call these tools:\n{schemas}"
    /// What tools answer; empty if the protocol has no results.
    public var results: [ToolForm] = []
    /// Text between the calls of a turn.
    public var betweenCalls = ""
    /// Text between the results of a turn.
    public var betweenResults = ""
    /// The token that ends a turn.
    public var endOfTurn: String
    /// The token that ends an answer while it is made, if it is another one; in what was said before, `endOfTurn` stands there.
    public var endOfAnswer: String?
    /// The token that ends a turn with calls, if it is another one.
    public var endOfCall: String?
    /// Text after each turn.
    public var afterTurn = ""
    /// Tokens that end a conversation.
    public var endOfText: [String] = []
    /// Whether each part of the assistant's turn has the turn's opening again (Harmony); a call then ends the turn.
    public var partsHaveOpenings = false
    /// Whether what was thought before an earlier answer is left out.
    public var dropsEarlierThinking = false

    enum CodingKeys: CodingKey {
        case name, tokens, start, openings, text, preamble, thinking, calls, callObject, announcement, results
        case betweenCalls
        case betweenResults, endOfTurn, endOfAnswer, endOfCall, afterTurn, endOfText, partsHaveOpenings
        case dropsEarlierThinking
    }

    /// The role that speaks for a role; nil if it cannot speak.
    func spoken(_ role: Message.Role) -> Message.Role? {
        switch role {
        case .developer where openings[.developer] == nil: openings[.system] == nil ? nil : .system
        case .tool: results.isEmpty ? nil : .tool
        default: openings[role] == nil ? nil : role
        }
    }

    /// The conversation as the protocol shows it, and as parsing gives it back: earlier thinking left out where the protocol
    /// does so, calls numbered, results one per message and, where the protocol does not write it, named after their calls.
    public func visible(_ messages: [Message]) -> [Message] {
        let lastDropped = dropsEarlierThinking ? lastEarlierAnswer(messages) ?? -1 : -1
        let kept = messages.enumerated().map { index, message in
            let role = spoken(message.role) ?? message.role
            let shown = role == message.role ? message : Message(role, parts: message.parts)
            guard index <= lastDropped else { return shown }
            return shown.removing { if case .thinking = $0 { true } else { false } }
        }
        return joiningCalls(kept.numberingCalls(keepingNames: results.contains { $0.template.contains("{name}") }))
    }

    /// Where a call ends the turn, calls that follow each other are one message.
    func joiningCalls(_ messages: [Message]) -> [Message] {
        guard partsHaveOpenings else { return messages }
        return messages.reduce(into: []) { joined, message in
            if let last = joined.last, message.goesOn(from: last) {
                joined[joined.count - 1] = last.adding(message)
            } else {
                joined.append(message)
            }
        }
    }

    /// The last answer before the last message of the user.
    private func lastEarlierAnswer(_ messages: [Message]) -> Int? {
        guard let question = messages.lastIndex(where: { $0.role == .user }) else { return nil }
        return messages[..<question].lastIndex { $0.role == .assistant && $0.toolCalls.isEmpty }
    }
}
