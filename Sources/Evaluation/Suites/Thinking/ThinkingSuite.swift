import TinyWeb

/// Models need tokens to think (scene 13): word problems by the size of their numbers, answered at once, worked out, or with code.
public enum ThinkingSuite {
    /// The conditions' names.
    public static let (atOnce, workedOut, withCode) = ("at once", "worked out", "with code")

    /// The sizes of numbers.
    public static let sizes = [5, 10, 20, 50, 100, 200, 500, 1000]

    /// How the problems are put.
    ///
    /// At once: the assistant's turn begins with "The answer is", so that the number must come next. Worked out: nothing is said, and
    /// the last number counts. With code: the assistant with tools is told to use code.
    public static let conditions = [
        Condition(
            atOnce, instruction: "Answer with the number alone.", prefix: "The answer is", maxTokens: 8,
            rule: .firstNumber),
        Condition(workedOut, maxTokens: 256, rule: .lastNumber),
        Condition(withCode, source: .tools, instruction: "Use code.", maxTokens: 512, rule: .lastNumber),
    ]

    /// `count` problems of each size, and the talk's two by name.
    public static func suite(count: Int = 50, sizes: [Int] = sizes, seed: UInt64 = 1) -> Suite {
        var random = SeededGenerator(seed, "thinking")
        let drawn = sizes.flatMap { size in
            (0..<max(0, count)).map { _ in question(EmilyProblem(size: size, &random), x: Double(size)) }
        }
        let named = [EmilyProblem.small, .large].map {
            question($0, x: Double(max($0.apples, $0.oranges)), isNamed: true)
        }
        return Suite(
            name: "thinking", title: "Models need tokens to think",
            families: [Suite.Family(axis: "size of the numbers", isLogarithmic: true)], questions: named + drawn,
            conditions: conditions, notes: [])
    }

    private static func question(_ problem: EmilyProblem, x: Double, isNamed: Bool = false) -> SuiteQuestion {
        SuiteQuestion(
            x: x, name: isNamed ? problem.label : nil, text: problem.text, accepted: ["\(problem.applePrice)"],
            rule: .lastNumber)
    }
}
