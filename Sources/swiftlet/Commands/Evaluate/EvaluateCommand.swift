import ArgumentParser

/// `swiftlet eval`
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure what a model knows and what it can do.",
        subcommands: [
            EvaluateFactsCommand.self, EvaluateAssistantCommand.self, EvaluateTaskCommand.self,
            EvaluateContextCommand.self,
            EvaluateThinkingCommand.self, EvaluateEdgesCommand.self, EvaluateFewShotCommand.self,
            EvaluateRecitationCommand.self,
        ])
}
