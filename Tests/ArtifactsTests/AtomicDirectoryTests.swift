import Artifacts
import Foundation
import SwiftletTesting
import Testing

struct AtomicDirectoryTests {
    private struct Failure: Error {}

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func put(_ text: String, _ folder: URL) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent("config.json"))
    }

    @Test func failureLeavesNothingBehind() throws {
        try ScratchFolder.with { folder in
            #expect(throws: Failure.self) {
                try AtomicDirectory.write(folder.appendingPathComponent("a/b")) {
                    try put("new", $0)
                    throw Failure()
                }
            }
            let left = try names(folder.appendingPathComponent("a"))
            #expect(left == [])
        }
    }

    @Test func whatIsInTheWayStaysUnlessItIsAnEarlierOutput() throws {
        try ScratchFolder.with { folder in
            let place = folder.appendingPathComponent("model")
            let content = { try String(contentsOf: place.appendingPathComponent("config.json"), encoding: .utf8) }
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try AtomicDirectory.write(place) { try put("first", $0) }
            #expect(throws: ArtifactError.self) { try AtomicDirectory.write(place) { try put("second", $0) } }
            #expect(throws: ArtifactError.self) {
                try AtomicDirectory.write(place, replacing: "another.json") { try put("second", $0) }
            }
            #expect(throws: Failure.self) {
                try AtomicDirectory.write(place, replacing: "config.json") { _ in throw Failure() }
            }
            #expect(try content() == "first")
            try AtomicDirectory.write(place, replacing: "config.json") { try put("second", $0) }
            #expect(try content() == "second")
            #expect(try names(folder) == ["model"])
            #expect(throws: ArtifactError.self) {
                try AtomicDirectory.write(place.appendingPathComponent("config.json"), replacing: "config.json") { _ in
                }
            }
        }
    }
}
