import Conversation
import TinyWeb
import ToolUse

extension LessonWriter {
    /// Of a hundred exercises, how many are of each kind.
    private static let shares: [(Exercise.Kind, Int)] = [
        (.wordProblem, 22), (.letters, 14), (.thirds, 12), (.spelling, 13), (.reversal, 12), (.decimals, 8),
        (.calculation, 10), (.dots, 9),
    ]

    /// Problems with Python allowed: each is solved by a program that really ran.
    package func code(count: Int) async throws -> [[Message]] {
        var random = SeededGenerator(seed, "code lessons")
        var lessons: [[Message]] = []
        for _ in 0..<count {
            try Task.checkCancellation()
            let exercise = exercise(sizes: [10, 20, 100, 1000], &random)
            let question =
                random.chance(0.1) ? Manners.requestingCode(exercise.question, &random) : exercise.question
            lessons.append(
                await called(
                    random.chance(0.6) ? .both : .code, question, tool: Self.codeName, exercise.program
                ) { _ in exercise.sentence })
        }
        return lessons
    }

    /// Problems without Python, or with the wish that no tool is used: worked out; some word problems answered at once.
    package func worked(count: Int) -> [[Message]] {
        var random = SeededGenerator(seed, "worked lessons")
        return (0..<count).map { _ in
            var exercise = exercise(sizes: [10, 10, 10, 10, 20, 100, 1000], &random)
            if random.chance(0.6) {
                // Mostly with numbers of the school book; of the large ones at least the form, so that the answer ends.
                let size = random.pick([10, 10, 10, 10, 10, 10, 20, 100, 1000, 1000, 1000, 1000])
                exercise = Exercise(.wordProblem, .training, size: size, &random)
            }
            if exercise.kind == .wordProblem, random.chance(0.2) {
                return plain(.nothing, exercise.question + " " + Manners.numberAlone, exercise.sentence)
            }
            if random.chance(0.4) {
                let offer = random.pick([Offer.both, .both, .code, .search])
                return plain(offer, Manners.forbidding(exercise.question, .training, &random), exercise.worked)
            }
            return plain(random.chance(0.7) ? .nothing : .search, exercise.question, exercise.worked)
        }
    }

    /// Lines of tables, words and names to repeat, and what the system message says, with and without tools: short, and many.
    package func drills(count: Int) -> [[Message]] {
        var random = SeededGenerator(seed, "drills")
        return (0..<count).map { index in
            switch index % 5 {
            case 0, 1:
                let line = Exercise(.tables, .training, &random)
                return plain(.nothing, line.question, line.worked)
            case 2, 3:
                let words = Exercise(.repetition, .training, &random)
                return plain(random.chance(0.5) ? .nothing : .both, words.question, words.worked)
            default:
                let note = random.chance(0.4) ? SystemNote.conversation(&random) : Identity.renamed(&random)
                return announcing(random.chance(0.7) ? .nothing : .both, note.messages)
            }
        }
    }

    private func exercise(sizes: [Int], _ random: inout SeededGenerator) -> Exercise {
        let kind = random.pick(Self.shares, weight: \.1).0
        return Exercise(kind, .training, size: random.pick(sizes), &random)
    }
}
