import Evaluation
import Foundation
import SwiftletTesting
import Tensors
import Testing
import TinyWeb
import Transformer

struct ModelCheckTests {
    @Test func pagesAreScoredByTheirLabels() {
        let web = TinyWeb(seed: 1, entities: 500, pages: 200)
        let labels = (0..<200).map { web.page(at: $0).label }
        let good = labels.filter { !$0.isRubbish }
        let perfect = PageScore(labels: labels, kept: Dictionary(uniqueKeysWithValues: good.map { ($0.url, $0.text) }))
        #expect(perfect.goodKept.share == 1 && perfect.rubbishDropped.share == 1 && perfect.tokenF1 == 1)
        let none = PageScore(labels: labels, kept: Dictionary(uniqueKeysWithValues: labels.map { ($0.url, "") }))
        #expect(none.rubbishDropped.right == 0 && none.tokenF1 < 0.1)
    }

    private func check(_ name: String, _ precision: Precision) throws -> ModelCheck? {
        guard let folder = sharedData?.appendingPathComponent("golden/models/\(name)") else { return nil }
        return try ModelCheck(
            Checkpoint.load(folder, backend: CPUBackend(precision: precision)),
            expected: SafetensorsFile(folder.appendingPathComponent("expected.safetensors")), stem: nil)
    }

    @Test(.enabled(if: sharedData != nil), arguments: ["gpt2", "llama3", "qwen2", "qwen3"])
    func networksAgreeWithTheReference(name: String) throws {
        let check = try #require(try check(name, .f32))
        #expect(check.worst < 1e-4, "\(check.differences)")
        #expect(check.differences.keys.count { $0.hasPrefix("grad.") } > 10)
        #expect(check.differences["greedy"]?.absolute == 0 && check.differences["adamw_losses"] != nil)
    }

    @Test(.enabled(if: sharedData != nil), arguments: ["gpt2", "llama3", "qwen2", "qwen3"])
    func bfloat16StaysNearTheReference(name: String) throws {
        let check = try #require(try check(name, .bf16))
        // A bfloat16 number has eight bits: single products are off by up to 2⁻⁸, sums of many by less.
        #expect(check.differences.filter { $0.key.hasPrefix("grad.") }.values.allSatisfy { $0.relative < 0.03 })
        #expect(check.differences["adamw_losses"].map { $0.relative < 1e-3 } == true)
    }
}
