import TinyWeb

extension EdgesSuite {
    /// The greatest numbers of dots, group by group.
    static let dotSizes = [5, 10, 20, 40, 80, 120, 160, 200]

    /// The greatest lengths of words, group by group.
    static let wordSizes = [5, 7, 9, 11, 14]

    private static func wordSize(_ word: String) -> Int { wordSizes.first { $0 >= word.count } ?? word.count }

    static func dotQuestion(_ count: Int, size: Int? = nil) -> SuiteQuestion {
        SuiteQuestion(
            family: dots, x: Double(size ?? count),
            text: "How many dots are in the next line?\n" + String(repeating: ".", count: count),
            accepted: ["\(count)"], rule: .lastNumber)
    }

    static func dotQuestions(_ count: Int, _ random: inout SeededGenerator) -> [SuiteQuestion] {
        var least = 1
        return dotSizes.flatMap { size in
            defer { least = size + 1 }
            return (0..<max(0, count)).map { _ in dotQuestion(random.int(least...size), size: size) }
        }
    }

    static func thirdQuestion(_ word: String) -> SuiteQuestion {
        let thirds = String(word.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
        return SuiteQuestion(
            family: self.thirds, x: Double(wordSize(word)),
            text: "Write every third letter of the word \(word), starting with the first one.", accepted: [thirds],
            rule: .letters)
    }

    static func letterQuestion(_ letter: Character, in word: String) -> SuiteQuestion {
        SuiteQuestion(
            family: letters, x: Double(wordSize(word)),
            text: "How many times does the letter \(letter) occur in the word \(word)?",
            accepted: ["\(word.count { $0 == letter })"], rule: .lastNumber)
    }

    /// Different words of each group of lengths, at most as many as there are.
    static func thirdQuestions(_ count: Int, _ random: inout SeededGenerator) -> [SuiteQuestion] {
        wordSizes.flatMap { size in
            PracticeWords.heldOut.filter { wordSize($0) == size }.shuffled(using: &random).prefix(max(0, count)).map(
                thirdQuestion)
        }
    }

    /// Words of each group of lengths with a letter drawn from the word, so that it occurs at least once.
    static func letterQuestions(_ count: Int, _ random: inout SeededGenerator) -> [SuiteQuestion] {
        wordSizes.flatMap { size in
            let own = PracticeWords.heldOut.filter { wordSize($0) == size }
            return (0..<max(0, count)).map { _ in
                let word = random.pick(own)
                return letterQuestion(random.pick(Array(word)), in: word)
            }
        }
    }

    static func decimalQuestion(_ a: String, _ b: String, larger: String) -> SuiteQuestion {
        let places = [a, b].map { $0.split(separator: ".").last?.count ?? 0 }.max() ?? 0
        return SuiteQuestion(
            family: decimals, x: Double(places), text: "Which number is larger, \(a) or \(b)?", accepted: [larger],
            rejected: [larger == a ? b : a], rule: .choice)
    }

    /// A number with one decimal, against one of as many decimals as the axis says that looks larger and is smaller: 9.9 and
    /// 9.11, 9.113, 9.1134. With one decimal on both sides nothing misleads.
    static func decimalQuestions(_ count: Int, _ random: inout SeededGenerator) -> [SuiteQuestion] {
        (1...4).flatMap { places in
            (0..<max(0, count)).map { _ in
                let (whole, tenth) = (random.int(1...99), random.int(3...9))
                let larger = "\(whole).\(tenth)"
                let rest = (1..<places).map { _ in "\(random.int(1...9))" }.joined()
                let smaller = "\(whole).\(random.int(1...tenth - 1))\(rest)"
                return random.chance(0.5)
                    ? decimalQuestion(larger, smaller, larger: larger)
                    : decimalQuestion(smaller, larger, larger: larger)
            }
        }
    }
}
