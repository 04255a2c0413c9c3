import Conversation
import Pipeline
import Testing

@Suite("Lessons that are joined to conversations")
struct JoinedLessonsTests {
    private static let context = 100

    /// A lesson of ten tokens and more; of the system messages there are three.
    private func lesson(_ index: Int) -> JoinedLessons.Lesson {
        let system = index % 3 == 0 ? [] : [Message(.system, "Tools: \(index % 3)")]
        let wish = index % 7 == 0 ? " Don't use tools." : ""
        let turns = [Message(.user, "Question \(index)?" + wish), Message(.assistant, "Answer \(index).")]
        return (system + turns, length: 10 + index % 50)
    }

    private func joined(_ count: Int, share: Double, seed: UInt64 = 1) -> [[Message]] {
        JoinedLessons(share: share, context: Self.context, seed: seed).joined((0..<count).map { lesson($0) })
    }

    @Test func everyLessonIsInOneConversationUnderItsOwnSystemMessage() {
        let conversations = joined(300, share: 0.6)
        var seen: [String] = []
        for conversation in conversations {
            let spoken = conversation.filter { $0.role != .system }
            let system = conversation.filter { $0.role == .system }
            #expect(system.count <= 1 && conversation.first?.role == (system.isEmpty ? .user : .system))
            for (question, answer) in zip(spoken, spoken.dropFirst()) where question.role == .user {
                let number = Int(answer.content.filter(\.isNumber)) ?? -1
                #expect(lesson(number).messages.suffix(2) == [question, answer])
                #expect(lesson(number).messages.filter { $0.role == .system } == system)
                seen.append(question.content)
            }
        }
        #expect(seen.count == 300 && Set(seen).count == 300)
        #expect(conversations.contains { $0.filter { $0.role == .user }.count == 3 })
    }

    @Test func conversationsFitIntoTheContext() {
        for conversation in joined(300, share: 1) {
            let numbers = conversation.filter { $0.role == .assistant }.compactMap {
                Int($0.content.filter(\.isNumber))
            }
            #expect(numbers.reduce(0) { $0 + lesson($1).length } <= Self.context)
        }
    }

    @Test func nothingComesBehindAWishThatNoToolIsUsed() {
        let conversations = joined(300, share: 1)
        #expect(
            conversations.contains { $0.count > 2 && $0.last { $0.role == .user }?.content.contains("Don't") == true })
        for conversation in conversations {
            let questions = conversation.filter { $0.role == .user }
            #expect(!questions.dropLast().contains { $0.content.contains("Don't") })
        }
    }

    @Test func theShareDecidesHowManyAreJoinedAndTheSeedWhich() {
        #expect(joined(300, share: 0) == (0..<300).map { lesson($0).messages })
        let half = joined(300, share: 0.5)
        #expect(half == joined(300, share: 0.5) && half != joined(300, share: 0.5, seed: 2))
        #expect((200..<260).contains(half.count))
    }
}
