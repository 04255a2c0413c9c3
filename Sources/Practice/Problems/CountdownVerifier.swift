import BigInt
import Foundation

/// The answer is an expression in a box that uses each given number once and no other, and whose value is the target. Leniently,
/// it may stand anywhere: before the last `=`, or as the last line.
public struct CountdownVerifier: Verifier {
    public static let name = "countdown"

    /// The verifier.
    public init() {}

    public func grade(_ answer: String, to problem: PracticeProblem) -> Grade {
        let boxed = Boxed.content(answer)
        let isRight = boxed.map { solves($0, problem) } ?? false
        let lines = answer.split(whereSeparator: \.isNewline)
        let found = lines.suffix(1).flatMap { $0.split(separator: "=") }.map(String.init)
        return Grade(
            isRight: isRight, isRightLeniently: isRight || found.contains { solves($0, problem) },
            isFormed: boxed.map { ArithmeticExpression.value(of: $0) != nil } ?? false)
    }

    private func solves(_ text: String, _ problem: PracticeProblem) -> Bool {
        guard let found = ArithmeticExpression.value(of: text), let target = Rational(problem.answer) else {
            return false
        }
        return found.value == target && found.numbers.sorted() == problem.numbers.map { BigInt($0) }.sorted()
    }
}

/// Reads sums, differences, products, quotients and parentheses of whole numbers, exactly.
enum ArithmeticExpression {
    /// The value and the numbers that occur; nil for anything that is no expression, and for a division by 0.
    static func value(of text: String) -> (value: Rational, numbers: [BigInt])? {
        guard text.utf8.count <= 200 else { return nil }
        var reader = Reader(rest: text.filter { !$0.isWhitespace }[...])
        guard let value = reader.sum(depth: 0), reader.rest.isEmpty else { return nil }
        return (value, reader.numbers)
    }

    private struct Reader {
        var rest: Substring
        var numbers: [BigInt] = []

        private mutating func take(_ signs: String) -> Character? {
            guard let first = rest.first, signs.contains(first) else { return nil }
            rest.removeFirst()
            return first
        }

        mutating func sum(depth: Int) -> Rational? {
            guard depth < 32, var value = product(depth: depth) else { return nil }
            while let sign = take("+-−") {
                guard let next = product(depth: depth) else { return nil }
                value = sign == "+" ? value + next : value - next
            }
            return value
        }

        private mutating func product(depth: Int) -> Rational? {
            guard var value = factor(depth: depth) else { return nil }
            while let sign = take("*/×÷") {
                guard let next = factor(depth: depth) else { return nil }
                if sign == "*" || sign == "×" {
                    value = value * next
                } else {
                    guard let quotient = value / next else { return nil }
                    value = quotient
                }
            }
            return value
        }

        private mutating func factor(depth: Int) -> Rational? {
            if take("(") != nil {
                guard let value = sum(depth: depth + 1), take(")") != nil else { return nil }
                return value
            }
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard !digits.isEmpty, let number = BigInt(String(digits)) else { return nil }
            rest.removeFirst(digits.count)
            numbers.append(number)
            return Rational(number)
        }
    }
}
