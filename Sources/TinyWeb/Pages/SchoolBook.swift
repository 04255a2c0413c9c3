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
