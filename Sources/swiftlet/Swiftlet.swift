import ArgumentParser
import Foundation

/// The command: reads arguments, calls the libraries, prints.
@main
struct Swiftlet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swiftlet",
        abstract: "From raw web pages to an assistant that you trained yourself.",
        discussion: "Begin with: swiftlet run recipes/tiny.yaml --serve",
        version: "0.1.0",
        subcommands: [
            RunCommand.self, DataCommand.self, TokenizerCommand.self, PretrainCommand.self, FineTuneCommand.self,
            PracticeCommand.self, RewardCommand.self, PreferenceCommand.self, CompleteCommand.self, ChatCommand.self,
            ServeCommand.self,
            EvaluateCommand.self,
            ProbeCommand.self,
            ModelCommand.self,
            BenchCommand.self, PlanCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Terminal.shared.endProgress()
            ErrorReport.exit(with: error)
        }
    }
}
