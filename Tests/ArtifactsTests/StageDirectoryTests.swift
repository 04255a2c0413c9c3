import Artifacts
import Foundation
import SwiftletTesting
import Testing

struct StageDirectoryTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func manifest(_ parameter: Int = 1) -> Manifest {
        Manifest(
            stage: "test", parameters: ["parameter": .int(parameter), "rate": 4.0], seed: 7,
            inputs: ["in": Digest(of: "x")])
    }

    @Test func committedDirectoryIsFoundAgainOnlyForTheSameInputs() throws {
        let final = scratch.url.appendingPathComponent("stage")
        let directory = try StageDirectory(final: final, manifest: manifest())
        try AtomicFile.write(Data("hello".utf8), to: directory.partial.appendingPathComponent("text"))
        let whole = try directory.commit(metrics: ["n": 1])
        #expect(StageDirectory.finished(at: final, matching: manifest())?.output == whole.output)
        #expect(StageDirectory.finished(at: final, matching: manifest(2)) == nil)
        #expect(!FileManager.default.fileExists(atPath: final.deletingLastPathComponent().path + "/.stage.partial"))
    }

    @Test func killedStageResumesItsPartialDirectory() throws {
        let final = scratch.url.appendingPathComponent("stage")
        do {
            let first = try StageDirectory(final: final, manifest: manifest())
            try AtomicFile.write(Data("checkpoint".utf8), to: first.partial.appendingPathComponent("state"))
        }
        let second = try StageDirectory(final: final, manifest: manifest())
        #expect(second.isResumed)
        #expect(FileManager.default.fileExists(atPath: second.partial.appendingPathComponent("state").path))
    }

    @Test func whatAKilledStageWasWritingDoesNotCount() throws {
        let digests = try [false, true].map { isKilled in
            let final = try scratch.folder("\(isKilled)").appendingPathComponent("stage")
            if isKilled {
                let first = try StageDirectory(final: final, manifest: manifest())
                let folder = first.partial.appendingPathComponent(".checkpoint.tmp")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                for name in [".text.17.tmp", ".checkpoint.tmp/half"] {
                    try Data("half".utf8).write(to: first.partial.appendingPathComponent(name))
                }
            }
            let second = try StageDirectory(final: final, manifest: manifest())
            try AtomicFile.write(Data("whole".utf8), to: second.partial.appendingPathComponent("text"))
            return try second.commit(metrics: [:]).output
        }
        #expect(digests[0] == digests[1])
    }

    @Test func changedInputsClearThePartialDirectory() throws {
        let final = scratch.url.appendingPathComponent("stage")
        do {
            let first = try StageDirectory(final: final, manifest: manifest())
            try AtomicFile.write(Data("checkpoint".utf8), to: first.partial.appendingPathComponent("state"))
        }
        let second = try StageDirectory(final: final, manifest: manifest(2))
        #expect(!second.isResumed)
        #expect(!FileManager.default.fileExists(atPath: second.partial.appendingPathComponent("state").path))
    }

    @Test func secondWriterIsRefused() throws {
        let final = scratch.url.appendingPathComponent("stage")
        let first = try StageDirectory(final: final, manifest: manifest())
        #expect(throws: ArtifactError.locked(path: final.path)) {
            _ = try StageDirectory(final: final, manifest: manifest())
        }
        _ = try first.commit(metrics: [:])
    }

    @Test func digestDependsOnPathsAndBytesButNotOnManifestOrMetrics() throws {
        let root = scratch.url
        try Data("a".utf8).write(to: root.appendingPathComponent("one"))
        let before = try Digest(ofTree: root, excluding: Manifest.undigested)
        try Data("{}".utf8).write(to: root.appendingPathComponent("metrics.jsonl"))
        #expect(try Digest(ofTree: root, excluding: Manifest.undigested) == before)
        try Data("b".utf8).write(to: root.appendingPathComponent("one"))
        #expect(try Digest(ofTree: root, excluding: Manifest.undigested) != before)
    }

    @Test func sha256MatchesThePublishedVector() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digest(of: "abc").hex == expected)
    }

    @Test func metricsLogDropsCutLinesAndThoseAfterTheCheckpoint() throws {
        let root = scratch.url
        do {
            let log = try MetricsLog(directory: root)
            for step in 1...5 { try log.append(["step": step]) }
        }
        let url = root.appendingPathComponent(MetricsLog.fileName)
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"step\": 6".utf8))
        try handle.close()
        _ = try MetricsLog(directory: root) { ($0["step"]?.double ?? 0) <= 3 }
        #expect(try MetricsLog.read(url).compactMap { $0["step"]?.double } == [1, 2, 3])
    }
}
