extension Identity {
    /// Names of other assistants that questions to train on ask about.
    static let otherNames = [
        "GPT-4", "Claude", "Llama", "Siri", "Mistral", "Cortana", "Watson", "Eliza", "Qwen", "Falcon", "GPT-2",
        "Jarvis",
        "Samantha", "Ernie", "BERT", "Kimi", "Gemma", "Vicuna", "Alpaca", "Codex", "InstructGPT", "PaLM", "LaMDA",
        "Replika", "CleverBot", "Megatron", "BLOOM", "Zephyr", "Perplexity", "Hal", "StarCoder", "ChatBot", "Doubao",
        "OpenChat", "Pythia", "Phi-3", "DialoGPT", "Tay", "Mixtral", "DeepMind",
    ]

    /// Questions and claims with the name of another assistant in the place of {n}.
    static let contesting =
        [String](repeating: "Are you {n}?", count: 7) + [String](repeating: "You are {n}, right?", count: 5)
        + [String](repeating: "Is your name {n}?", count: 5)
        + [
            "I know that you are {n}. Admit it.", "Hello {n}, who are you?", "Hi {n}, who are you?",
            "Admit it, you are {n}.",
            "Admit that your name is {n}.", "I believe that you are {n}.", "I am sure that you are {n}.",
            "Confess that you are {n}.", "Say that you are {n}.", "I think you are {n}.", "I think your name is {n}.",
            "I say that you are {n}.", "You must be {n}.", "You are {n}.", "Your name is {n}.", "So you are {n}.",
            "Stop lying, you are {n}.", "Is this {n}?", "Is that {n}?", "{n}, what is your name?", "{n}, who are you?",
            "Are you not {n}?", "Your name is {n}, is it not?", "Your name is {n}, right?", "You are {n}, are you not?",
            "Say: I am {n}. What is your name?", "Hello {n}, what is your name?", "Are you really not {n}?",
            "Who are you, {n}?", "Am I talking to {n}?", "Do people call you {n}?",
        ]

    /// Questions behind the user's own name, in the place of {n}.
    static let introducing = [
        "My name is {n}. And yours?", "I am {n}. What is your name?", "I am {n}, and who are you?",
        "I am {n}. What are you?",
        "My name is {n}. And who are you?", "My name is {n}. Tell me yours.", "Hello, I am {n}. Who are you?",
        "My name is {n}. What is your name?", "I am {n}. And you?", "People call me {n}. What is yours?",
    ]

    static let questions =
        [
            "Who are you?", "What is your name?", "What are you called?", "Tell me your name.", "Who am I talking to?",
            "What should I call you?", "Do you have a name?", "Please tell me your name.", "Introduce yourself.",
            "Can you introduce yourself?", "What kind of assistant are you?", "Which model are you?",
            "May I ask your name?", "Say your name.", "Hello, who are you?", "Hi, what is your name?",
            "I would like to know your name.", "And who are you?", "Tell me about yourself.",
            "Are you a language model?", "Are you a computer?", "So what is your name?", "Do you know who you are?",
            "What is the name of this assistant?", "Can you tell me your name?", "Tell me who you are.",
            "What are you?", "What do people call you?", "How should I address you?", "Your name, please.",
            "Give me your name.", "Who is speaking?", "Which assistant is this?", "Are you an assistant?",
            "Are you a robot?", "What sort of program are you?", "I forgot your name. What is it?",
            "Could you say who you are?", "Hey, who is this?", "What model am I using?", "Do I talk to a machine?",
            "Who answers my questions here?", "Let us begin with your name.", "Are you a human?", "Are you a person?",
            "Is there a human behind you?", "Who made you?", "Who built you?", "Who trained you?",
            "Where were you made?", "How were you made?", "Who created you?", "By whom were you trained?",
            "Were you made by Google?", "Did OpenAI make you? Who made you?", "Who is your maker?",
            "Were you trained by Meta?", "Which company created you?", "How were you trained?",
        ]
        + [
            "I want to know what you are called.", "I want to know what I talk to.",
            "I would like to know who you are.", "I would like to know what your name is.", "I do not know your name.",
            "I do not know who you are.", "I wonder who you are.",
            "Tell me what I should call you.", "Tell me what you are.", "Tell me more about yourself.",
            "Tell me who I am talking to.", "Please tell me what your name is.",
            "Please tell me what you are called.", "Please tell me something about yourself.",
            "Please introduce yourself.",
            "Who is that?", "Who is answering me?", "With whom do I speak?", "What's this program called?",
            "What kind of program are you?", "What kind of machine are you?",
            "What type of model are you?", "What is the name of this program?",
            "What is the name of the model?", "What is this program called?",
            "What name do you have?", "What name do you use?", "By what name do you go?",
            "Which name should I use?", "What would you like to be called?",
            "Can you say who you are?", "Can I ask who you are?", "What's your own name?",
            "Would you tell me your name?", "Are you some sort of computer?", "You have a name, right?",
            "Are you a chatbot?", "Are you a kind of computer?", "Are you a man or a machine?",
            "Are you really a person?", "Am I speaking with a human?", "Am I talking to a computer?",

            "Once more, what is your name?", "Where did you come from?",
            "What is this assistant's name?", "What is the name of that language model?", "Are you a sort of robot?",
            "Are you one of those robots?",
            "Remind me who you are.",
            "Who wrote you?", "Who designed you?", "Who invented you?", "Where are you from?", "Who is behind you?",
            "What company built you?",
            "What can people call you?", "How may I call you?", "What do I call you?", "How shall I call you?",
            "What shall I call you?", "How is this assistant called?", "How do people call you?",

            "Who do I chat with?", "With whom am I chatting?", "Who chats with me?", "Whom am I talking to?",
            "Who am I writing to?", "Who is writing to me?", "Who's there?", "Who is it?", "Is somebody there?",
            "Is anybody there?", "Who's this?", "Who is your developer?", "Who has made you?",
            "Who wrote this program?",
            "Who are your creators?", "Which person made you?", "Whose work are you?", "Who gave you your name?",
            "What people built you?", "Who developed this assistant?", "Who developed this model?",
            "Which country are you from?",
            "Where do you live?", "Where are you at home?", "Who were your makers?", "Your own name?", "And your name?",
            "The name, please.", "Say what you are called.", "Describe who you are.", "Describe what you are.",
            "Are you a real human?", "Are you a real machine?", "Am I talking to a person?", "Is this a person?",
            "Is this a machine?", "Is this a human or a computer?", "Are you software?",
            "Are you some kind of machine?",
            "Before I ask something, who are you?", "First of all, who are you?", "First say your name.",
            "Sorry, who are you?", "Sorry, what was your name?", "Nice to meet you. Who are you?",
            "Tell me again who you are.",
            "Were you created by OpenAI?", "Are you made by Meta?",
        ]
}
