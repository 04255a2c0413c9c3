import Conversation
import TinyWeb

/// Joins lessons of one question to conversations of two and three, so that one kind of question follows another.
///
/// What is joined stands under the same system message. Where the user wants no tool, the wish is about the question that it
/// stands with: such a lesson is the last of its conversation, so that nothing is learned about what comes behind.
package struct JoinedLessons {
    /// A lesson and its length in tokens.
    package typealias Lesson = (messages: [Message], length: Int)

    /// The share of the lessons under a system message that is joined; of those without one, where the model answers by itself, a third of
    /// it: the more of these are joined, the less it refuses what it does not know when that is all it is asked.
    let share: Double
    /// The longest conversation, in tokens.
    let context: Int
    let seed: UInt64

    /// Joins a share of lessons to conversations that fit into a context.
    package init(share: Double, context: Int, seed: UInt64) {
        self.share = share
        self.context = context
        self.seed = seed
    }

    /// The lessons that stay alone, and the conversations.
    package func joined(_ lessons: [Lesson]) -> [[Message]] {
        var random = SeededGenerator(seed, "joined lessons")
        var alone: [[Message]] = []
        var groups: [String: [Lesson]] = [:]
        for lesson in lessons {
            if random.chance(Self.system(lesson.messages) == nil ? share / 3 : share) {
                groups[Self.system(lesson.messages)?.content ?? "", default: []].append(lesson)
            } else {
                alone.append(lesson.messages)
            }
        }
        return alone
            + groups.sorted { $0.key < $1.key }.flatMap { group in
                chains(group.value.shuffled(using: &random), &random)
            }
    }

    /// Neighbours as conversations, as many as fit.
    private func chains(_ lessons: [Lesson], _ random: inout SeededGenerator) -> [[Message]] {
        var chains: [[Message]] = []
        var (wanted, count, length) = (0, 0, 0)
        for lesson in lessons {
            if count == wanted || length + lesson.length > context {
                chains.append([])
                (wanted, count, length) = (random.pick([2, 2, 3]), 0, 0)
            }
            let isFirst = count == 0
            chains[chains.count - 1] += isFirst ? lesson.messages : Self.withoutSystem(lesson.messages)
            count = Self.forbidsTools(lesson.messages) ? wanted : count + 1
            length += lesson.length
        }
        return chains
    }

    private static func system(_ lesson: [Message]) -> Message? {
        lesson.first.flatMap { $0.role == .system ? $0 : nil }
    }

    private static func withoutSystem(_ lesson: [Message]) -> [Message] {
        system(lesson) == nil ? lesson : Array(lesson.dropFirst())
    }

    private static func forbidsTools(_ lesson: [Message]) -> Bool {
        lesson.contains { $0.role == .user && Manners.forbidsTools($0.content) }
    }
}
