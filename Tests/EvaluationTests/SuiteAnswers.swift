import Conversation
import Evaluation

extension ScriptedAnswerer {
    /// Says the first right answer to what it knows of a suite, however it is put, and nonsense to all else.
    static func knowing(
        _ suite: Suite, where knows: (SuiteQuestion) -> Bool = { _ in true }
    ) -> ScriptedAnswerer {
        var answers: [[String]: String] = [:]
        for condition in suite.conditions {
            for question in suite.questions where knows(question) {
                answers[condition.conversation(question).map(\.content)] = question.accepted.first
            }
        }
        let known = answers
        return ScriptedAnswerer { conversation, _ in known[conversation.map(\.content)] ?? "xyzzy" }
    }
}
