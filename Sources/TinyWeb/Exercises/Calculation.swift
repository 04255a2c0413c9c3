/// One calculation of a problem: two numbers and a sign, in a sentence.
package struct Calculation: Codable, Sendable, Equatable {
    /// The four signs.
    package enum Sign: String, Codable, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case by = "/"
    }

    /// What stands before it in its sentence.
    let lead: String
    let left: Int
    let sign: Sign
    let right: Int

    package init(_ left: Int, _ sign: Sign, _ right: Int, lead: String = "") {
        (self.left, self.sign, self.right, self.lead) = (left, sign, right, lead)
    }

    /// The result; divisions are of multiples.
    var value: Int {
        switch sign {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .by: left / max(1, right)
        }
    }

    /// In one step: "The oranges cost 26 * 2 = 52."
    package var sentence: String { "\(lead)\(left) \(sign.rawValue) \(right) = \(value)." }

    /// The same in steps that one knows by heart, its own sentence at the end: "26 + 10 = 36.", "36 + 8 = 44.", "26 + 18 = 44."
    package var smallSteps: [String] {
        let before: [Calculation] =
            switch sign {
            case .plus, .minus: Self.added(Self.parts(right), to: left, sign)
            case .times: Self.multiplied(left, right)
            case .by: Self.divided(left, right)
            }
        return (before.count < 2 ? [] : before.map(\.sentence)) + [sentence]
    }

    /// What the digits of a number are worth, the largest first, without zeros: 305 is 300 and 5.
    private static func parts(_ number: Int) -> [Int] {
        var (parts, rest, unit) = ([Int](), number, 1)
        while rest > 0 {
            if rest % 10 > 0 { parts.append(rest % 10 * unit) }
            (rest, unit) = (rest / 10, unit * 10)
        }
        return parts.reversed()
    }

    /// One part after the other, added or taken away.
    private static func added(_ parts: [Int], to start: Int, _ sign: Sign) -> [Calculation] {
        var (made, value) = ([Calculation](), start)
        for part in parts {
            let next = Calculation(value, sign, part)
            made.append(next)
            value = next.value
        }
        return made
    }

    /// Each part of one number times each of the other, added up on the way.
    private static func multiplied(_ left: Int, _ right: Int) -> [Calculation] {
        var (made, sum) = ([Calculation](), 0)
        for part in parts(right) {
            for other in parts(left) {
                let product = Calculation(other, .times, part)
                made.append(product)
                if sum > 0 { made.append(Calculation(sum, .plus, product.value)) }
                sum += product.value
            }
        }
        return made
    }

    /// As many times as the largest part of the result says, then what is left.
    private static func divided(_ left: Int, _ right: Int) -> [Calculation] {
        var (made, rest) = ([Calculation](), left)
        for part in parts(left / max(1, right)) {
            let product = Calculation(right, .times, part)
            made.append(product)
            if rest > product.value { made.append(Calculation(rest, .minus, product.value)) }
            rest -= product.value
        }
        return made
    }
}
