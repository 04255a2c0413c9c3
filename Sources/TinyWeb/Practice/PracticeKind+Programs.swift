extension PracticeKind {
    /// A function of two numbers, or of a list and a number, in so many steps, with three tests of what it returns.
    static func programs(_ level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        random.chance(0.5) ? ofNumbers(level, &random) : ofLists(level, &random)
    }

    private static let names = ["f", "g", "compute", "solve", "result", "value", "work"]

    private static func ofNumbers(_ steps: Int, _ random: inout SeededGenerator) -> PracticeTask {
        let name = random.pick(names)
        let inputs = (0..<3).map { _ in (random.int(0...20), random.int(0...20)) }
        var (text, code, thought, isSum) = ("a", "a", "Begin with a.", false)
        var values = inputs.map(\.0)
        for _ in 0..<steps {
            let number = random.int(2...19)
            let usesB = random.chance(0.4)
            let operand = usesB ? "b" : "\(number)"
            let (word, sign) = random.pick([("plus", "+"), ("minus", "-"), ("times", "*")])
            text += (text == "a" ? " " : ", then ") + "\(word) \(operand)"
            code = (sign == "*" && isSum ? "(\(code))" : code) + " \(sign) \(operand)"
            isSum = sign != "*"
            thought += " \(word) \(operand): \(code)."
            for index in values.indices {
                let other = usesB ? inputs[index].1 : number
                values[index] =
                    sign == "+"
                    ? values[index] + other
                    : sign == "-"
                        ? values[index] - other
                        : values[index] * other
            }
        }
        let tests = zip(inputs, values).map { "assert \(name)(\($0.0), \($0.1)) == \($1)" }
        return task(
            "Write a Python function \(name)(a, b) that returns \(text).", "a, b", name, code, thought, tests)
    }

    private static func ofLists(_ steps: Int, _ random: inout SeededGenerator) -> PracticeTask {
        let (name, limit, factor) = (random.pick(names), random.int(2...30), random.int(2...9))
        let lists = (0..<3).map { _ in (0..<random.int(1...6)).map { _ in random.int(0...40) } }
        let isAbove = random.chance(0.5)
        let how = isAbove ? "larger" : "smaller"
        let chosen = lists.map { $0.filter { isAbove ? $0 > limit : $0 < limit } }
        let list = "[x for x in a if x \(isAbove ? ">" : "<") \(limit)]"
        let thought = "Choose items of a that are \(how) than \(limit): \(list)."
        let isCount = random.chance(0.5)
        var (text, code) = (
            isCount
                ? "how many items of the list a are \(how) than \(limit)"
                : "the sum of the items of the list a that are \(how) than \(limit)",
            isCount ? "len(\(list))" : "sum(\(list))"
        )
        var values = chosen.map { isCount ? $0.count : $0.reduce(0, +) }
        var thoughts = thought + " \(isCount ? "Count" : "Add") them: \(code)."
        if steps > 1 {
            (text, code) = (text + ", times \(factor)", code + " * \(factor)")
            values = values.map { $0 * factor }
            thoughts += " times \(factor): \(code)."
        }
        if steps > 2 {
            (text, code) = (text + ", plus \(limit)", code + " + \(limit)")
            values = values.map { $0 + limit }
            thoughts += " plus \(limit): \(code)."
        }
        let tests = zip(lists, values).map { "assert \(name)(\($0)) == \($1)" }
        return task("Write a Python function \(name)(a) that returns \(text).", "a", name, code, thoughts, tests)
    }

    private static func task(
        _ question: String, _ arguments: String, _ name: String, _ code: String, _ thinking: String, _ tests: [String]
    ) -> PracticeTask {
        PracticeTask(
            question: question, answer: tests.joined(separator: "\n"), ways: [thinking], result: code,
            reply: "```python\ndef \(name)(\(arguments)):\n    return \(code)\n```")
    }
}
