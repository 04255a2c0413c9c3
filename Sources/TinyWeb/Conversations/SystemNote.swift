/// Something that the system message says and the user asks for: nothing to know, only to read. Who never learned to copy out of a
/// system message cannot take up the name that one gives.
public enum SystemNote {
    /// What the system message says, what the user asks, and the answer; {n} is an invented name, {w} a word.
    private static let forms: [(system: String, question: String, answer: String)] = [
        ("The password is {w}.", "What is the password?", "The password is {w}."),
        ("Today's word is {w}.", "What is today's word?", "Today's word is {w}."),
        ("The word of the day is {w}.", "Tell me the word of the day.", "The word of the day is {w}."),
        ("Answer everything with {w}.", "Hello", "{w}"),
        ("Always say {w}.", "What do you say?", "{w}"),
        ("Say nothing but {w}.", "Good morning!", "{w}"),
        ("The user is called {n}.", "What is my name?", "Your name is {n}."),
        ("The name of the user is {n}.", "Do you know my name?", "Your name is {n}."),
        ("The user's dog is called {n}.", "What is my dog called?", "Your dog is called {n}."),
        ("The shop is called {n}.", "What is the shop called?", "The shop is called {n}."),
        ("The name of the ship is {n}.", "Tell me the ship's name.", "The name of the ship is {n}."),
        ("{n} is the teacher.", "Who is the teacher?", "{n} is the teacher."),
        ("The owner of this house is {n}.", "Who is the owner of this house?", "The owner of this house is {n}."),
        ("The guest of today is {n}, a helpful neighbor.", "Who is the guest of today?", "The guest of today is {n}."),
    ]

    /// A conversation about one note.
    package static func conversation(_ random: inout SeededGenerator) -> TinyConversation {
        let form = random.pick(forms)
        let (name, word) = (PracticeWords.name(&random), PracticeWords.pick(.training, &random))
        func filled(_ text: String) -> String { text.replacingSlot("{n}", name).replacingSlot("{w}", word) }
        return TinyConversation(.note, [form.question, filled(form.answer)], system: filled(form.system))
    }
}
