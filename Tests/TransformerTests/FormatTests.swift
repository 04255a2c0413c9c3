import Foundation
import SwiftletTesting
import Tensors
import Testing
import Transformer

struct FormatTests {
    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases, [true, false])
    func shardsHoldTheSameModel(architecture: ModelConfiguration.Architecture, isTied: Bool) throws {
        var configuration = TinyModels.configuration(architecture)
        configuration.tiedEmbeddings = isTied
        let model = LanguageModel(configuration, seed: 2)
        try ScratchFolder.with { folder in
            try Checkpoint.save(model, to: folder, shardSize: 20_000)
            #expect(try !names(folder).contains("model.safetensors"))
            let again = try Checkpoint.load(folder)
            #expect(again.configuration == configuration)
            #expect(zip(again.parameters, model.parameters).allSatisfy { $0.value.toArray() == $1.value.toArray() })
            let inspection = try CheckpointInspection(folder)
            #expect(inspection.parameters == model.parameterCount && inspection.files.count > 2)
            #expect(inspection.bytes == 4 * model.parameterCount)
            let embedding = 4 * configuration.vocabulary * configuration.width
            for file in inspection.files {
                let bytes = inspection.tensors.filter { $0.file == file }.reduce(0) { $0 + $1.bytes }
                #expect(bytes <= 20_000 || bytes == embedding, "\(file)")
            }
            let index = try Data(contentsOf: folder.appendingPathComponent("model.safetensors.index.json"))
            let fields = try #require(try JSONSerialization.jsonObject(with: index) as? [String: Any])
            #expect((fields["metadata"] as? [String: Int])?["total_size"] == inspection.bytes)
            let map = try #require(fields["weight_map"] as? [String: String])
            #expect(map == Dictionary(uniqueKeysWithValues: inspection.tensors.map { ($0.name, $0.file) }))
        }
    }

    @Test func indexThatPointsElsewhereIsRefused() throws {
        try ScratchFolder.with { folder in
            try Checkpoint.save(TinyModels.model(), to: folder, shardSize: 20_000)
            let index = folder.appendingPathComponent("model.safetensors.index.json")
            for text in [
                "{", "{}", #"{"weight_map":{}}"#, #"{"weight_map":{"a":"../b"}}"#, #"{"weight_map":{"a":".."}}"#,
                #"{"weight_map":{"a":"b"}}"#,
            ] {
                try Data(text.utf8).write(to: index)
                #expect(throws: TransformerError.self) { _ = try Checkpoint.load(folder) }
            }
        }
    }

    @Test func bfloat16RoundsToTheNearestAndTiesToEven() throws {
        let numbers: [Float] = [
            1, 0x1.01p0, 0x1.03p0, 0x1.01001p0, -0.0, .infinity, -3.3895314e38, .greatestFiniteMagnitude,
            0x1p-133, .nan,
        ]
        try ScratchFolder.with { folder in
            let url = folder.appendingPathComponent("x.safetensors")
            let tensor = Tensor(numbers, shape: [numbers.count])
            try SafetensorsFile.write([.init("x", shape: tensor.shape, as: .bfloat16) { tensor }], to: url)
            let file = try SafetensorsFile(url)
            #expect(file.entries["x"]?.type == "BF16" && file.entries["x"]?.range.count == 2 * numbers.count)
            let read = try file.tensor("x").toArray()
            let rounded: [Float] = [
                1, 1, 0x1.04p0, 0x1.02p0, -0.0, .infinity, -3.3895314e38, .infinity, 0x1p-133,
            ]
            #expect(Array(read.dropLast()) == rounded)
            #expect(read.last?.isNaN == true && read[4].sign == .minus)
        }
    }

    @Test func halfPrecisionIsReadExactly() throws {
        // 1, −2, the greatest, the least subnormal, infinity, 1/3 rounded: IEEE 754's binary16.
        let halves: [UInt16] = [0x3C00, 0xC000, 0x7BFF, 0x0001, 0x7C00, 0x3555]
        let header = #"{"x":{"dtype":"F16","shape":[6],"data_offsets":[0,12]}}"#
        try ScratchFolder.with { folder in
            let url = folder.appendingPathComponent("x.safetensors")
            var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8)
            halves.withUnsafeBytes { data += $0 }
            try data.write(to: url)
            #expect(try SafetensorsFile(url).tensor("x").toArray() == [1, -2, 65504, 0x1p-24, .infinity, 0.33325195])
        }
    }

    @Test func halfPrecisionIsWrittenToTheNearestAndOverflowIsRefused() throws {
        let numbers: [Float] = [1, -2, 65504, 0x1p-24, 0x1.002p0, .infinity, 1 / 3]
        try ScratchFolder.with { folder in
            let url = folder.appendingPathComponent("x.safetensors")
            func write(_ numbers: [Float]) throws {
                let tensor = Tensor(numbers, shape: [numbers.count])
                try SafetensorsFile.write([.init("x", shape: tensor.shape, as: .float16) { tensor }], to: url)
            }
            try write(numbers)
            let file = try SafetensorsFile(url)
            #expect(file.entries["x"]?.type == "F16" && file.entries["x"]?.range.count == 2 * numbers.count)
            // 1 + 2⁻¹¹ lies between two halves: the even one is 1.
            #expect(try file.tensor("x").toArray() == [1, -2, 65504, 0x1p-24, 1, .infinity, 0.33325195])
            #expect(throws: TransformerError.numberTooLarge(tensor: "x", value: 65520)) { try write([65520]) }
            #expect(try SafetensorsFile(url).tensor("x").count == numbers.count)
        }
    }

    @Test func convertingChangesNumbersAndShardsAlone() throws {
        let model = TinyModels.model(.llama)
        try ScratchFolder.with { source in
            try Checkpoint.save(model, to: source)
            try Data("{}".utf8).write(to: source.appendingPathComponent("tokenizer.json"))
            try Data("x".utf8).write(to: source.appendingPathComponent("optimizer.pt"))
            let place = source.appendingPathComponent("config.json")
            var fields = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: place)) as? [String: Any])
            fields["eos_token_id"] = [7, 8]
            fields["a_key_of_the_future"] = "kept"
            try JSONSerialization.data(withJSONObject: fields).write(to: place)
            try ScratchFolder.with { half in
                try Checkpoint.convert(source, to: half, as: .bfloat16, shardSize: 20_000)
                let copied = try names(half)
                #expect(copied.contains("tokenizer.json") && !copied.contains("optimizer.pt"))
                let written = try #require(
                    try JSONSerialization.jsonObject(with: Data(contentsOf: half.appendingPathComponent("config.json")))
                        as? [String: Any])
                #expect(written["eos_token_id"] as? [Int] == [7, 8])
                #expect(written["a_key_of_the_future"] as? String == "kept")
                #expect(written["dtype"] as? String == "bfloat16")
                #expect(try CheckpointInspection(half).types == ["BF16"])
                let rounded = try Checkpoint.load(half)
                for (a, b) in zip(rounded.parameters, model.parameters) {
                    #expect(
                        zip(a.value.toArray(), b.value.toArray()).allSatisfy { abs($0 - $1) <= abs($1) * 0x1p-8 })
                }
                try ScratchFolder.with { whole in
                    // Back to float32 in one file: a bfloat16 is a float, so nothing changes any more.
                    try Checkpoint.convert(half, to: whole, as: .float32, shardSize: nil)
                    #expect(try CheckpointInspection(whole).files == ["model.safetensors"])
                    let again = try Checkpoint.load(whole)
                    #expect(
                        zip(again.parameters, rounded.parameters).allSatisfy {
                            $0.value.toArray() == $1.value.toArray()
                        })
                }
            }
        }
    }

    @Test func countsByFormulaAreThoseOfTheNetwork() {
        for architecture in ModelConfiguration.Architecture.allCases {
            for isTied in [true, false] {
                var configuration = TinyModels.configuration(architecture)
                configuration.tiedEmbeddings = isTied
                #expect(configuration.parameterCount == LanguageModel(configuration, seed: 1).parameterCount)
            }
        }
    }

    @Test func olderAndNewerRotaryKeysAreTheSame() throws {
        let old = #""rope_theta":500000,"rope_scaling":{"rope_type":"llama3",SCALING},"rope_parameters":null"#
        let older = #""rope_theta":500000,"rope_scaling":{"type":"llama3",SCALING}"#
        let new = #""rope_parameters":{"rope_theta":500000,"rope_type":"llama3",SCALING}"#
        let scaling =
            #""factor":8,"low_freq_factor":1,"high_freq_factor":4,"original_max_position_embeddings":32"#
        let read = try [old, older, new].map {
            try configuration($0.replacingOccurrences(of: "SCALING", with: scaling))
        }
        #expect(read[0] == read[1] && read[1] == read[2])
        #expect(read[0].rotaryBase == 500_000 && read[0].rotaryScaling?.factor == 8)
        #expect(try configuration(#""rope_theta":1000,"rope_scaling":null"#).rotaryScaling == nil)
        try ScratchFolder.with { folder in
            let place = folder.appendingPathComponent("config.json")
            let written = try read[0].huggingFaceJSON()
            // What is written is understood with either kind of keys alone.
            for dropped in [["rope_theta", "rope_scaling"], ["rope_parameters"]] {
                var fields = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
                for key in dropped { #expect(fields.removeValue(forKey: key) != nil) }
                try JSONSerialization.data(withJSONObject: fields).write(to: place)
                #expect(try ModelConfiguration(contentsOf: place) == read[0])
            }
        }
    }

    @Test func featuresThatAreNotThereAreRefused() {
        for feature in [
            #""hidden_act":"gelu""#, #""attention_bias":true"#, #""rope_scaling":{"rope_type":"yarn","factor":2}"#,
            #""rope_scaling":{"rope_type":"llama3"}"#, #""num_key_value_heads":3"#,
        ] {
            #expect(throws: TransformerError.self, "\(feature)") { _ = try configuration(feature) }
        }
    }

    private func configuration(_ extra: String) throws -> ModelConfiguration {
        let text = """
            {"model_type":"llama","vocab_size":300,"max_position_embeddings":64,"num_hidden_layers":2,"hidden_size":32,
            "num_attention_heads":4,"intermediate_size":80,\(extra)}
            """
        return try ScratchFolder.with("config.json") { url in
            try Data(text.utf8).write(to: url)
            return try ModelConfiguration(contentsOf: url)
        }
    }
}
