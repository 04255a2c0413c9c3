extension PracticeKind {
    private static let sizes = [10, 20, 50, 100, 1000]

    /// A word problem, solved in the steps of somebody who calculates well, or in smaller ones.
    static func words(_ level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        let problem = WordProblem(&random, size: sizes[min(max(level, 1), sizes.count) - 1])
        return PracticeTask(
            question: problem.text, answer: problem.answer,
            ways: [problem.steps, problem.smallSteps].map { $0.joined(separator: " ") }, result: problem.answer)
    }

    /// A sum or a difference column by column from the right, a product digit by digit: what was carried is said.
    static func arithmetic(_ level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        let most = (0..<level).reduce(1) { product, _ in product * 10 } - 1
        let (a, b) = (random.int(most / 10 + 1...most), random.int(most / 10 + 1...most))
        let (sign, value, steps) =
            switch random.int(0...2) {
            case 0: ("+", a + b, ColumnSum.adding(a, b))
            case 1: ("-", max(a, b) - min(a, b), ColumnSum.subtracting(max(a, b), min(a, b)))
            default: ("*", a * (b % 9 + 1), ColumnSum.multiplying(a, b % 9 + 1))
            }
        let (left, right) = sign == "-" ? (max(a, b), min(a, b)) : (a, sign == "*" ? b % 9 + 1 : b)
        return PracticeTask(
            question: "What is \(left) \(sign) \(right)?", answer: "\(value)", ways: [steps], result: "\(value)")
    }

    static func decimals(_ level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        let whole = random.int(0...20)
        let (tenth, below) = (random.int(2...9), random.int(0...9))
        let lower = random.int(0...tenth - 1)
        let tail = (0..<level).map { _ in "\(random.int(1...9))" }.joined()
        let (large, small) = ("\(whole).\(tenth)", "\(whole).\(lower)\(tail)")
        let (a, b) = below % 2 == 0 ? (large, small) : (small, large)
        return PracticeTask(
            question: "Which number is larger, \(a) or \(b)?", answer: large,
            ways: [
                "Both begin with \(whole). Behind the point stand \(a.suffix(a.count - "\(whole).".count)) and "
                    + "\(b.suffix(b.count - "\(whole).".count)). The first digits are \(tenth) and \(lower). \(tenth) is more than \(lower)."
            ],
            result: large)
    }

    /// Numbers up to twenty, and a target that can be reached; the way tries one combination that fails, and then one that does not.
    static func countdown(_ level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        while true {
            let numbers = (0..<level).map { _ in random.int(1...20) }
            let (expression, target) = Countdown.combined(numbers.shuffled(using: &random), &random)
            guard let target, target > 0, target < 100, !numbers.contains(target) else { continue }
            let (other, missed) = Countdown.combined(numbers.shuffled(using: &random), &random)
            let tried = missed.flatMap { $0 == target ? nil : "\(other) = \($0), not \(target). " } ?? ""
            return PracticeTask(
                question: "Make \(target) with \(numbers.map(String.init).joined(separator: ", ")).",
                answer: "\(target)",
                numbers: numbers, ways: [tried + "\(expression) = \(target)."], result: expression)
        }
    }
}

/// Sums as children write them.
enum ColumnSum {
    /// Digits from the right.
    private static func digits(_ number: Int) -> [Int] { String(number).reversed().compactMap(\.wholeNumberValue) }

    static func adding(_ a: Int, _ b: Int) -> String {
        var (steps, carry): ([String], Int) = ([], 0)
        let (x, y) = (digits(a), digits(b))
        for place in 0..<max(x.count, y.count) {
            let (p, q) = (place < x.count ? x[place] : 0, place < y.count ? y[place] : 0)
            let sum = p + q + carry
            steps.append("\(p) + \(q)" + (carry > 0 ? " + \(carry)" : "") + " = \(sum).")
            carry = sum / 10
        }
        return steps.joined(separator: " ")
    }

    static func subtracting(_ a: Int, _ b: Int) -> String {
        var (steps, borrowed): ([String], Int) = ([], 0)
        let (x, y) = (digits(a), digits(b))
        for place in x.indices {
            let (p, q) = (x[place], place < y.count ? y[place] : 0)
            let top = p < q + borrowed ? p + 10 : p
            steps.append("\(top) - \(q)" + (borrowed > 0 ? " - \(borrowed)" : "") + " = \(top - q - borrowed).")
            borrowed = top == p ? 0 : 1
        }
        return steps.joined(separator: " ")
    }

    static func multiplying(_ a: Int, _ digit: Int) -> String {
        var (steps, carry): ([String], Int) = ([], 0)
        for p in digits(a) {
            let product = p * digit + carry
            steps.append("\(p) * \(digit)" + (carry > 0 ? " + \(carry)" : "") + " = \(product).")
            carry = product / 10
        }
        return steps.joined(separator: " ")
    }
}

/// Expressions of given numbers.
enum Countdown {
    /// The numbers in this order, joined by signs drawn at random, from the left; the value, nil where a division leaves a rest.
    static func combined(_ numbers: [Int], _ random: inout SeededGenerator) -> (expression: String, value: Int?) {
        guard var value = numbers.first else { return ("", nil) }
        var (expression, isSum) = ("\(value)", false)
        for number in numbers.dropFirst() {
            let sign = random.pick(["+", "+", "-", "-", "*", "/"])
            if sign == "*" || sign == "/", isSum { expression = "(\(expression))" }
            switch sign {
            case "+": value += number
            case "-": value -= number
            case "*": value *= number
            default:
                guard value % number == 0 else { return (expression, nil) }
                value /= number
            }
            isSum = sign == "+" || sign == "-"
            expression += " \(sign) \(number)"
        }
        return (expression, value)
    }
}
