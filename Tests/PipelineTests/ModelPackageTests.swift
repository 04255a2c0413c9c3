import Conversation
import Foundation
import Pipeline
import SwiftletTesting
import Tensors
import Testing
import Tokenization
import Transformer

struct ModelPackageTests {
    private func json(_ url: URL) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    }

    @Test func assistantsAreExportedWithTemplateAndEndOfTurnAndBaseModelsWithout() throws {
        let tokenizer = try TinyTokenizer.make()
        try ScratchFolder.with { folder in
            let (source, output) = (folder.appendingPathComponent("run"), folder.appendingPathComponent("out"))
            var configuration = TinyModels.configuration()
            configuration.endOfText = tokenizer.specialTokens["<|endoftext|>"]
            try Checkpoint.save(LanguageModel(configuration, seed: 1), to: source)
            try tokenizer.save(to: source.appendingPathComponent("tokenizer.json"))
            try Data("{}".utf8).write(to: source.appendingPathComponent("manifest.json"))
            try ModelPackage.export(source, to: output, shardSize: nil, replacing: false)
            let base = try json(output.appendingPathComponent("tokenizer_config.json"))
            #expect(base["eos_token"] as? String == "<|endoftext|>" && base["chat_template"] == nil)
            let ends = { try json(output.appendingPathComponent("generation_config.json"))["eos_token_id"] }
            #expect(try ends() as? Int == configuration.endOfText.map(Int.init))

            try TokenizerConfiguration.write(for: tokenizer, to: source)
            #expect(throws: (any Error).self) {
                try ModelPackage.export(source, to: output, shardSize: nil, replacing: false)
            }
            try ModelPackage.export(source, to: output, as: .bfloat16, shardSize: 20_000, replacing: true)
            let chat = try json(output.appendingPathComponent("tokenizer_config.json"))
            #expect(chat["eos_token"] as? String == "<|end|>" && chat["chat_template"] != nil)
            #expect(
                try ends() as? [Int]
                    == ["<|end|>", "<|endoftext|>"].compactMap { tokenizer.specialTokens[$0].map(Int.init) })
            let names = try FileManager.default.contentsOfDirectory(atPath: output.path)
            #expect(names.contains("tokenizer.json") && !names.contains("manifest.json"))
            #expect(try CheckpointInspection(output).types == ["BF16"])
        }
    }

    @Test func modelsWithoutWhatTheyNeedLeaveNoOutput() throws {
        try ScratchFolder.with { folder in
            let (source, output) = (folder.appendingPathComponent("run"), folder.appendingPathComponent("out"))
            try Checkpoint.save(TinyModels.model(), to: source)
            #expect(throws: TokenizationError.self) {
                try ModelPackage.export(source, to: output, shardSize: nil, replacing: false)
            }
            try FileManager.default.removeItem(at: source.appendingPathComponent("model.safetensors"))
            #expect(throws: TransformerError.self) {
                try ModelPackage.convert(source, to: output, as: nil, shardSize: nil, replacing: false)
            }
            #expect(!FileManager.default.fileExists(atPath: output.path))
        }
    }
}
