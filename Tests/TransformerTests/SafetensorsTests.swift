import Foundation
import SwiftletTesting
import Tensors
import Testing
import Transformer

struct SafetensorsTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func file(header: String, body: Int) throws -> URL {
        var data = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data += $0 }
        let url = scratch.url.appendingPathComponent("x.safetensors")
        try (data + Data(header.utf8) + Data(count: body)).write(to: url)
        return url
    }

    @Test func lyingHeadersThrow() throws {
        let headers = [
            #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,64]}}"#,
            #"{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}"#,
            #"{"a":{"dtype":"F32","shape":[9223372036854775807,9],"data_offsets":[0,16]}}"#,
            #"{"a":{"dtype":"Q9","shape":[4],"data_offsets":[0,16]}}"#,
            #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}"#,
            #"{"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}"#, "[1,2]", "{",
        ]
        for header in headers {
            let url = try file(header: header, body: 16)
            #expect(throws: TransformerError.self) { _ = try SafetensorsFile(url) }
        }
    }

    @Test func mutatedFilesThrowOrReadButNeverTrap() throws {
        let folder = scratch.url.appendingPathComponent("model")
        try Checkpoint.save(TinyModels.model(), to: folder)
        let whole = try Data(contentsOf: folder.appendingPathComponent("model.safetensors"))
        var random = RandomStream(seed: 5, purpose: .test)
        for _ in 0..<200 {
            var data = whole.prefix(random.below(3) == 0 ? random.below(whole.count) : whole.count)
            for _ in 0..<4 where !data.isEmpty { data[random.below(min(data.count, 600))] = UInt8(random.below(256)) }
            try data.write(to: folder.appendingPathComponent("model.safetensors"))
            do { _ = try Checkpoint.load(folder) } catch is TransformerError {}
        }
    }

    @Test func checkpointCutShortNamesTheFile() throws {
        let folder = scratch.url.appendingPathComponent("model")
        try Checkpoint.save(TinyModels.model(), to: folder)
        let url = folder.appendingPathComponent("model.safetensors")
        try Data(contentsOf: url).dropLast(1000).write(to: url)
        do {
            _ = try Checkpoint.load(folder)
            Issue.record("it should not load")
        } catch let error as TransformerError {
            guard case .cutShort(let path, _, _, _) = error else { Issue.record("\(error)"); return }
            #expect(path == url.path)
        }
    }
}
