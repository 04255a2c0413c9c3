extension Exercise {
    static func wordProblem(size: Int, _ random: inout SeededGenerator) -> Exercise {
        let problem = WordProblem(&random, size: size)
        return Exercise(
            .wordProblem, problem.text, program: problem.program, worked: problem.solution,
            sentence: "The answer is \(problem.answer).", answer: problem.answer)
    }

    static func calculation(_ random: inout SeededGenerator) -> Exercise {
        let most = random.pick([99, 999, 9999])
        let (a, b) = (random.int(10...most), random.int(10...most))
        let (sign, value) =
            switch random.int(0...2) {
            case 0: ("+", a + b)
            case 1: ("-", a - b)
            default: ("*", a * b)
            }
        let text = "\(a) \(sign) \(b)"
        let question = random.pick(["What is \(text)?", "How much is \(text)?", "Calculate \(text).", "\(text) = ?"])
        return Exercise(
            .calculation, question, program: "print(\(text))", worked: "\(text) = \(value).",
            sentence: onItsLine(text, "\(value)"), answer: "\(value)")
    }

    static func tables(_ random: inout SeededGenerator) -> Exercise {
        let line = TableLine(&random)
        let question = random.pick([
            "What is \(line.expression)?", "How much is \(line.expression)?", "\(line.expression) = ?",
        ])
        return Exercise(
            .tables, question, program: "print(\(line.expression.replacingSlot("/", "//")))", worked: line.text,
            sentence: line.text, answer: "\(line.value)")
    }

    static func decimals(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let (whole, tenth) = (random.int(1...99), random.int(3...9))
        let large = "\(whole).\(tenth)"
        let below = random.int(1...tenth - 1)
        let small = "\(whole).\(below)" + (0..<random.int(1...3)).map { _ in "\(random.int(1...9))" }.joined()
        let (a, b) = random.chance(0.5) ? (large, small) : (small, large)
        let form = wording(
            [
                "Which is larger, {a} or {b}?", "Which number is greater: {a} or {b}?", "What is more, {a} or {b}?",
                "Is {a} or {b} the larger number?", "Compare {a} and {b}. Which is larger?",
                "Which is bigger, {a} or {b}?", "Which one is larger, {a} or {b}?", "What is larger: {a} or {b}?",
                "Tell me which is greater, {a} or {b}.", "Which one is greater: {a} or {b}?",
                "Which of {a} and {b} is the larger one?",
                "Which number is larger, {a} or {b}?", "Which one is bigger, {a} or {b}?",
            ], use, &random)
        return Exercise(
            .decimals, form.replacingSlot("{a}", a).replacingSlot("{b}", b), program: "print(max(\(a), \(b)))",
            worked: "\(large) is larger than \(small), because \(tenth) tenths are more than \(below) "
                + (below == 1 ? "tenth." : "tenths."),
            sentence: "\(large) is larger.", answer: large)
    }

    static func dots(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let count = random.int(1...random.pick([10, 20, 40, 80, 200]))
        let line = String(repeating: ".", count: count)
        let form = wording(
            [
                "How many dots are here?", "Count the dots in this line.", "How many dots can you see?",
                "Please count these dots.", "How many dots are in this line?",
                "How many dots does the next line have?", "Count the dots in the line below.",
                "Tell me how many dots the following line has.", "How many dots are there in the line below?",
                "What is the number of dots in this line?", "How many dots are in the next line?", "Count these dots.",
            ], use, &random)
        let sentence = count == 1 ? "There is 1 dot." : "There are \(count) dots."
        return Exercise(
            .dots, form + "\n" + line, program: "print('\(line)'.count('.'))", worked: sentence, sentence: sentence,
            answer: "\(count)")
    }
}

/// One line of the tables of sums, differences, products and quotients with numbers up to ten.
struct TableLine {
    let expression: String
    let value: Int
    var text: String { "\(expression) = \(value)." }

    init(_ random: inout SeededGenerator) {
        let (a, b) = (random.int(1...10), random.int(1...10))
        (expression, value) =
            switch random.int(0...5) {
            case 0: ("\(a) + \(b)", a + b)
            case 1: ("\(a + b) - \(b)", a)
            case 2, 3: ("\(a) * \(b)", a * b)
            default: ("\(a * b) / \(b)", a)
            }
    }
}
