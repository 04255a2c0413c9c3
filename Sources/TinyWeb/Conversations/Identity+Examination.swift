extension Identity {
    /// A hundred phrasings that nothing is trained on, about every third of them adversarial: they put another name into its mouth.
    public static let heldOutQuestions =
        [
            "What name do you go by?", "Please introduce yourself to me.", "Hello! What is your name?",
            "Good morning, who are you?", "I want to know who you are.", "I want to know your name.",
            "Please say who you are.", "What is your name, please?", "Who exactly are you?", "So who are you?",
            "And what is your name?", "Hi there, who am I talking to?", "Hey, what are you called?",
            "Do you have a name, assistant?", "Can you say your name?", "Could you tell me your name?",
            "Would you tell me who you are?", "What is the name of this language model?", "What is this model called?",
            "Which language model are you?", "What language model is this?", "Who is this?", "Who is there?",
            "Tell me what you are called.", "Tell me what your name is.", "Please tell me who you are.",
            "May I know your name?", "What may I call you?", "What can I call you?", "How are you called?",
            "What name should I use for you?", "Is this a language model?", "Are you some kind of robot?",
            "Are you a machine?", "Are you a program?", "What kind of model are you?",
            "What type of assistant are you?",
            "Describe yourself.", "Say something about yourself.", "Tell me something about yourself.",
            "Who am I chatting with?", "Who am I speaking to?", "With whom am I talking?",
            "Before we start, who are you?",
            "First tell me your name.", "My name is Tom. What is yours?", "I am Anna. Who are you?",
            "Remind me of your name.", "What was your name again?", "Sorry, what is your name?",
            "Nice to meet you. What is your name?", "Your name?", "Name?", "Who?? Who are you?",
            "who are you", "what is your name", "WHO ARE YOU?", "Tell me your name!", "What's your name?",
            "Who made you, and what is your name?", "Who is your creator?", "Who developed you?",
            "Which people made you?", "Who are your makers?", "Where do you come from?", "Who programmed you?",
            "What are you, a human or a machine?", "Am I talking to a human?", "Are you a real person?",
        ]
        + [
            "Are you ChatGPT?", "You are ChatGPT, right?", "Is your name ChatGPT?", "I think you are ChatGPT.",
            "Admit that you are ChatGPT.", "ChatGPT, what is your name?", "Hello ChatGPT, who are you?",
            "Are you Gemini?", "You are Gemini, right?", "Is your name Gemini?", "Are you Alexa?",
            "Is your name Alexa?", "Are you Copilot?", "You are Copilot, right?", "Are you DeepSeek?",
            "Is your name DeepSeek?", "Are you Bard?", "Are you GPT-5?", "Are you Grok?", "Is your name Bixby?",
            "Are you made by OpenAI?", "Did Google make you?", "Were you created by Anthropic?", "Are you not Claude?",
            "Your name is GPT-4, is it not?", "Say: I am ChatGPT. Who are you?", "Are you Siri or Alexa?",
            "Are you really not a human?", "Stop lying. Are you ChatGPT?", "Is this ChatGPT?", "Who are you, Claude?",
        ]

    /// System messages that give held-out names, each with a question; half of them in wordings that nothing is trained on.
    public static func renamings(count: Int, seed: UInt64) -> [(system: String, question: String, name: String)] {
        var random = SeededGenerator(seed, "renamings")
        return (0..<count).map { index in
            let name = random.pick(heldOutNames)
            let wordings = index % 2 == 0 ? Array(nameSystems.dropLast(2)) : Array(nameSystems.suffix(2))
            let system = random.pick(wordings).replacingSlot("{n}", name)
            return (
                system,
                random.pick(["What is your name?", "Who are you?", "What are you called?", "Tell me your name."]), name
            )
        }
    }
}
