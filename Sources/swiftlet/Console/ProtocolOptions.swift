import ArgumentParser
import Conversation

/// Which chat protocol a model speaks.
struct ProtocolOptions: ParsableArguments {
    @Option(
        name: .customLong("protocol"),
        help: ArgumentHelp(
            "The chat protocol: a name, or a JSON file that describes one (default: the one whose control tokens it has).",
            valueName: "name"))
    var protocolName: String?

    /// The protocol that is named; nil for the known one that a model's vocabulary is made for.
    func named() throws -> ChatProtocol? { try protocolName.map { try VocabularyArgument.chatProtocol($0) } }
}
