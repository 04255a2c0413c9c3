/// A word problem with its worked steps and its answer.
public struct WordProblem: Codable, Sendable, Equatable {
    /// The problem.
    public let text: String
    /// The calculations that lead to the answer.
    let calculations: [Calculation]
    /// The answer, a whole number.
    public var answer: String { "\(calculations.last?.value ?? 0)" }
    /// The answer as a Python expression.
    public let expression: String
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
            expression = "\(a) + \(b)"
            calculations = [Calculation(a, .plus, b)]
        case 1:
            text = "\(name) has \(a + b) \(fruit) and gives away \(b). How many \(fruit) are left?"
            expression = "\(a + b) - \(b)"
            calculations = [Calculation(a + b, .minus, b)]
        case 2:
            text = "One box holds \(a) \(fruit). How many \(fruit) are in \(b) boxes?"
            expression = "\(a) * \(b)"
            calculations = [Calculation(a, .times, b)]
        case 3:
            text = "\(name) buys \(a) \(fruit) at \(b) dollars each. How much does \(name) pay?"
            expression = "\(a) * \(b)"
            calculations = [Calculation(a, .times, b)]
        case 4:
            text = "\(name) shares \(a * b) \(fruit) with \(b) friends. How many does each friend get?"
            expression = "\(a * b) // \(b)"
            calculations = [Calculation(a * b, .by, b)]
        case 5:
            let (price, oranges) = (random.int(1...max(4, size / 5)), b)
            let total = a * price + oranges * 2
            text =
                "\(name) buys \(a) apples and \(oranges) oranges. Each orange costs 2 dollars. The total is \(total) dollars. What does one apple cost?"
            calculations = [
                Calculation(oranges, .times, 2, lead: "The oranges cost "),
                Calculation(total, .minus, oranges * 2, lead: "The apples cost "),
                Calculation(a * price, .by, a, lead: "One apple costs "),
            ]
            expression = "(\(total) - \(oranges) * 2) // \(a)"
        case 6:
            let (hour, b) = (random.int(1...6), min(b, 11))
            text = "The train leaves at \(hour) o'clock and drives for \(b) hours. At what hour does it arrive?"
            expression = "(\(hour) + \(b) - 1) % 12 + 1"
            let sum = Calculation(hour, .plus, b)
            calculations = sum.value > 12 ? [sum, Calculation(sum.value, .minus, 12)] : [sum]
        default:
            text = "\(name) reads \(a) pages a day. How many pages does \(name) read in one week?"
            expression = "\(a) * 7"
            calculations = [Calculation(a, .times, 7)]
        }
    }

    /// The way to the answer, a sentence a step.
    public var steps: [String] { calculations.map(\.sentence) }

    /// The same way in smaller steps.
    public var smallSteps: [String] { calculations.flatMap(\.smallSteps) }

    /// The number of templates.
    public static let templates = 8

    /// A program that prints the answer.
    public var program: String { "print(\(expression))" }

    /// The worked answer in one text.
    public var solution: String { steps.joined(separator: " ") + " The answer is \(answer)." }
}
