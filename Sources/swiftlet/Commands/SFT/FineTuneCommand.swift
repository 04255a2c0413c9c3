import ArgumentParser

/// `swiftlet sft`
struct FineTuneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sft", abstract: "Walk a recipe up to the fine-tuned assistant, or look at what it is trained on.",
        discussion: """
            Example: swiftlet sft recipes/tiny.yaml
            Example: swiftlet sft inspect tiny
            Options of a run: swiftlet sft recipe --help
            """,
        subcommands: [FineTuneRecipeCommand.self, InspectConversationsCommand.self],
        defaultSubcommand: FineTuneRecipeCommand.self)
}

/// `swiftlet sft RECIPE`
struct FineTuneRecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe",
        abstract: "Walk a recipe up to the fine-tuned assistant; 'swiftlet sft RECIPE' does this.",
        discussion: "Example: swiftlet sft recipes/tiny.yaml")

    @OptionGroup var arguments: RecipeArguments

    func run() async throws { _ = try await arguments.run(upTo: "sft") }
}
