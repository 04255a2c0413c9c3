import Labeling
import SwiftletTesting
import Testing

@Suite("Orderings that people make")
struct OrderingStoreTests {
    private func with(_ body: (LabelStore) async throws -> Void) async throws {
        try await ScratchFolder.with("orderings.sqlite") { try await body(LabelStore($0)) }
    }

    /// Puts a task in the order of the texts.
    private func rate(_ store: LabelStore, _ task: RatingTask, by rater: String) async throws {
        let places = task.answers.indices.sorted { task.answers[$0] < task.answers[$1] }
        try await store.order(task.id, by: rater, places.map { [$0] })
    }

    @Test func whatIsShownShuffledIsKeptInItsOwnPlaces() async throws {
        try await with { store in
            let answers = ["c", "a", "e", "b", "d"]
            try await store.addTask("letters", answers)
            try await store.addTask("letters", answers)
            var shown: Set<[String]> = []
            for rater in (0..<20).map({ "rater \($0)" }) {
                let task = try #require(await store.nextTask(for: rater))
                #expect(try await store.nextTask(for: rater) == task && task.answers.sorted() == answers.sorted())
                shown.insert(task.answers)
                try await rate(store, task, by: rater)
                #expect(try await store.nextTask(for: rater) == nil, "the same answers are one task")
            }
            #expect(shown.count > 10)
            let all = try await store.orderings()
            #expect(
                all.count == 20 && all.allSatisfy { $0.answers == answers && $0.order == [[1], [3], [0], [4], [2]] })
            #expect(try await store.agreement() == RaterAgreement(pairs: 190 * 10, same: 190 * 10))
        }
    }

    @Test func tiesSkipsAndUndo() async throws {
        try await with { store in
            try await store.addTask("one", ["x", "y"])
            try await store.addTask("two", ["x", "y"])
            let first = try #require(await store.nextTask(for: "Kim"))
            try await store.order(first.id, by: "Kim", [])
            let second = try #require(await store.nextTask(for: "Kim"))
            #expect(first.prompt == "one" && second.prompt == "two")
            try await store.order(second.id, by: "Kim", [[0, 1]])
            #expect(try await store.orderings().map(\.order) == [[[0, 1]]], "what was passed over is no order")
            #expect(try await store.ratingProgress(of: "Kim") == (2, 2))
            #expect(try await store.undoOrder(by: "Kim")?.prompt == "two")
            #expect(try await store.undoOrder(by: "Kim")?.prompt == "one")
            #expect(try await store.undoOrder(by: "Kim") == nil)
            #expect(try await store.agreement() == RaterAgreement(pairs: 0, same: 0))
            // Who comes later gets what fewest have put in order.
            try await rate(store, first, by: "Kim")
            #expect(try await store.nextTask(for: "Lee")?.prompt == "two")
        }
    }

    @Test func badOrdersAreRefused() async throws {
        try await with { store in
            try await store.addTask("one", ["x", "y", "z"])
            for order in [[[0], [1]], [[0], [1], [3]], [[0], [0], [1]], [[0, 1, 2], []], [[-1], [0], [1]]] {
                await #expect(throws: LabelError.self, "\(order)") { try await store.order(1, by: "Kim", order) }
            }
            await #expect(throws: LabelError.unknown(id: 9)) { try await store.order(9, by: "Kim", [[0]]) }
            await #expect(throws: LabelError.self) { try await store.order(1, by: "", [[0], [1], [2]]) }
            await #expect(throws: LabelError.self) { try await store.addTask("two", ["x"]) }
            try await store.order(1, by: "Kim", [[0], [1], [2]])
            await #expect(throws: LabelError.self, "nobody orders twice") {
                try await store.order(1, by: "Kim", [[2], [1], [0]])
            }
        }
    }
}
