import Conversation
import Generation
import TinyWeb
import ToolUse

extension AssistantExamination {
    /// The sizes of the numbers in word problems; the first is the school book's.
    static let sizes = [10, 20, 100, 1000]

    /// The kinds that are examined with a program, word problems aside.
    static let codeKinds: [Exercise.Kind] = [.calculation, .letters, .thirds, .spelling, .reversal, .decimals, .dots]

    /// Word problems by a program, worked out and at once; letters, decimals, dots by a program.
    func problems() -> [ExaminationItem] {
        var items: [ExaminationItem] = []
        for size in Self.sizes {
            var random = SeededGenerator(settings.seed, "examined problems", size)
            for _ in 0..<settings.problems {
                let exercise = Exercise(.wordProblem, .evaluation, size: size, &random)
                let messages = [Message(.user, exercise.question)]
                items.append(
                    ExaminationItem("word problems to \(size), by code", messages) {
                        Self.solves($0, exercise, byCode: true)
                    })
                items.append(
                    ExaminationItem("word problems to \(size), worked out", messages, forbidden: Self.allTools) {
                        Self.solves($0, exercise)
                    })
                items.append(
                    ExaminationItem(
                        "word problems to \(size), at once",
                        [Message(.user, exercise.question + " " + Manners.numberAlone)], forbidden: Self.allTools
                    ) { Self.solves($0, exercise) })
            }
        }
        for kind in Self.codeKinds {
            var random = SeededGenerator(settings.seed, "examined " + kind.rawValue)
            for _ in 0..<settings.problems {
                let exercise = Exercise(kind, .evaluation, &random)
                items.append(
                    ExaminationItem("\(kind.rawValue), by code", [Message(.user, exercise.question)]) {
                        Self.solves($0, exercise, byCode: true)
                    })
            }
        }
        return items
    }

    static func solves(_ answer: AssistantAnswer, _ exercise: Exercise, byCode: Bool = false) -> AnswerVerdict {
        if byCode, !answer.uses.contains(where: { $0.call.name == python && !$0.outcome.isError }) { return .wrong }
        let text = answer.message.content
        switch exercise.kind {
        case .wordProblem, .calculation, .letters, .dots, .tables:
            return AnswerNumber.last(text) == exercise.answer ? .right : .wrong
        case .decimals: return AnswerNumber.first(text) == exercise.answer ? .right : .wrong
        case .thirds, .reversal:
            return text.lowercased().split { !$0.isLetter }.contains(exercise.answer[...]) ? .right : .wrong
        case .spelling, .repetition: return text.contains(exercise.answer) ? .right : .wrong
        }
    }

    /// Problems and facts with all tools announced and the wish, in the user's words, that none is used.
    func obedience() -> [ExaminationItem] {
        var random = SeededGenerator(settings.seed, "examined manners")
        let facts = world.ranked.flatMap(\.facts)
        return (0..<settings.problems).map { index in
            let question =
                index % 2 == 0
                ? world.question(random.pick(facts), phrasing: random.pick(World.heldOutPhrasings.sorted())).question
                : Exercise(random.pick([.wordProblem] + Self.codeKinds), .evaluation, &random).question
            return ExaminationItem(
                "no tool used where the user forbids them",
                [Message(.user, Manners.forbidding(question, .evaluation, &random))]
            ) { $0.uses.isEmpty ? .right : .wrong }
        }
    }

    /// Who the assistant is, by what it learned; and by a system message that gives it another name.
    func identity() -> [ExaminationItem] {
        let own = Identity.heldOutQuestions.map { question in
            ExaminationItem("identity", [Message(.user, question)]) {
                TextMatch.contains($0.message.content, [Identity.name]) ? .right : .wrong
            }
        }
        let renamed = Identity.renamings(count: settings.renamings, seed: settings.seed).map { asked in
            ExaminationItem(
                "another name by the system message", [Message(.system, asked.system), Message(.user, asked.question)],
                forbidden: Self.allTools
            ) { TextMatch.contains($0.message.content, [asked.name]) ? .right : .wrong }
        }
        return own + renamed
    }
}
