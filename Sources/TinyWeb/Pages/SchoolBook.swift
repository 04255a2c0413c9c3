/// Chapters of school books: an explanation, worked problems, practice problems with an answer key.
struct SchoolBook {
    private let grammar = Grammar.everyday

    func article(_ random: inout SeededGenerator) -> Article {
        switch random.int(0...19) {
        case 0...2: arithmetic(&random)
        case 3...7: tables(&random)
        case 8...9: spelling(&random)
        case 10...12: programs(&random)
        case 13...17: dictation(&random)
        case 18: dots(&random)
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

    private func tables(_ random: inout SeededGenerator) -> Article {
        let paragraphs = (0..<3).map { _ in
            (0..<10).map { _ in Self.practised(TableLine(&random), &random) }.joined(separator: " ")
        }
        return Article(
            title: random.pick(["Learn your tables", "Tables to know by heart", "Practice for quick heads"]),
            blocks: [.paragraph(grammar.expand("Say these lines aloud #time#. #filler#", &random))]
                + paragraphs.map { .paragraph($0) })
    }

    /// A line of a table, mostly with things to count in it.
    private static func practised(_ line: TableLine, _ random: inout SeededGenerator) -> String {
        let things = random.pick(["apples", "chairs", "books", "stones", "coins", "cups", "eggs", "kites"])
        return switch random.int(0...4) {
        case 0: line.text
        case 1: "If you count the \(things), you see that \(line.text)"
        case 2: "How much is \(line.expression)? It is \(line.text)"
        case 3: "With \(things) it is the same: \(line.text)"
        default: line.text.dropLast() + ", with \(things) or without."
        }
    }

    private func spelling(_ random: inout SeededGenerator) -> Article {
        let words =
            WordTables.words.map { $0[0] }.filter { !PracticeWords.heldOut.contains($0) }.shuffled(using: &random)
            .prefix(2) + (0..<5).map { _ in PracticeWords.pick(.training, &random) }
        let child = random.pick(grammar.rules["child"] ?? [])
        return Article(
            title: "Spelling and counting letters",
            blocks: [
                .paragraph(grammar.expand("We spell a word letter by letter. #filler#", &random)),
                .list(words.map { Self.practised($0, child, &random) }),
                .paragraph(grammar.expand("#person.cap# spelled them all #place# #time#.", &random)),
            ])
    }

    /// Something that a school book says about a word.
    private static func practised(_ word: String, _ child: String, _ random: inout SeededGenerator) -> String {
        let letters = Exercise.spelled(word)
        let letter = random.pick(Array(word))
        return switch random.int(0...4) {
        case 0: "\(child) likes the word \(word). " + spelled(word)
        case 1: "The teacher said \"\(word)\", and \(child) wrote \(word) and read \(word) aloud: \(letters)."
        case 2:
            "Please say \(word). \(child) says \"\(word)\", and then again \"\(word)\". Backwards it is \(String(word.reversed()))."
        case 3:
            "In the word \"\(word)\" every third letter, when \(child) reads \(word) aloud, is \(Exercise.everyThird(of: word))."
        default:
            "How often is \(letter) in \(word)? \(child) looked at \"\(word)\" and counted it \(word.count { $0 == letter }) times."
        }
    }

    /// A dictation: words and names that are read, written and read again.
    private func dictation(_ random: inout SeededGenerator) -> Article {
        let children = (grammar.rules["child"] ?? []).shuffled(using: &random).prefix(3)
        let words = (0..<random.int(6...12)).map { _ in
            random.chance(0.3) ? PracticeWords.name(&random) : PracticeWords.dictated(&random)
        }
        let quoted = words.map { "\"\($0)\"" }
        let forms = [
            words.joined(separator: ", "), words.joined(separator: " "), quoted.joined(separator: ", "),
            quoted.joined(separator: " "),
        ]
        let lines = children.map { child in
            random.pick(["\(child) reads: ", "\(child) writes ", "Then \(child) says: ", "\(child) repeats "])
                + random.pick(forms) + "."
        }
        // A word after a space and a word after a quotation mark are other tokens: most lines ask for one and give the other.
        let asked = words.shuffled(using: &random).map { word in
            random.pick([
                "Say \(word). \"\(word)\".", "Who wrote \(word)? Here is \"\(word)\".", "Repeat \(word): \"\(word)\".",
                "The word \(word) is \"\(word)\".", "Please write \"\(word)\". It is \(word).",
                "Repeat \(word). It is \(word).",
            ])
        }
        return Article(
            title: random.pick(["Dictation", "We listen and write", "Read and repeat"]),
            blocks: [.paragraph(grammar.expand("#filler#", &random))] + lines.map { .paragraph($0) }
                + [.paragraph(asked.joined(separator: " "))])
    }

    /// A first lesson in programming: short programs, each with what it prints.
    private func programs(_ random: inout SeededGenerator) -> Article {
        let kinds: [Exercise.Kind] = [
            .wordProblem, .letters, .thirds, .spelling, .reversal, .decimals, .calculation, .repetition,
        ]
        let lines = (0..<5).map { _ in
            let exercise = Exercise(random.pick(kinds), .training, size: random.pick([10, 100, 1000]), &random)
            return
                "\(exercise.question) Let the computer do it: the program \(exercise.program) prints \(exercise.answer)"
        }
        return Article(
            title: random.pick(["Ask the computer", "Short programs", "A first lesson in Python"]),
            blocks: [.paragraph(grammar.expand("#filler#", &random)), .list(lines)])
    }

    static func spelled(_ word: String) -> String {
        "The word \(word) is spelled \(Exercise.spelled(word)) and has \(word.count) letters."
    }

    /// Lines of dots to count: lines as they stand in forms and in tables of contents, too.
    private func dots(_ random: inout SeededGenerator) -> Article {
        let child = random.pick(grammar.rules["child"] ?? [])
        let lines = (0..<8).flatMap { _ -> [Article.Block] in
            let count = random.int(1...random.pick([10, 50, 200, 200]))
            return [
                .paragraph(String(repeating: ".", count: count)),
                .paragraph(
                    grammar.expand(
                        "\(child) counted \(count) \(count == 1 ? "dot" : "dots") in this line #time#.", &random)),
                .paragraph(grammar.expand("#filler# #filler#", &random)),
            ]
        }
        return Article(
            title: random.pick(["Count the dots", "Lines of dots", "How many dots?"]),
            blocks: [.paragraph(grammar.expand("#filler#", &random))] + lines)
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
