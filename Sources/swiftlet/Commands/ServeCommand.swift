import ArgumentParser
import Foundation
import Generation
import Labeling
import Practice
import Studio

/// `swiftlet serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve a model: an OpenAI-style API and the studio's pages.",
        discussion: "Example: swiftlet serve tiny --port 8080")
    @Argument(help: "A model's directory or a run's name.") var model: String
    @Option(help: "The address to listen at; other machines are served only when it is not a loopback one.") var host =
        "127.0.0.1"
    @Option(help: "The port.") var port: Int = 8080
    @Option(
        help: ArgumentHelp(
            "The file that keeps conversations written at the page /label (default: labels.sqlite in the run's directory).",
            valueName: "file"))
    var labels: String?
    @Option(
        help: ArgumentHelp(
            "A file of answers to be put in order at the page /rate, one prompt a line, as 'swiftlet reward' reads them.",
            valueName: "file"))
    var answers: String?
    @OptionGroup var protocols: ProtocolOptions
    @OptionGroup var tools: ToolOptions
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let directory = try home.model(model)
        let assistant = try await tools.assistant(model: directory, chatProtocol: protocols.named())
        let run = directory.deletingLastPathComponent()
        let labels = labels.map { URL(fileURLWithPath: $0) } ?? run.appendingPathComponent("labels.sqlite")
        if let answers {
            let store = try LabelStore(labels)
            for rated in try RatedAnswers.read(URL(fileURLWithPath: answers)) {
                try await store.addTask(rated.prompt, rated.answers)
            }
        }
        try await Self.serve(
            assistant, model: directory, name: run.lastPathComponent, host: host, port: port, run: run, labels: labels)
    }

    static func serve(
        _ assistant: Assistant, model: URL, name: String, host: String, port: Int, run: URL, labels: URL? = nil
    ) async throws {
        let server = StudioServer(
            assistant: assistant, modelName: name, run: run,
            conversations: model.appendingPathComponent("conversations.jsonl"),
            labels: labels ?? run.appendingPathComponent("labels.sqlite"), host: host, port: port)
        try await server.run { Terminal.shared.note("Swiftlet is at http://\($0):\($1) (ctrl-C stops it)") }
    }
}
