import Artifacts
import Conversation
import Foundation
import Labeling
import Pipeline
import SwiftletTesting
import Testing

struct FineTuningSourcesTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func stage(_ lines: String) throws -> FineTuningStage {
        let recipe = try Recipe(text: "sft:\n  \(lines)\n", file: "x.yaml", checksNeeds: false)
        return try #require(recipe.stages.compactMap { $0 as? FineTuningStage }.first)
    }

    @Test func mixturesNameTheFilesThatTheStageDependsOn() throws {
        let mixture = scratch.url.appendingPathComponent("mixture.yaml")
        let text = "sources:\n  - {name: a, file: a.jsonl, weight: 2}\n  - {name: tinyweb, weight: 1}\n"
        try Data(text.utf8).write(to: mixture)
        let mixed = try stage("mixture: \(mixture.path)")
        #expect(mixed.sources.map(\.lastPathComponent) == ["mixture.yaml", "a.jsonl"])
        #expect(mixed.needs == ["pretrain", "web"])
        let file = try stage("conversationFile: a.jsonl\n  badRecords: leave-out\n  format: sharegpt")
        #expect(file.needs == ["pretrain"] && file.sources.map(\.lastPathComponent) == ["a.jsonl"])
        #expect(try stage("epochs: 2").sources.isEmpty)
        try Data("sources: 3".utf8).write(to: mixture)
        #expect(throws: (any Error).self) { try stage("mixture: \(mixture.path)") }
        #expect(throws: (any Error).self) { try stage("mixture: none.yaml") }
    }

    @Test func theStageIsMadeAnewExactlyWhenFinishedLabelsChange() async throws {
        let place = scratch.url.appendingPathComponent("labels.sqlite")
        func parameters(_ more: String = "") throws -> String {
            let stage = try stage("labels: \(place.path)\(more)")
            #expect(stage.sources.isEmpty && stage.needs == ["pretrain", "web"])
            return stage.parameters.text
        }
        #expect(throws: LabelError.missing(path: place.path)) { try parameters() }
        let store = try LabelStore(place)
        let none = try parameters()
        let turns = [Message(.user, "What is tea?"), Message(.assistant, "A drink.")]
        let draft = try await store.create(LabelDraft(turns, author: "Kim"))
        #expect(try parameters() == none)
        let finished = LabelDraft(turns, author: "Kim", status: .finished)
        let label = try await store.save(finished, id: draft.id, version: 1)
        let one = try parameters()
        #expect(one != none)
        #expect(try parameters("\n  labelRepeats: 1") == one)
        #expect(try parameters("\n  labelRepeats: 3") != one)
        let noted = try await store.save(
            LabelDraft(turns, author: "Lee", status: .finished, note: "looked up"), id: label.id, version: label.version
        )
        #expect(try parameters() == one)
        let longer = LabelDraft(turns + turns, author: "Lee", status: .finished)
        let changed = try await store.save(longer, id: noted.id, version: noted.version)
        let two = try parameters()
        #expect(two != one && two != none)
        _ = try await store.delete(changed.id, version: changed.version)
        #expect(try parameters() == none)
        _ = try await store.restore(changed.id)
        #expect(try parameters() == two)
        #expect(try !stage("epochs: 1").parameters.text.contains("labels"))
    }
}
