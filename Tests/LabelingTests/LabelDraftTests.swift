import Conversation
import Foundation
import Labeling
import SwiftletTesting
import Testing

struct LabelDraftTests {
    private func problems(_ messages: [Message], author: String = "Kim") -> [String] {
        LabelDraft(messages, author: author).problems.map(\.description)
    }

    @Test func aFinishedConversationAlternatesAndEndsWithTheAssistant() {
        let (user, assistant) = (Message(.user, "a"), Message(.assistant, "b"))
        #expect(problems([user, assistant]).isEmpty)
        #expect(problems([Message(.system, "s"), user, assistant, user, assistant]).isEmpty)
        #expect(problems([]) == ["write a question and its answer"])
        #expect(problems([Message(.system, "s")]) == ["write a question and its answer"])
        #expect(problems([user]) == ["the assistant must speak last"])
        #expect(problems([user, Message(.assistant, " \n")]) == ["turn 2: write something, or remove the turn"])
        #expect(problems([assistant]) == ["turn 1: user and assistant take turns, and the user begins"])
        #expect(problems([user, assistant], author: " ") == ["write your name"])
        #expect(problems([user, assistant, Message(.system, "s"), assistant]).contains { $0.contains("comes first") })
    }

    @Test func whatCannotBeKeptIsRefused() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let store = try LabelStore(url)
            func refused(_ draft: LabelDraft) async -> Bool {
                do {
                    _ = try await store.create(draft)
                    return false
                } catch { return error is LabelError }
            }
            let user = Message(.user, "a")
            #expect(await refused(LabelDraft([user], author: "Kim", status: .finished)))
            #expect(await refused(LabelDraft([user, Message(.tool, "4")])))
            #expect(await refused(LabelDraft([user, Message(.assistant, parts: [.thinking("t"), .text("b")])])))
            #expect(await refused(LabelDraft(Array(repeating: user, count: 401))))
            #expect(await refused(LabelDraft([Message(.user, String(repeating: "é", count: 500_001))])))
            #expect(await refused(LabelDraft([user], note: String(repeating: "n", count: 10_001))))
            #expect(try await store.page().counts[.all] == 0)
        }
    }

    @Test func theInstructionsSayTheirVersion() throws {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../docs/labeling.md").standardized
        let text = try String(contentsOf: root, encoding: .utf8)
        #expect(text.contains("*Version \(LabelingInstructions.version).*"))
    }
}
