import ArgumentParser

/// `swiftlet practice`
struct PracticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice", abstract: "Let an assistant practise on problems whose answers can be checked.",
        discussion: """
            Example: swiftlet practice recipes/studies/practice.yaml
            Example: swiftlet practice model tiny/think --problems words --algorithm dapo --output practised
            """,
        subcommands: [PracticeRecipeCommand.self, PracticeModelCommand.self],
        defaultSubcommand: PracticeRecipeCommand.self)
}

/// `swiftlet practice RECIPE`
struct PracticeRecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe", abstract: "Walk a recipe up to its practice; 'swiftlet practice RECIPE' does this.",
        discussion: "Example: swiftlet practice recipes/studies/practice.yaml")

    @OptionGroup var arguments: RecipeArguments

    func run() async throws { _ = try await arguments.run(upTo: "practice") }
}
