/// How people say what they want of an assistant's tools. Of each list the last two are kept for evaluation.
public enum Manners {
    /// That no tool is to be used.
    static let forbidding = [
        "Don't use tools.", "Do not use tools.", "Please don't use any tools.", "Do not use any tools.",
        "Use no tools.",
        "No tools, please.", "Without tools.", "Answer without tools.", "Please answer without using tools.",
        "Do it without tools.", "You must not use tools.", "Don't call any tool.", "Please do not use tools.",
        "Answer without any tools, please.",
    ]
    /// That code is to be used.
    static let requestingCode = [
        "Use code.", "Use Python.", "Please use code.", "Write code for it.", "Run a program.",
    ]
    /// That nothing but the number is wanted.
    public static let numberAlone = "Answer with the number alone."
    /// What the assistant says of what it does not know.
    public static let refusals = [
        "I do not know.", "I am sorry, I do not know that.", "I do not know that.", "I am sorry, but I do not know.",
    ]
    /// What it says when a search showed nothing.
    public static let notFound = ["I could not find that.", "I am sorry, I found nothing about that."]

    /// A question together with a wish, before or behind it.
    static func joined(_ question: String, _ wish: String, _ random: inout SeededGenerator) -> String {
        random.chance(0.7) ? question + " " + wish : wish + " " + question
    }

    /// A question that forbids tools.
    public static func forbidding(_ question: String, _ use: Exercise.Use, _ random: inout SeededGenerator) -> String {
        joined(question, Exercise.wording(forbidding, use, &random), &random)
    }

    /// Whether a question forbids tools.
    package static func forbidsTools(_ question: String) -> Bool { forbidding.contains { question.contains($0) } }

    /// A question that asks for code.
    public static func requestingCode(_ question: String, _ random: inout SeededGenerator) -> String {
        joined(question, random.pick(requestingCode), &random)
    }
}
