import Conversation
import Foundation
import GRDB
import Labeling
import SwiftletTesting
import Testing

struct LabelStoreTests {
    private let turns = [Message(.user, "What is tea?"), Message(.assistant, "A drink made of leaves.")]

    @Test func whatIsSavedIsReadBackByAnotherStore() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let store = try LabelStore(url)
            var draft = LabelDraft(
                [Message(.user, ""), Message(.assistant, "<script>\"é\n")], author: "Kim", note: "n")
            let begun = try await store.create(draft)
            #expect(begun.version == 1 && begun.draft == draft && begun.instructions == LabelingInstructions.version)
            draft.messages = turns
            draft.status = .finished
            let saved = try await store.save(draft, id: begun.id, version: 1)
            #expect(saved.version == 2 && saved.created == begun.created && saved.updated >= begun.updated)
            #expect(try await LabelStore(url).conversation(begun.id) == saved)
        }
    }

    @Test func staleSavesAreRefusedAndChangeNothing() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let (one, other) = (try LabelStore(url), try LabelStore(url))
            let begun = try await one.create(LabelDraft(turns))
            let saved = try await one.save(LabelDraft(turns, note: "one"), id: begun.id, version: 1)
            let stale = LabelError.stale(id: begun.id, version: 1, newest: 2)
            await #expect(throws: stale) { try await other.save(LabelDraft(turns), id: begun.id, version: 1) }
            await #expect(throws: stale) { try await other.delete(begun.id, version: 1) }
            #expect(try await other.conversation(begun.id) == saved)
            await #expect(throws: LabelError.unknown(id: 99)) {
                try await one.save(LabelDraft(turns), id: 99, version: 1)
            }
        }
    }

    @Test func ofManyWhoSaveAtOnceOneWins() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let stores = [try LabelStore(url), try LabelStore(url)]
            let begun = try await stores[0].create(LabelDraft(turns))
            let won = await withTaskGroup(of: Bool.self) { group in
                for n in 0..<20 {
                    let store = stores[n % 2]
                    group.addTask {
                        let draft = LabelDraft([Message(.user, "\(n)")])
                        return (try? await store.save(draft, id: begun.id, version: 1)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(won == 1)
            #expect(try await stores[0].conversation(begun.id).version == 2)
        }
    }

    @Test func theDeletedIsNotTrainedOnAndCanBeRestored() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let store = try LabelStore(url)
            let label = try await store.create(LabelDraft(turns, author: "Kim", status: .finished))
            _ = try await store.create(LabelDraft(turns))
            #expect(try LabelStore.finished(in: url) == [turns])
            let deleted = try await store.delete(label.id, version: 1)
            #expect(deleted.deleted != nil)
            #expect(try LabelStore.finished(in: url).isEmpty)
            await #expect(throws: LabelError.unknown(id: label.id)) {
                try await store.save(LabelDraft(turns), id: label.id, version: 2)
            }
            #expect(try await store.page(.deleted).conversations == [deleted])
            let restored = try await store.restore(label.id)
            #expect(restored.draft == label.draft && restored.version == 3)
            #expect(try LabelStore.finished(in: url) == [turns])
            let page = try await store.page(from: 1, count: 5)
            #expect(page.counts == [.all: 2, .draft: 1, .finished: 1, .deleted: 0])
            #expect(page.conversations == [restored])
        }
    }

    @Test func theExportIsWhatTheReaderReads() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let store = try LabelStore(url)
            let odd = [
                Message(.system, "Be brief. <|end|>"), Message(.user, " a\u{2028}\"\\/\u{0}😀\n"),
                Message(.assistant, "b\r\n\tc"),
            ]
            for messages in [turns, odd] {
                _ = try await store.create(LabelDraft(messages, author: "Kim", status: .finished))
            }
            let set = try ConversationReader().read(try await store.export(), path: "export")
            #expect(set.conversations == (try LabelStore.finished(in: url)))
            #expect(set.conversations.first == turns)
            #expect(set.conversations.last?.map(\.content) == [odd[0].content, "a\u{2028}\"\\/\u{0}😀", "b\r\n\tc"])
        }
    }

    @Test func otherFilesAreRefusedAndUntouched() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            #expect(throws: LabelError.missing(path: url.path)) { try LabelStore.finished(in: url) }
            try Data("hello, I am a text and not a database at all".utf8).write(to: url)
            #expect(throws: LabelError.self) { try LabelStore(url) }
            let foreign = url.deletingLastPathComponent().appendingPathComponent("foreign.sqlite")
            let queue = try DatabaseQueue(path: foreign.path)
            try await queue.write { try $0.execute(sql: "CREATE TABLE mine (a)") }
            try queue.close()
            let before = try Data(contentsOf: foreign)
            let refused = LabelError.notLabels(path: foreign.path, reason: "it is another program's database")
            #expect(throws: refused) { try LabelStore(foreign) }
            #expect(throws: refused) { try LabelStore.finished(in: foreign) }
            #expect(try Data(contentsOf: foreign) == before)
        }
    }

    @Test func damagedRowsAreNamed() async throws {
        try await ScratchFolder.with("labels.sqlite") { url in
            let store = try LabelStore(url)
            let label = try await store.create(LabelDraft(turns, author: "Kim", status: .finished))
            for damage in ["messages = '[{]'", "version = x'00ff'", "created = 'noon'"] {
                let queue = try DatabaseQueue(path: url.path)
                try await queue.write { try $0.execute(sql: "UPDATE conversation SET \(damage)") }
                await #expect(throws: LabelError.self) { try await store.conversation(label.id) }
            }
        }
    }
}
