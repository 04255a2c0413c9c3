/// A word problem with its worked steps and its answer.
public struct WordProblem: Codable, Sendable, Equatable {
    /// The problem.
    public let text: String
    /// The way to the answer, a sentence a step.
    public let steps: [String]
    /// The answer, a whole number or a word.
    public let answer: String
    /// Which template it comes from.
    public let template: Int

    /// A problem with numbers up to `size`; the templates' count is `templates`.
    public init(_ random: inout SeededGenerator, size: Int = 10, template wanted: Int? = nil) {
        template = wanted ?? random.int(0...Self.templates - 1)
        let name = random.pick(Grammar.everyday.rules["child"] ?? [])
        let fruit = random.pick([
            "apples", "oranges", "pears", "plums", "nuts", "eggs", "cakes", "books", "pens", "stamps",
        ])
        let (a, b) = (random.int(2...size), random.int(2...size))
        switch template {
        case 0:
            text = "\(name) has \(a) \(fruit) and gets \(b) more. How many \(fruit) does \(name) have now?"
            (steps, answer) = (["\(a) + \(b) = \(a + b)."], "\(a + b)")
        case 1:
            text = "\(name) has \(a + b) \(fruit) and gives away \(b). How many \(fruit) are left?"
            (steps, answer) = (["\(a + b) - \(b) = \(a)."], "\(a)")
        case 2:
            text = "One box holds \(a) \(fruit). How many \(fruit) are in \(b) boxes?"
            (steps, answer) = (["\(a) * \(b) = \(a * b)."], "\(a * b)")
        case 3:
            text = "\(name) buys \(a) \(fruit) at \(b) dollars each. How much does \(name) pay?"
            (steps, answer) = (["\(a) * \(b) = \(a * b)."], "\(a * b)")
        case 4:
            text = "\(name) shares \(a * b) \(fruit) with \(b) friends. How many does each friend get?"
            (steps, answer) = (["\(a * b) / \(b) = \(a)."], "\(a)")
        case 5:
            let (price, oranges) = (random.int(1...4), b)
            let total = a * price + oranges * 2
            text =
                "\(name) buys \(a) apples and \(oranges) oranges. Each orange costs 2 dollars. The total is \(total) dollars. What does one apple cost?"
            steps = [
                "The oranges cost \(oranges) * 2 = \(oranges * 2).",
                "The apples cost \(total) - \(oranges * 2) = \(a * price).",
                "One apple costs \(a * price) / \(a) = \(price).",
            ]
            answer = "\(price)"
        case 6:
            let (hour, b) = (random.int(1...6), min(b, 11))
            text = "The train leaves at \(hour) o'clock and drives for \(b) hours. At what hour does it arrive?"
            let hours = (hour + b - 1) % 12 + 1
            (steps, answer) = (
                hour + b > 12
                    ? ["\(hour) + \(b) = \(hour + b).", "\(hour + b) - 12 = \(hours)."]
                    : ["\(hour) + \(b) = \(hour + b)."], "\(hours)"
            )
        default:
            text = "\(name) reads \(a) pages a day. How many pages does \(name) read in one week?"
            (steps, answer) = (["\(a) * 7 = \(a * 7)."], "\(a * 7)")
        }
    }

    /// The number of templates.
    public static let templates = 8

    /// The worked answer in one text.
    public var solution: String { steps.joined(separator: " ") + " The answer is \(answer)." }
}

/// Chapters of school books: an explanation, worked problems, practice problems with an answer key.
struct SchoolBook {
    private let grammar = Grammar.everyday

    func article(_ random: inout SeededGenerator) -> Article {
        switch random.int(0...9) {
        case 0...6: arithmetic(&random)
        case 7...8: spelling(&random)
        default: comparing(&random)
        }
    }

    private func arithmetic(_ random: inout SeededGenerator) -> Article {
        let worked = (0..<3).map { _ in WordProblem(&random) }
        let practice = (0..<3).map { _ in WordProblem(&random) }
        let (a, b) = (random.int(2...12), random.int(2...12))
        return Article(
            title: random.pick([
                "Word problems", "Numbers in daily life", "Arithmetic for everyone", "Counting and money",
            ]),
            blocks: [
                .paragraph(
                    grammar.expand(
                        "#filler# When we put \(a) and \(b) things together we add: \(a) + \(b) = \(a + b). When we have \(b) rows of \(a) things we multiply: \(a) * \(b) = \(a * b).",
                        &random)),
                .heading("Worked problems"),
            ] + worked.map { .paragraph("Problem: \($0.text) Solution: \($0.solution)") } + [
                .heading("Practice problems"), .list(practice.enumerated().map { "\($0 + 1). \($1.text)" }),
                .heading("Answer key"), .list(practice.enumerated().map { "\($0 + 1). \($1.answer)" }),
            ])
    }

    private func spelling(_ random: inout SeededGenerator) -> Article {
        let words = WordTables.words.map { $0[0] }.shuffled(using: &random).prefix(6)
        return Article(
            title: "Spelling and counting letters",
            blocks: [
                .paragraph(grammar.expand("We spell a word letter by letter. #filler#", &random)),
                .list(words.map(Self.spelled)),
                .paragraph(grammar.expand("#person.cap# spelled them all #place# #time#. #filler#", &random)),
            ])
    }

    static func spelled(_ word: String) -> String {
        "The word \(word) is spelled \(word.map { String($0) }.joined(separator: " - ")) and has \(word.count) letters."
    }

    private func comparing(_ random: inout SeededGenerator) -> Article {
        let lines = (0..<5).map { _ in
            let (whole, tenth, hundredth) = (random.int(1...12), random.int(2...9), random.int(11...19))
            return
                "\(whole).\(tenth) is larger than \(whole).\(hundredth), because \(tenth) tenths are more than 1 tenth."
        }
        return Article(
            title: "Which number is larger?",
            blocks: [
                .paragraph(grammar.expand("We compare the tenths first. #filler#", &random)), .list(lines),
                .paragraph(grammar.expand("So 9.9 is larger than 9.11. #filler#", &random)),
            ])
    }
}
