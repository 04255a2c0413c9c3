extension PracticeKind {
    /// A word of so many letters, taken apart first: what a token hides is seen then.
    static func letters(_ level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        let word = word(of: level, &random)
        let letters = Array(word)
        let spelled = Exercise.spelled(word)
        func task(_ question: String, _ thinking: String, _ answer: String) -> PracticeTask {
            PracticeTask(question: question, answer: answer, ways: [spelled + ": " + thinking], result: answer)
        }
        switch random.int(0...4) {
        case 0:
            let letter = random.pick(letters)
            let marks = letters.map { $0 == letter ? "1" : "0" }.joined(separator: " ")
            return task("How many \(letter) are in \(word)?", marks, "\(letters.count { $0 == letter })")
        case 1:
            let reversed = String(letters.reversed())
            return task("Write \(word) backwards.", Exercise.spelled(reversed), reversed)
        case 2:
            let sorted = String(letters.sorted())
            return task("Sort the letters of \(word).", Exercise.spelled(sorted), sorted)
        case 3:
            let third = Exercise.everyThird(of: word)
            return task("Write every third letter of \(word).", Exercise.spelled(third), third)
        default:
            let second = String(letters.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
            return task("Write every second letter of \(word).", Exercise.spelled(second), second)
        }
    }

    private static func word(of length: Int, _ random: inout SeededGenerator) -> String {
        while true {
            let word = PracticeWords.pick(.training, &random)
            if word.count == length { return word }
        }
    }
}
