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
        let statistics = try await Answer.stream(generator.generate(ids, options))
        Terminal.shared.note(statistics)
    }
}

/// `swiftlet chat`
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Talk to an assistant in the terminal; ctrl-C stops an answer, ctrl-D ends.",
        discussion: "Example: swiftlet chat tiny")
    @Argument(help: "A model's directory or a run's name.") var model: String
    @Option(help: "What the assistant is told first.") var system: String?
    @OptionGroup var sampling: SamplingArguments
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let chat = try ChatGenerator(TextGenerator(directory: home.model(model)))
        let opening = system.map { [Message(.system, $0)] } ?? []
        var messages = opening
        let options = sampling.options
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
                let answer = Answer(of: chat.renderer)
                let statistics = try await Interrupt.stopping {
                    try await answer.collect(chat.answer(asked, options))
                }
                messages.append(answer.message)
                Terminal.shared.note(statistics ?? "\n(stopped)")
            } catch let error as GenerationError {
                messages.removeLast()
                Terminal.shared.note("\(error) /new begins anew.")
            }
        }
        Terminal.shared.stream("\n")
    }
}

/// An answer that is printed while it comes: thinking faint, calls of tools in brackets.
final class Answer: @unchecked Sendable {
    private var parser: StreamParser?
    private var builder: MessageBuilder?

    /// The text of a base model.
    init() {}

    /// What an assistant makes after its header.
    init(of renderer: ChatRenderer) {
        parser = StreamParser(answerOf: renderer)
        builder = MessageBuilder(renderer)
        builder?.add(.turnBegan(.assistant))
    }

    /// What was said so far.
    var message: Message { builder?.messages.first ?? Message(.assistant, "") }

    func collect(_ events: AsyncThrowingStream<GenerationEvent, any Error>) async throws -> String {
        for try await event in events {
            switch event {
            case .token(let token):
                if let events = parser?.append(token.token.id) { show(events) } else { print(token.text) }
            case .finished(_, let rest, let statistics):
                if let events = parser?.finish() { show(events) } else { print(rest) }
                return String(
                    format: "\n(%d tokens, %.0f tokens/s, first after %.0f ms)", statistics.completionTokens,
                    statistics.tokensPerSecond, statistics.secondsToFirstToken * 1000)
            }
        }
        return ""
    }

    private func print(_ piece: String) { Terminal.shared.stream(piece) }

    private func show(_ events: [ChatEvent]) {
        for event in events {
            builder?.add(event)
            switch event {
            case .text(let text), .arguments(let text): print(text)
            case .thinkingBegan: print(Terminal.shared.showsColours ? "\u{1B}[2m" : "(")
            case .thinking(let text): print(text)
            case .thinkingEnded: print(Terminal.shared.showsColours ? "\u{1B}[0m\n" : ")\n")
            case .callBegan(let name): print("[\(name): ")
            case .callEnded: print("]")
            default: break
            }
        }
    }

    static func stream(_ events: AsyncThrowingStream<GenerationEvent, any Error>) async throws -> String {
        try await Answer().collect(events)
    }
}

extension Interrupt {
    /// Runs work that ctrl-C stops without ending the process; nil when it was stopped.
    static func stopping<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws
        -> Result?
    {
        let task = Task { try await work() }
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { task.cancel() }
        source.resume()
        defer {
            source.cancel()
            signal(SIGINT, SIG_DFL)
        }
        do {
            let result = try await task.value
            return task.isCancelled ? nil : result
        } catch is CancellationError {
            return nil
        }
    }
}
