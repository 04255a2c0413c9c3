import ArgumentParser
import Artifacts
import Conversation
import Corpus
import Evaluation
import Foundation
import Generation
import Pipeline

/// `swiftlet probe`
struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Ask a model again and again, to learn what it knows and what it invents.",
        discussion: """
            Questions come from a run's invented world, from a file, or from documents about which a model writes them.
            --protocol is for the model; a judge and a writer speak what their vocabularies are made for.
            Example: swiftlet probe tiny --output knowledge
            Example: swiftlet probe tiny --questions questions.jsonl --before knowledge/report.json
            """)
    @Argument(help: "A model's directory or a run's name.") var model: String
    @Option(help: "A file of {phrasings, accepted} or {question, answer} lines; subject and exposures may be there.")
    var questions: String?
    @Option(help: "Documents (JSON lines with 'text'): a model that reads each writes the questions.")
    var documents: String?
    @Option(help: "The model that writes the questions about --documents (default: the model itself).") var writer:
        String?
    @Option(help: "Only the first documents or questions.") var limit: Int?
    @Option(help: "Greedy answers to each question, each to another phrasing.") var greedy: Int = 2
    @Option(help: "Sampled answers to each question.") var samples: Int = 4
    @Option(help: "Divides the logits of sampled answers.") var temperature: Float = 0.7
    @Option(help: "The seed of the sampled answers.") var seed: UInt64 = 1
    @Option(help: "A model that judges the answers (default: an accepted text must stand in them).") var judge: String?
    @Option(help: "An earlier report.json, to compare with.") var before: String?
    @Option(help: "The folder for the report and its pictures.") var output: String = "probe"
    @OptionGroup var protocols: ProtocolOptions
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard greedy > 0, samples >= 0, (limit ?? 1) > 0 else {
            throw ValidationError("--greedy and --limit must be positive, --samples not negative")
        }
        guard temperature > 0, temperature.isFinite else { throw ValidationError("--temperature is above 0") }
        guard questions == nil || documents == nil else {
            throw ValidationError("give --questions or --documents, not both")
        }
    }

    func run() async throws {
        machine.apply()
        let answerer = try assistant(model, protocols.named())
        var settings = Probe.Settings()
        (settings.greedy, settings.samples, settings.temperature, settings.seed) = (greedy, samples, temperature, seed)
        let probe = try Probe(settings, judge: judge.map { ModelJudge(try assistant($0)) } ?? MatchJudge())
        let earlier = try before.map(Self.report)
        let report = try await Interrupt.cancelling {
            let asked = try await material(answerer)
            return try await probe.run(asked, answerer) { Terminal.shared.progress("probe", $0, "questions") }
        }
        Terminal.shared.endProgress()
        let folder = URL(fileURLWithPath: output)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try report.write(to: folder, since: earlier)
        Terminal.shared.print(report.markdown(since: earlier))
        Terminal.shared.note("→ \(output)")
    }

    private func assistant(_ name: String, _ chatProtocol: ChatProtocol? = nil) throws -> ModelAnswerer {
        ModelAnswerer(try ChatGenerator(directory: home.model(name), chatProtocol: chatProtocol), name: name)
    }

    private func material(_ answerer: ModelAnswerer) async throws -> [ProbeQuestion] {
        var asked: [ProbeQuestion]
        if let questions {
            asked = try ProbeQuestion.read(URL(fileURLWithPath: questions))
        } else if let documents {
            var texts: [String] = []
            try DocumentReader.read(URL(fileURLWithPath: documents)) {
                if texts.count < limit ?? .max { texts.append($0.text) }
            }
            let author = try writer.map { try assistant($0) } ?? answerer
            let made = try await DocumentQuestions(author).questions(about: texts) {
                Terminal.shared.progress("questions", $0, "documents")
            }
            Terminal.shared.note(
                "\(made.counts.documents) documents → \(made.counts.kept) questions (\(made.counts.incomplete) incomplete, "
                    + "\(made.counts.unsupported) not in the text, \(made.counts.repeated) repeated)")
            return made.questions
        } else {
            let run = RunDirectory(name: model, home: home.url)
            asked = try KnowledgeQuestions(
                web: run.stage(WebStage.name), documents: run.stage(DataStage.name)
            ).questions
        }
        return Array(asked.prefix(limit ?? .max))
    }

    private static func report(_ path: String) throws -> ProbeReport {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw EvaluationError.missingFile(path: path)
        }
        do {
            return try ForeignJSONDecoder().decode(ProbeReport.self, from: data)
        } catch {
            throw EvaluationError.badLine(path: path, line: 1, reason: "it is no report of a probe")
        }
    }
}
