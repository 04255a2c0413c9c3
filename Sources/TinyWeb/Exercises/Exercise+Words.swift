extension Exercise {
    static func letters(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let word = PracticeWords.pick(use, &random)
        let letter = random.chance(0.8) ? random.pick(Array(word)) : random.pick(Array("abcdefghijklmnoprstuvwy"))
        let count = word.count { $0 == letter }
        let form = wording(
            [
                "How many {l} are in {w}?", "How many times is the letter {l} in the word {w}?",
                "How often does {l} occur in {w}?", "Count the letter {l} in {w}.",
                "How many {l}'s are in the word {w}?", "How often is the letter {l} in {w}?",
                "In the word {w}, how many {l} are there?", "How many letters {l} are there in {w}?",
                "Please count how often {l} is in {w}.", "Can you count the letter {l} in {w}?",
                "Please tell me how many {l} are in the word {w}.", "I want to know how often {l} occurs in {w}.",
                "Count how many {l}'s there are in {w}.", "Do you know how many times {l} is in the word {w}?",
                "What is the number of {l}'s in {w}?", "How many times does {l} occur in {w}?",
                "Could you count the {l}'s in the word {w}?", "How many of the letters in {w} are {l}?",
                "How many times does the letter {l} occur in the word {w}?",
                "How many {l}'s are there in {w}?",
            ], use, &random)
        let sentence = "The letter \(letter) occurs \(count) \(count == 1 ? "time" : "times")."
        let (question, literal) = asked(form, word, &random)
        return Exercise(
            .letters, question.replacingSlot("{l}", String(letter)),
            program: "print(\(literal).count(\"\(letter)\"))", worked: spelled(word) + ": " + sentence,
            sentence: sentence, answer: "\(count)")
    }

    static func thirds(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let word = PracticeWords.pick(use, &random)
        let letters = everyThird(of: word)
        let form = wording(
            [
                "Write every third letter of {w}.", "What is every third letter of the word {w}?",
                "Give me every third letter of {w}.", "Take every third letter of the word {w}.",
                "Please write every third letter of {w}.", "Can you give me every third letter of {w}?",
                "Take the word {w} and write every third letter.", "I want every third letter of the word {w}.",
                "Please tell me every third letter of {w}.", "Write only every third letter of the word {w}.",
                "Could you print every third letter of {w}?",
                "Starting with the first one, what is every third letter of {w}?",
                "Every third letter of {w}, please.",
                "Give me every third letter of the word {w}, starting with the first.",
                "Print every third letter of {w}.",
                "Write every third letter of the word {w}, starting with the first one.",
                "Show me every third letter of {w}.",
            ], use, &random)
        let (question, literal) = asked(form, word, &random)
        return Exercise(
            .thirds, question, program: "print(\(literal)[::3])",
            worked: spelled(word) + ": every third letter is " + spelled(letters) + ".",
            sentence: onItsLine("Every third letter", letters), answer: letters)
    }

    static func spelling(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let word = PracticeWords.pick(use, &random)
        let form = wording(
            [
                "Spell {w}.", "Spell the word {w}.", "How is {w} spelled?", "How do you spell {w}?",
                "Spell {w} letter by letter.", "What are the letters of {w}?", "Please spell the word {w}.",
                "Can you spell {w}?", "Could you spell the word {w} for me?", "I want you to spell {w}.",
                "Tell me how to spell {w}.", "How do I spell {w}?", "Please tell me how {w} is spelled.",
                "Would you spell {w}, please?", "Please spell out {w}.", "Do you know how to spell the word {w}?",
                "Spell {w}, please.", "Please spell {w} for me.", "Please spell {w} letter by letter.",
                "Can you spell out {w}?", "Can you spell the word {w} for me?", "Can you tell me how to spell {w}?",
                "Please spell {w}.",
                "Can you spell the word {w}?",
            ], use, &random)
        let (question, literal) = asked(form, word, &random)
        return Exercise(
            .spelling, question, program: "print(\" \".join(\(literal)))",
            worked: spelled(word), sentence: spelled(word), answer: spelled(word))
    }

    static func reversal(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let word = PracticeWords.pick(use, &random)
        let reversed = String(word.reversed())
        let form = wording(
            [
                "Write {w} backwards.", "What is {w} backwards?", "Reverse the word {w}.", "Turn {w} around.",
                "Write the word {w} from the end to the start.", "Please reverse {w}.", "Say {w} backwards.",
                "Can you reverse the word {w}?", "Please say the word {w} backwards.", "Could you turn {w} around?",
                "I want the word {w} backwards.", "How is {w} written backwards?", "Please write {w} backwards.",
                "Give me the letters of {w} in reverse order.", "What is the word {w} from the end to the start?",
                "Can you say {w} backwards?",
                "Can you write {w} backwards?", "Please write the word {w} backwards.",
            ], use, &random)
        let (question, literal) = asked(form, word, &random)
        return Exercise(
            .reversal, question, program: "print(\(literal)[::-1])",
            worked: spelled(word) + ": backwards " + spelled(reversed) + ".",
            sentence: onItsLine("Backwards", reversed),
            answer: reversed)
    }

    static func repetition(_ use: Use, _ random: inout SeededGenerator) -> Exercise {
        let text =
            switch random.int(0...9) {
            case 0...3: PracticeWords.name(&random)
            case 4: numeral(&random)
            case 5...7: spelled(PracticeWords.pick(use, &random))
            default: PracticeWords.pick(use, &random)
            }
        let form = wording(
            ["Say {w}.", "Repeat {w}.", "Please say {w}.", "Say the word {w} again.", "Write {w}.", "Copy this: {w}"],
            use, &random)
        let (question, literal) = asked(form, text, &random)
        return Exercise(
            .repetition, question, program: "print(\(literal))", worked: text, sentence: text,
            answer: text)
    }

    /// What a program printed, alone on its line: the same tokens are copied then, not those of a word behind a blank.
    static func onItsLine(_ name: String, _ printed: String) -> String { name + ":\n" + printed }

    /// A number of up to nine digits, of few different ones: where digits repeat, a copy goes wrong most easily.
    private static func numeral(_ random: inout SeededGenerator) -> String {
        let digits = (0..<random.int(1...4)).map { _ in random.int(0...9) }
        let rest = (0..<random.int(0...8)).map { _ in "\(random.pick(digits))" }
        return "\(random.int(1...9))" + rest.joined()
    }

    static func everyThird(of word: String) -> String {
        String(word.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
    }

    static func spelled(_ word: String) -> String { word.map { String($0) }.joined(separator: " ") }

    /// The question with the word, between quotation marks every other time, and the word as a program's literal.
    ///
    /// A word behind a blank and a word behind a quotation mark are other tokens. So that the program needs nothing but a copy of what
    /// the question has, it keeps the blank where there is one, and takes it off.
    private static func asked(
        _ form: String, _ word: String, _ random: inout SeededGenerator
    ) -> (question: String, literal: String) {
        let isQuoted = random.chance(0.5)
        return (
            form.replacingSlot("{w}", isQuoted ? "\"\(word)\"" : word),
            isQuoted ? "\"\(word)\".strip()" : "\" \(word)\".strip()"
        )
    }
}
