import ArgumentParser

/// `swiftlet rlhf`
struct PreferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rlhf", abstract: "Let a model practise against a reward model, and stop in time.",
        discussion: """
            Example: swiftlet rlhf recipes/studies/preference.yaml
            Example: swiftlet rlhf model tiny --reward liked --prompts orderings.jsonl --output tuned
            """,
        subcommands: [PreferenceRecipeCommand.self, PreferenceModelCommand.self, PreferencePairsCommand.self],
        defaultSubcommand: PreferenceRecipeCommand.self)
}

/// `swiftlet rlhf RECIPE`
struct PreferenceRecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe", abstract: "Walk a recipe up to this practice; 'swiftlet rlhf RECIPE' does this.",
        discussion: "Example: swiftlet rlhf recipes/studies/preference.yaml")

    @OptionGroup var arguments: RecipeArguments

    func run() async throws { _ = try await arguments.run(upTo: "rlhf") }
}
