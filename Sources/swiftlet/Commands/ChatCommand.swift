import ArgumentParser
import Conversation
import Foundation
import Generation
import Tokenization
import Transformer

/// `swiftlet complete`
struct CompleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Let a base model go on with a text.",
        discussion: "Example: swiftlet complete tiny 'Once upon a time'")
    @Argument(help: "A model's directory or a run's name.") var model: String
    @Argument(help: "The text to go on from.") var prompt: String = ""
    @OptionGroup var sampling: SamplingArguments
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let generator = try TextGenerator(directory: home.model(model, base: true))
        let start = generator.model.configuration.beginningOfText.map { [$0] } ?? []
        var options = sampling.options
        options.stopTokens = Set(start)
        let ids = start + generator.tokenizer.encode(prompt)
        Terminal.shared.stream(prompt)
        for try await event in try await generator.generate(ids, options) {
            switch event {
            case .token(let token): Terminal.shared.stream(token.text)
            case .finished(_, let rest, let statistics):
                Terminal.shared.stream(rest)
                Terminal.shared.note(PrintedAnswer.line(statistics))
            }
        }
    }
}

/// `swiftlet chat`
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Talk to an assistant in the terminal; ctrl-C stops an answer, ctrl-D ends.",
        discussion: """
            Any model's directory will do whose vocabulary has the control tokens of a known chat protocol.
            Example: swiftlet chat tiny --forbid search
            Example: swiftlet chat tiny --search-url http://127.0.0.1:8888 --tool-calls 8
            """)
    @Argument(help: "A model's directory or a run's name.") var model: String
    @Option(help: "What the assistant is told first.") var system: String?
    @Option(help: "The most tokens of thinking before an answer (default: as many as it likes).") var thinkTokens: Int?
    @OptionGroup var protocols: ProtocolOptions
    @OptionGroup var tools: ToolOptions
    @OptionGroup var sampling: SamplingArguments
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let assistant = try await tools.assistant(model: home.model(model), chatProtocol: protocols.named())
        let opening = system.map { [Message(.system, $0)] } ?? []
        var messages = opening
        var options = sampling.options
        options.thinkingTokens = thinkTokens
        let asking = options
        Terminal.shared.note(
            "Type a message. /new begins anew, /quit ends. Small models make mistakes: check what they say.")
        while true {
            Terminal.shared.stream("\n› ")
            guard let line = readLine() else { break }
            let text = line.trimmingCharacters(in: .whitespaces)
            if text == "/quit" { break }
            if text == "/new" {
                messages = opening
                continue
            }
            guard !text.isEmpty else { continue }
            messages.append(Message(.user, text))
            let asked = messages
            do {
                let answer = PrintedAnswer(assistant.chat.renderer)
                let statistics = try await Interrupt.stopping {
                    try await answer.collect(assistant.answer(asked, asking))
                }
                messages += answer.messages
                Terminal.shared.note(statistics ?? "\n(stopped)")
            } catch let error as GenerationError {
                messages.removeLast()
                Terminal.shared.note("\(error) /new begins anew.")
            }
        }
        Terminal.shared.stream("\n")
    }
}
