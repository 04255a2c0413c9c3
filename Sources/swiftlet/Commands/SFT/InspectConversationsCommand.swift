import ArgumentParser
import Artifacts
import Conversation
import Foundation
import Pipeline
import Tokenization

/// `swiftlet sft inspect`
struct InspectConversationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show a conversation as the tokens that a network is trained on.",
        discussion: """
            Example: swiftlet sft inspect tiny
            Example: swiftlet sft inspect tiny --stage assistant --conversation 7
            Example: swiftlet sft inspect conversations.jsonl --conversation 3 --ids
            Example: swiftlet sft inspect sharegpt.json --tokenizer o200k_base.tiktoken --protocol harmony

            On a terminal the colour tells whose turn a token belongs to, and tokens that are trained on are underlined; \
            elsewhere they stand in brackets, and all others are divided by bars. Below are the counts of the whole file, with \
            what was dropped and why.
            """)

    @Argument(help: "A file of conversations (messages, ShareGPT, Alpaca, OpenAssistant), or a run's name.")
    var source: String
    @Option(help: "Which fine-tuning of a run: sft, or assistant, the second one.") var stage = FineTuningStage.name
    @OptionGroup var protocols: ProtocolOptions
    @Option(
        help: """
            The vocabulary: a run, a tokenizer.json, cl100k_base.tiktoken, o200k_base.tiktoken, or 'bytes' (default: the run's, \
            or bytes for a file).
            """)
    var tokenizer: String?
    @Option(help: "Which conversation to show, from 1.") var conversation = 1
    @Option(help: "The file's format (default: told from the first record).") var format: ConversationFormat?
    @Option(help: "Which paths of OpenAssistant's trees to take.") var paths = ConversationReader.TreePaths.best
    @Flag(help: "Leave out records that are wrong, and count them, instead of stopping at the first.") var leaveOut =
        false
    @Flag(help: "One line per token, with its id.") var ids = false
    @Flag(help: "Print everything as JSON.") var json = false
    @OptionGroup var home: HomeOptions

    func validate() throws {
        if conversation < 1 { throw ValidationError("--conversation counts from 1.") }
    }

    func run() async throws {
        let run = RunDirectory(name: source, home: home.url).stage(stage)
        let isFile = FileManager.default.fileExists(atPath: source)
        let kept = run.appendingPathComponent("conversations.jsonl")
        guard isFile || FileManager.default.fileExists(atPath: kept.path) else {
            throw ConversationError.missingFile(path: source)
        }
        var reader = ConversationReader()
        reader.format = format
        reader.paths = paths
        reader.strictness = leaveOut ? .leaveOut : .stop
        let set = try reader.read(isFile ? URL(fileURLWithPath: source) : kept)
        guard set.conversations.indices.contains(conversation - 1) else {
            throw ValidationError("There is no conversation \(conversation): the file has \(set.conversations.count).")
        }
        let named = try protocols.named()
        let vocabulary = try VocabularyArgument.tokenizer(
            tokenizer ?? (isFile ? "bytes" : run.path), for: named, home: home)
        let chatProtocol = try named ?? ChatProtocol.speaking(vocabulary)
        if tokenizer == nil, isFile {
            Terminal.shared.note("Each byte is a token here; name a vocabulary with --tokenizer.")
        }
        let renderer = try ChatRenderer(chatProtocol, tokenizer: vocabulary)
        let shown = try renderer.trainingExamples(set.conversations[conversation - 1])
        let counts = ExampleCounts(try set.examples(renderer))
        let printer = ConversationPrinter(tokenizer: vocabulary)
        if json {
            Terminal.shared.print(
                try printer.json(
                    shown, conversation: conversation, line: set.lines[conversation - 1], chatProtocol.name, counts,
                    set.report))
            return
        }
        for (index, example) in shown.enumerated() {
            if shown.count > 1 { Terminal.shared.print("— example \(index + 1) of \(shown.count) —") }
            Terminal.shared.print(ids ? printer.table(example) : printer.text(example))
        }
        Terminal.shared.print("")
        Terminal.shared.print(
            "conversation \(conversation) (line \(set.lines[conversation - 1])), protocol \(chatProtocol.name): "
                + ExampleCounts(shown).summary)
        Terminal.shared.print("whole file: " + counts.summary)
        Terminal.shared.print(set.report.summary)
        for example in set.report.examples { Terminal.shared.print("  " + example) }
    }
}

extension ConversationFormat: ExpressibleByArgument {}
extension ConversationReader.TreePaths: ExpressibleByArgument {}
