import Foundation
import SwiftletTesting
import Testing

/// The command itself, as a person starts it.
@Suite(.serialized)
struct SmokeTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("swiftlet")
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    func run(_ arguments: [String], home: URL) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = Self.root
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFTLET_HOME": home.path]) { $1 }
        return try ScratchFolder.with { folder in
            let (out, err) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
            for file in [out, err] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
            process.standardOutput = try FileHandle(forWritingTo: out)
            process.standardError = try FileHandle(forWritingTo: err)
            try process.run()
            process.waitUntilExit()
            return (
                process.terminationStatus, try String(contentsOf: out, encoding: .utf8),
                try String(contentsOf: err, encoding: .utf8)
            )
        }
    }

    private func digest(_ home: URL, _ stage: String) throws -> String {
        let data = try Data(contentsOf: home.appendingPathComponent("runs/smoke/\(stage)/manifest.json"))
        return try #require((JSONSerialization.jsonObject(with: data) as? [String: Any])?["output"] as? String)
    }

    @Test func smokeRecipeWalksEveryStageAndAgainKeepsAll() throws {
        let (one, two) = try (scratch.folder("one"), scratch.folder("two"))
        let first = try run(["run", "recipes/smoke.yaml", "--threads", "2"], home: one)
        #expect(first.status == 0, "\(first.errors.suffix(2000))")
        let stages = [
            "web", "data", "index", "tokenizer", "tokens", "pretrain", "sft", "probe", "assistant", "exam", "think",
            "practice", "imitate", "play", "write", "reward", "rlhf", "eval",
        ]
        for stage in stages { #expect(first.output.contains(stage)) }
        let again = try run(["run", "recipes/smoke.yaml"], home: one)
        #expect(again.status == 0 && again.errors.contains("pretrain is there already"))
        #expect(try run(["run", "recipes/smoke.yaml", "--threads", "1"], home: two).status == 0)
        for stage in stages {
            #expect(try digest(one, stage) == digest(two, stage), "\(stage) depends on the threads")
        }
        let completion = try run(["complete", "smoke", "The", "--max-tokens", "5", "--temperature", "0"], home: one)
        #expect(completion.status == 0 && completion.output.hasPrefix("The"))
        try watchesTheRun(in: one)
        try inspectsConversations(of: "smoke", home: one)
        try solvesInSeveralWays(in: one)
        try modelCommandsAgree(about: "smoke", home: one)
    }

    /// Curves and one update of a run that has ended; both leave its artifacts as they are.
    private func watchesTheRun(in home: URL) throws {
        let before = try digest(home, "pretrain")
        let picture = home.appendingPathComponent("report.svg")
        let report = try run(["run", "report", "smoke", "--output", picture.path], home: home)
        #expect(report.status == 0 && report.output.contains("bits/byte"), "\(report.errors)")
        #expect(try String(contentsOf: picture, encoding: .utf8).contains("Samples along the way"))
        #expect(
            try run(["run", "report", "smoke", "--stage", "web", "--output", picture.path], home: home).status == 66)
        #expect(try run(["run", "report", "other", "--output", picture.path], home: home).status == 66)
        let explain = ["pretrain", "recipes/smoke.yaml", "--explain-step"]
        let first = try run(explain + ["7", "--positions", "3"], home: home)
        #expect(first.status == 0 && first.output.contains("253 more places"), "\(first.errors)")
        // Every other update of this recipe begins with a window of random tokens to copy; the ninth with text.
        let trained = try run(explain + ["9", "--from-model", "smoke", "--json"], home: home)
        let object = try JSONSerialization.jsonObject(with: Data(trained.output.utf8)) as? [String: Any]
        let (low, high) = (
            try #require(object?["meanBefore"] as? Double), try #require(object?["meanAfter"] as? Double)
        )
        // Ten times the chance of one symbol of 1,024.
        #expect(low > 10.0 / 1024 && high > low)
        #expect(try run(explain + ["103"], home: home).status == 65)
        #expect(try run(["pretrain", "recipes/smoke.yaml", "--from-model", "smoke"], home: home).status == 64)
        #expect(try digest(home, "pretrain") == before)
        #expect(try run(["run", "recipes/smoke.yaml"], home: home).errors.contains("pretrain is there already"))
    }

    /// What was trained on, token by token.
    private func inspectsConversations(of name: String, home: URL) throws {
        let shown = try run(["sft", "inspect", name, "--conversation", "1"], home: home)
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(shown.output.hasPrefix("<|endoftext|>|<|") && shown.output.contains("[<|end|>]"))
        #expect(shown.output.contains("827 records read, 827 conversations kept, nothing dropped"))
        let json = try run(["sft", "inspect", name, "--json"], home: home).output
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect((object?["counts"] as? [String: Any])?["examples"] as? Int == 827)
        let file = home.appendingPathComponent("set.jsonl")
        try Data(#"{"instruction": "a\u001b[1m", "output": "b"}"#.utf8).write(to: file)
        let bytes = try run(["sft", "inspect", file.path, "--ids"], home: home)
        #expect(bytes.status == 0 && bytes.output.contains("256  <|endoftext|>"), "\(bytes)")
        #expect(!bytes.output.contains("\u{1B}") && bytes.output.contains("alpaca"))
        try Data("\n{".utf8).write(to: file)
        let wrong = try run(["sft", "inspect", file.path, "--format", "alpaca"], home: home)
        #expect(wrong.status == 65 && wrong.errors.contains("line 2"))
        for (arguments, status) in [
            (["nothing"], Int32(66)), ([name, "--conversation", "901"], 64), ([name, "--protocol", "morse"], 64),
            ([name, "--protocol", "harmony"], 65),
        ] { #expect(try run(["sft", "inspect"] + arguments, home: home).status == status, "\(arguments)") }
    }

    /// What practice chooses from: problems solved at once, in larger steps and in smaller ones.
    private func solvesInSeveralWays(in home: URL) throws {
        let file = home.appendingPathComponent("runs/smoke/think/conversations.jsonl")
        let solved = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let messages = object?["messages"] as? [[String: Any]]
            return messages?.first?["content"] as? String == "Solve the problem." ? messages?.last : nil
        }
        let thoughts = solved.compactMap { $0["reasoning_content"] as? String }
        let sums = thoughts.map { $0.count { $0 == "=" } }.filter { $0 > 0 }
        #expect(solved.count == 60 && (20...40).contains(thoughts.count))
        #expect(sums.contains(1) && sums.contains { $0 > 3 })
    }

    /// Whatever is written in halves and shards is the model that was there.
    private func modelCommandsAgree(about name: String, home: URL) throws {
        let (output, trace) = (home.appendingPathComponent("exported").path, home.appendingPathComponent("t.json").path)
        let inspected = try run(["model", "inspect", name, "--json"], home: home)
        let described = try JSONSerialization.jsonObject(with: Data(inspected.output.utf8)) as? [String: Any]
        let parameters = try #require(described?["parameters"] as? Int)
        let exported = try run(
            ["model", "export", name, output, "--type", "f16", "--shard-size", "300KB"], home: home)
        #expect(
            exported.status == 0
                && exported.output.hasPrefix("\(parameters) parameters, \(2 * parameters) bytes of F16"))
        #expect(try run(["model", "convert", name, output], home: home).status == 73, "an output was overwritten")
        let traced = try run(["model", "trace", output, "--text", "The", "--output", trace], home: home)
        #expect(traced.status == 0 && traced.output.contains("blocks.1.attention.weights"))
        let values = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: trace)))
        #expect(((values as? [String: Any])?["values"] as? [Any])?.count ?? 0 > 20)
    }

    @Test func killedRunEndsWithTheSameBytes() throws {
        let (whole, killed) = try (scratch.folder("whole"), scratch.folder("killed"))
        #expect(try run(["run", "recipes/smoke.yaml"], home: whole).status == 0)
        for (seconds, signal) in [(0.7, SIGKILL), (4, SIGTERM), (9, SIGKILL)] {
            let process = Process()
            process.executableURL = Self.program
            // On one thread, where long work could keep a polite end from being heard.
            process.arguments = ["run", "recipes/smoke.yaml", "--threads", "1"]
            process.currentDirectoryURL = Self.root
            process.environment = ProcessInfo.processInfo.environment.merging(["SWIFTLET_HOME": killed.path]) { $1 }
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: seconds)
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            #expect(process.terminationStatus == (signal == SIGTERM ? 130 : SIGKILL))
        }
        #expect(try run(["run", "recipes/smoke.yaml"], home: killed).status == 0)
        for stage in ["pretrain", "sft", "assistant", "exam", "practice", "eval"] {
            #expect(try digest(whole, stage) == digest(killed, stage))
        }
    }

    @Test func wrongInputEndsWithOneClearErrorAndTheRightCode() throws {
        let home = scratch.url
        let recipe = home.appendingPathComponent("wrong.yaml")
        try Data("web:\n  pagse: 100\n".utf8).write(to: recipe)
        for (arguments, status, part) in [
            (["run", recipe.path], Int32(64), "Did you mean 'pages'?"),
            (["run", "nowhere.yaml"], 66, "there is no recipe"),
            (["run", "recipes/prose.yaml", "--source", home.path + "/none"], 66, "does not exist"),
            (["chat", "nothing"], 66, "there is no model 'nothing'"), (["walk"], 64, "swiftlet"),
            (["model", "trace", "nothing", "--tokens", "1"], 66, "there is no model 'nothing'"),
            (["model", "trace", "nothing"], 64, "--tokens"),
            (["model", "convert", "nothing", "x", "--type", "f8"], 64, "f16"),
            (["bench", "train", "--heads", "0"], 64, "positive"),
        ] {
            let result = try run(arguments, home: home)
            #expect(result.status == status && result.errors.contains(part), "\(arguments): \(result)")
        }
        let empty = home.appendingPathComponent("empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        #expect(try run(["run", "recipes/prose.yaml", "--source", empty.path], home: home).status == 66)
    }

    @Test func warmTrainingAllocatesNothingAndRecomputationSavesMemory() throws {
        func bench(_ more: [String]) throws -> (peak: Int, grown: Int) {
            let small = "bench train --vocab 300 --context 64 --layers 4 --width 64 --heads 4 --batch 16 --steps 6"
            let result = try run(small.split(separator: " ").map(String.init) + more, home: scratch.url)
            let line = try #require(result.output.split(separator: "\n").last)
            let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return (try #require(fields?["peak_bytes"] as? Int), try #require(fields?["grown_bytes"] as? Int))
        }
        let (remembered, recomputed) = (try bench([]), try bench(["--recompute"]))
        #expect(remembered.grown == 0 && recomputed.grown == 0)
        #expect(recomputed.peak < remembered.peak * 3 / 4)
    }

    @Test func helpNamesEveryVerb() throws {
        let help = try run(["--help"], home: scratch.url)
        #expect(help.status == 0)
        for verb in [
            "run", "data", "tokenizer", "pretrain", "sft", "probe", "complete", "chat", "serve", "eval", "model",
            "bench", "plan", "doctor",
        ] {
            #expect(help.output.contains("  \(verb)"))
        }
        #expect(try run(["doctor"], home: scratch.url).output.contains("instruction sets"))
    }
}
