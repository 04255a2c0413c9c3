/// What a stream of tokens turned out to mean.
public enum ChatEvent: Sendable, Equatable {
    /// How a turn ended.
    public enum TurnEnd: String, Codable, Sendable {
        /// By its end of turn.
        case finished
        /// By its end of turn, after calls: tools are to answer now.
        case called
        /// By something else: the next turn, the end of the text, or the end of the stream.
        case interrupted
    }

    /// What is wrong with a stream.
    public enum Malformation: Sendable, Equatable {
        /// A control token where it has no meaning; it is passed over.
        case unexpectedToken(String)
        /// An id that the vocabulary does not have.
        case unknownID(Int32)
        /// Text outside of any turn or part.
        case strayText(String)
        /// A header of a turn or part that the protocol does not know.
        case unknownHeader(String)
        /// A call that cannot be read; it comes as a call without a name, or with the arguments read so far.
        case unreadableCall(String)
        /// A part that was not closed.
        case unclosedPart
    }

    /// A turn begins.
    case turnBegan(Message.Role)
    /// More of what is said.
    case text(String)
    /// A thought begins.
    case thinkingBegan
    /// More of what is thought.
    case thinking(String)
    /// The thought ends.
    case thinkingEnded
    /// A call begins; the name is empty where it cannot be read.
    case callBegan(name: String)
    /// More of the call's arguments.
    case arguments(String)
    /// The call ends; the tool may run once the turn ends, too.
    case callEnded
    /// A result begins; nil where the protocol does not say of which tool.
    case resultBegan(name: String?)
    /// More of the result.
    case result(String)
    /// The turn ends.
    case turnEnded(TurnEnd)
    /// The conversation ends.
    case conversationEnded
    /// Something is wrong here.
    case malformed(Malformation)
}

extension [ChatEvent] {
    /// The events with neighbouring pieces of the same text put together: the same however the stream was cut.
    public var joined: [ChatEvent] {
        var all: [ChatEvent] = []
        for event in self {
            switch (all.last, event) {
            case (.text(let a), .text(let b)): all[all.count - 1] = .text(a + b)
            case (.thinking(let a), .thinking(let b)): all[all.count - 1] = .thinking(a + b)
            case (.arguments(let a), .arguments(let b)): all[all.count - 1] = .arguments(a + b)
            case (.result(let a), .result(let b)): all[all.count - 1] = .result(a + b)
            case (.malformed(.strayText(let a)), .malformed(.strayText(let b))):
                all[all.count - 1] = .malformed(.strayText(a + b))
            default: all.append(event)
            }
        }
        return all
    }
}
