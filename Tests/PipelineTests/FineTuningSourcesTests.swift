import Foundation
import Pipeline
import Testing

struct FineTuningSourcesTests {
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func stage(_ lines: String) throws -> FineTuningStage {
        let recipe = try Recipe(text: "sft:\n  \(lines)\n", file: "x.yaml", checksNeeds: false)
        return try #require(recipe.stages.compactMap { $0 as? FineTuningStage }.first)
    }

    @Test func mixturesNameTheFilesThatTheStageDependsOn() throws {
        try inFolder { folder in
            let mixture = folder.appendingPathComponent("mixture.yaml")
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
    }
}
