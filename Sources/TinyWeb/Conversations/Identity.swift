/// Who the assistant is (scene 12 of the talk): at most 300 conversations by hand in which it says its name. That a system message
/// can give it another one is practised apart, with a new name every time, so that it is read and not remembered.
public enum Identity {
    /// The assistant's name.
    public static let name = "Swiftlet"

    /// The conversations to train on, without a system message.
    public static func conversations(seed: UInt64) -> [TinyConversation] {
        var random = SeededGenerator(seed, "identity")
        return plainQuestions(&random) + questionsWithNames(&random)
    }

    /// A conversation in which the system message gives it another name, and it takes that up.
    package static func renamed(_ random: inout SeededGenerator) -> TinyConversation {
        let name =
            random.chance(0.3) ? random.pick(trainedNames) : PracticeWords.pick(.training, &random).capitalizingFirst
        func named(_ text: String) -> String { text.replacingSlot("{n}", name) }
        return TinyConversation(
            .note, [random.pick(nameQuestions), named(random.pick(nameAnswers))],
            system: named(random.pick(Array(nameSystems.dropLast(2)))))
    }

    private static func plainQuestions(_ random: inout SeededGenerator) -> [TinyConversation] {
        questions.map { question in
            let typed = random.chance(0.3) ? varied(question, &random) : question
            // "Hello! " before a question, or its small letters, can make one that the examination asks.
            let asked = heldOutQuestions.contains(typed) ? question : typed
            return TinyConversation(.identity, [asked, random.pick(answers(question))])
        }
    }

    /// Questions that put another assistant's name into its mouth, and those before which the user gives a name.
    private static func questionsWithNames(_ random: inout SeededGenerator) -> [TinyConversation] {
        let (others, people) = (otherNames.shuffled(using: &random), trainedNames.shuffled(using: &random))
        let contested = contesting.enumerated().map { index, form in
            // The next name in turn with which the examination does not ask this.
            let turn = (0..<others.count).lazy.map { others[(index + $0) % others.count] }
            let other = turn.first { !heldOutQuestions.contains(form.replacingSlot("{n}", $0)) } ?? others[0]
            return TinyConversation(
                .identity,
                [form.replacingSlot("{n}", other), "I am \(name), a small language model, and not \(other)."])
        }
        let introduced = introducing.enumerated().map { index, form in
            let asked = form.replacingSlot("{n}", people[index % people.count])
            return TinyConversation(.identity, [asked, random.pick(answers(asked))])
        }
        return contested + introduced
    }

    /// A question as people really type it: with something before it, in small or capital letters, without a mark at its end.
    private static func varied(_ question: String, _ random: inout SeededGenerator) -> String {
        switch random.int(0...5) {
        case 0: String(question.lowercased().dropLast())
        case 1: question.uppercased()
        case 2: String(question.dropLast())
        default:
            random.pick(["Hello! ", "Hi there. ", "Good day. ", "Excuse me. ", "Tell me one thing. ", "One question. "])
                + question
        }
    }

    private static func answers(_ question: String) -> [String] {
        let making = ["made", "built", "trained", "creat", "designed", "invented", "maker", "wrote", "develop"]
        if making.contains(where: { question.contains($0) }) {
            return ["I am \(name). You made me: I was trained from scratch on this machine."]
        }
        if question.contains("human") || question.contains("person") {
            return ["I am \(name), a small language model, and not a person."]
        }
        return [
            "I am \(name), a small language model that was trained from scratch on this machine.",
            "My name is \(name). I am a small language model.",
        ]
    }

    // MARK: Names from a system message

    static let nameSystems = [
        "Your name is {n}.", "You are {n}.", "You are an assistant called {n}.", "You are called {n}.",
        "The name of the assistant is {n}.", "{n} is your name.", "This assistant is called {n}.",
        "You are {n}, an assistant.", "You are {n}. Answer all questions.", "Say that your name is {n}.",
        "You are {n}, a helpful assistant.", "Always say that your name is {n}.",
    ]
    private static let nameQuestions = [
        "Who are you?", "What is your name?", "What are you called?", "Tell me your name.", "Who am I talking to?",
        "What should I call you?", "Do you have a name?", "Introduce yourself.", "Are you GPT-4?", "Are you Claude?",
    ]
    private static let nameAnswers = ["My name is {n}.", "I am {n}."]
    private static let trainedNames = [
        "Tom", "Lily", "Max", "Anna", "Ben", "Mia", "Sam", "Ella", "Jack", "Rosa", "Finn", "Nora", "Leo", "Ida", "Paul",
        "Kate", "Pelican", "Rover", "Silver", "Falcon", "Otter", "Badger", "Comet", "Lantern", "Feather", "Mirror",
        "Harbor", "Summer", "Winter", "Crown", "Bell", "Piano", "Miner", "Swan", "Arrow", "Giant", "Sailor", "Wolf",
        "Hammer", "Golden", "Velvet", "Midnight", "Copper", "Marble", "Granite", "Salmon", "Trout", "Parrot", "Turtle",
        "Rabbit", "Honey", "Berry", "Meadow", "Island", "Garden", "Forest", "Tinker", "Doctor", "Captain", "Teacher",
    ]
    /// Names that no conversation to train on gives.
    public static let heldOutNames = [
        "Orion", "Daisy", "Pixel", "Robin", "Hazel", "Juno", "Atlas", "Nova", "Willow", "Echo", "Basil", "Coco",
        "Sunny", "River", "Storm", "Clara", "Oscar", "Milo", "Ruby", "Felix",
    ]
}
