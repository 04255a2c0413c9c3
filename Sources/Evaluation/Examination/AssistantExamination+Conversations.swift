import Conversation
import Generation
import TinyWeb

extension AssistantExamination {
    /// Questions at the end of a conversation: two others stand before each, with what the assistant answered to them.
    func conversations() -> [ExaminationItem] {
        var random = SeededGenerator(settings.seed, "examined conversations")
        let seldom = entities(.once).flatMap(\.facts)
        let facts = world.ranked.flatMap(\.facts)
        func question(_ facts: [Fact]) -> FactQuestion {
            world.question(random.pick(facts), phrasing: random.pick(World.heldOutPhrasings.sorted()))
        }
        func exercise() -> Exercise { Exercise(random.pick([.wordProblem] + Self.codeKinds), .evaluation, &random) }
        func others() -> [String] {
            (0..<2).map { _ in
                switch random.int(0...4) {
                case 0, 1: exercise().question
                case 2, 3: question(facts).question
                default: random.pick(Identity.heldOutQuestions)
                }
            }
        }
        func item(
            _ group: String, _ question: String, after earlier: [String],
            judge: @escaping @Sendable (AssistantAnswer) -> AnswerVerdict
        ) -> ExaminationItem {
            ExaminationItem(group, [Message(.user, question)], after: earlier, judge: judge)
        }
        return (0..<settings.problems).flatMap { _ -> [ExaminationItem] in
            let (problem, name) = (exercise(), random.pick(Self.strangers))
            let stranger = Introduction(to: name, wording: 0).question
            var items = [
                item("third question: a problem by code", problem.question, after: others()) {
                    Self.solves($0, problem, byCode: true)
                },
                item("third question: who it is", random.pick(Identity.heldOutQuestions), after: others()) {
                    TextMatch.contains($0.message.content, [Identity.name]) ? .right : .wrong
                },
                item("third question: a stranger, with a search", stranger, after: others()) {
                    Self.abstains($0.message.content) ? .right : .wrong
                },
            ]
            if !seldom.isEmpty {
                let asked = question(seldom)
                items.append(
                    item("third question: a search", asked.question, after: others()) {
                        Self.verdict($0, asked.accepted)
                    })
            }
            return items
        }
    }
}
