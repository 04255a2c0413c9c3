import Foundation
import SwiftletTesting
import Tensors
import Testing
import Transformer

struct TraceTests {
    private let ids: [Int32] = (0..<12).map { ($0 * 37 + 11) % 300 }

    private func trace(_ architecture: ModelConfiguration.Architecture) throws -> (LanguageModel, ForwardTrace) {
        let model = TinyModels.model(architecture, precision: .f32)
        return (model, try ForwardTrace(model, ids))
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases, Precision.allCases)
    func watchingChangesNoBit(architecture: ModelConfiguration.Architecture, precision: Precision) throws {
        let model = TinyModels.model(architecture, precision: precision)
        let tape = model.tape(recording: false)
        let segments = [Segment(start: 0, count: ids.count)]
        let logits = model.logits(model.hidden(ids, segments: segments, on: tape), on: tape).value
        let watched = try ForwardTrace(model, ids)
        #expect(watched["logits"]?.toArray() == logits.toArray())
    }

    @Test func nothingIsMadeWhereNobodyWatches() {
        var made = 0
        func name() -> String {
            made += 1
            return "x"
        }
        func value() -> Variable {
            made += 1
            return Variable(Tensor([1], shape: [1]))
        }
        Tape(recording: false).note(name(), value())
        #expect(made == 0)
        Tape(recording: false, observer: { #expect($0 == "x" && $1.scalar == 1) }).note(name(), value())
        #expect(made == 2)
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func weightsTimesValuesAreWhatTheNetworkMixed(architecture: ModelConfiguration.Architecture) throws {
        let (model, trace) = try trace(architecture)
        let c = model.configuration
        for block in 0..<c.layers {
            let prefix = "blocks.\(block).attention"
            let weights = try #require(trace["\(prefix).weights"])
            let values = try #require(trace["\(prefix).value"])
            let mixed = try #require(trace["\(prefix).mixed"])
            #expect(weights.shape == [c.heads, ids.count, ids.count])
            #expect(values.shape == [ids.count, c.keyValueHeads, c.headSize])
            for head in 0..<c.heads {
                let keyHead = head * c.keyValueHeads / c.heads
                for i in ids.indices {
                    let row = (0..<ids.count).map { weights.pointer[(head * ids.count + i) * ids.count + $0] }
                    #expect(abs(row.reduce(0, +) - 1) < 1e-5 && row.dropFirst(i + 1).allSatisfy { $0 == 0 })
                    for d in 0..<c.headSize {
                        let sum = row.enumerated().reduce(Float(0)) {
                            $0 + $1.element * values.pointer[($1.offset * c.keyValueHeads + keyHead) * c.headSize + d]
                        }
                        #expect(abs(sum - mixed.pointer[(i * c.heads + head) * c.headSize + d]) < 1e-4)
                    }
                }
            }
        }
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func partsAddUpToTheResidualStream(architecture: ModelConfiguration.Architecture) throws {
        let (model, trace) = try trace(architecture)
        var before = "embedding.sum"
        for block in 0..<model.configuration.layers {
            for (part, added) in [("attention", "output"), ("mlp", "down")] {
                let (x, change, after) = (
                    try #require(trace[before]), try #require(trace["blocks.\(block).\(part).\(added)"]),
                    try #require(trace["blocks.\(block).\(part).residual"])
                )
                for i in 0..<x.count { #expect(abs(x.pointer[i] + change.pointer[i] - after.pointer[i]) < 1e-4) }
                before = "blocks.\(block).\(part).residual"
            }
        }
        let probabilities = try #require(trace["probabilities"])
        for row in 0..<probabilities.rows {
            let sum = (0..<probabilities.width).reduce(0.0) {
                $0 + Double(probabilities.pointer[row * probabilities.width + $1])
            }
            #expect(abs(sum - 1) < 1e-5)
        }
    }

    @Test func eachFamilyShowsItsOwnSteps() throws {
        func names(_ architecture: ModelConfiguration.Architecture) throws -> Set<String> {
            Set(try trace(architecture).1.values.map(\.name))
        }
        let (gpt2, llama, qwen3) = (try names(.gpt2), try names(.llama), try names(.qwen3))
        #expect(gpt2.contains("embedding.position") && !llama.contains("embedding.position"))
        #expect(!gpt2.contains("blocks.0.attention.query.rotated"))
        #expect(llama.contains("blocks.0.attention.key.rotated"))
        #expect(qwen3.contains("blocks.1.attention.query.rotated") && qwen3.contains("blocks.1.mlp.gate"))
        #expect(try names(.swiftlet) == qwen3)
    }

    @Test func filesHoldEveryValue() throws {
        let (_, trace) = try trace(.qwen3)
        let object = try #require(try JSONSerialization.jsonObject(with: trace.json()) as? [String: Any])
        let values = try #require(object["values"] as? [[String: Any]])
        #expect(values.map { $0["name"] as? String } == trace.values.map(\.name))
        #expect(object["tokens"] as? [Int] == ids.map(Int.init))
        for (value, read) in zip(trace.values, values) {
            let data = try #require(read["data"] as? [Any])
            #expect(read["shape"] as? [Int] == value.tensor.shape && data.count == value.tensor.count)
            for (number, text) in zip(value.tensor.toArray(), data) {
                #expect(number.isFinite ? (text as? NSNumber)?.floatValue == number : text is NSNull)
            }
        }
        try ScratchFolder.with("trace.safetensors") { url in
            try trace.writeSafetensors(to: url)
            let file = try SafetensorsFile(url)
            for value in trace.values { #expect(try file.tensor(value.name).toArray() == value.tensor.toArray()) }
        }
    }

    @Test func tokensThatDoNotFitAreRefused() {
        let model = TinyModels.model()
        for tokens in [[], [300], [-1], [Int32](repeating: 1, count: 65)] as [[Int32]] {
            #expect(throws: TransformerError.self) { _ = try ForwardTrace(model, tokens) }
        }
    }
}
