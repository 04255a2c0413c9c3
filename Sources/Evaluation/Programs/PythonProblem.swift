/// A Python function to complete, in HumanEval's shape (Chen et al. 2021).
public struct PythonProblem: Sendable, Equatable {
    /// Imports, helpers, and the function's head with its description.
    public var prompt: String
    /// The function's name.
    public var entryPoint: String
    /// A program that defines `check(candidate)`.
    public var test: String
    /// A right way to go on from the prompt, if one is known.
    public var solution: String?

    /// A problem.
    public init(prompt: String, entryPoint: String, test: String, solution: String? = nil) {
        self.prompt = prompt
        self.entryPoint = entryPoint
        self.test = test
        self.solution = solution
    }

    /// What ends a base model's completion: the first line that is no part of the function.
    public static let stops = ["\nclass", "\ndef", "\n#", "\nif", "\nprint"]

    /// What an assistant is asked.
    public var instruction: String {
        "Complete the Python function \(entryPoint). Answer with the whole function in one block of code.\n\n"
            + "```python\n\(prompt)\n```"
    }

    /// The program that passes if a completion of the prompt is right.
    public func program(completion: String) -> String { tested(prompt + Self.cut(completion)) }

    /// The program that passes if an assistant's answer is right.
    ///
    /// The code is the first fenced block that defines the function, else the first fenced block, else the whole answer. Code that
    /// defines the function stands after what the prompt has before it; other code goes on from the prompt.
    public func program(answer: String) -> String {
        let blocks = Self.fencedBlocks(of: answer)
        let block = blocks.first(where: definesFunction) ?? blocks.first
        let code = block ?? answer
        if definesFunction(code) {
            return tested(beforeFunction + (block == nil ? Self.withoutProse(code) : code))
        }
        return tested(prompt + (block == nil ? Self.cut(code) : Self.indented(code)))
    }

    private func tested(_ code: String) -> String { code + "\n" + test + "\ncheck(\(entryPoint))\n" }
}
