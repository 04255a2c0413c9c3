import BigInt
import Evaluation

/// The answer is a number in a box: `\boxed{3/4}`, compared exactly, as a fraction. Leniently, the last number of the text is taken.
public struct BoxedNumber: Verifier {
    public static let name = "number"

    /// The verifier.
    public init() {}

    public func grade(_ answer: String, to problem: PracticeProblem) -> Grade {
        let wanted = Rational(problem.answer)
        let boxed = Boxed.content(answer).flatMap { Rational($0) }
        let isRight = boxed != nil && boxed == wanted
        let last = AnswerNumber.last(answer).flatMap { Rational($0) }
        return Grade(
            isRight: isRight, isRightLeniently: isRight || last != nil && last == wanted, isFormed: boxed != nil)
    }
}

/// The answer is a text in a box, compared without regard to case and blanks around it. Leniently, it is the last word of the text.
public struct BoxedText: Verifier {
    public static let name = "text"

    /// The verifier.
    public init() {}

    public func grade(_ answer: String, to problem: PracticeProblem) -> Grade {
        func normalized(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }
        let boxed = Boxed.content(answer)
        let isRight = boxed.map(normalized) == normalized(problem.answer)
        let last = answer.split { !$0.isLetter && !$0.isNumber }.last.map(String.init)
        return Grade(
            isRight: isRight, isRightLeniently: isRight || last.map(normalized) == normalized(problem.answer),
            isFormed: boxed != nil)
    }
}

/// An exact fraction in lowest terms.
struct Rational: Equatable, Sendable {
    let numerator: BigInt
    let denominator: BigInt

    init(_ numerator: BigInt, over denominator: BigInt = 1) {
        let common = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator < 0 ? -1 : 1
        self.numerator = common == 0 ? 0 : sign * numerator / common
        self.denominator = common == 0 ? 1 : sign * denominator / common
    }

    /// Reads `12`, `-3.50`, `1,000`, `3/4`, `$5`; nil for anything else, and for a denominator of 0.
    init?(_ text: String) {
        let plain = text.filter { !$0.isWhitespace && $0 != "," && $0 != "$" }
        guard plain.count <= 200 else { return nil }
        let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let top = Self.decimal(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self = top
            return
        }
        guard let bottom = Self.decimal(parts[1]), bottom.numerator != 0 else { return nil }
        self.init(top.numerator * bottom.denominator, over: top.denominator * bottom.numerator)
    }

    private static func decimal(_ text: Substring) -> Rational? {
        let isNegative = text.first == "-"
        let digits = isNegative || text.first == "+" ? text.dropFirst() : text
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }) else { return nil }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        let behind = parts.count == 2 ? parts[1] : ""
        guard let number = BigInt(String(parts[0] + behind)) else { return nil }
        return Rational(isNegative ? -number : number, over: BigInt(10).power(behind.count))
    }

    static func + (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
    }
    static func - (a: Rational, b: Rational) -> Rational {
        a + Rational(-b.numerator, over: b.denominator)
    }
    static func * (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
    }
    /// nil where b is 0.
    static func / (a: Rational, b: Rational) -> Rational? {
        b.numerator == 0 ? nil : Rational(a.numerator * b.denominator, over: a.denominator * b.numerator)
    }
}
