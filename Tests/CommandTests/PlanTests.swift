import Foundation
import SwiftletTesting
import Testing

extension SmokeTests {
    private func object(_ output: String) throws -> [String: Any] {
        let last = try #require(output.split(separator: "\n").last)
        return try #require(JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    }

    /// Another process for each run, since the allocator counts all tensors of a process.
    @Test(arguments: [
        ["--arch", "qwen3", "--vocab", "512", "--context", "64", "--batch", "16", "--optimizer", "adamw"],
        ["--arch", "gpt2", "--vocab", "3000", "--context", "32", "--batch", "64", "--optimizer", "muon"],
        ["--arch", "llama", "--vocab", "300", "--context", "128", "--batch", "4", "--precision", "f32"],
        ["--arch", "qwen2", "--vocab", "9000", "--context", "64", "--batch", "2", "--precision", "bf16"],
    ])
    func plannedPeakMemoryIsThatOfATraining(shape: [String]) throws {
        let network = shape + ["--layers", "2", "--width", "128", "--heads", "2"]
        let optimizer = shape.contains("--optimizer") ? [] : ["--optimizer", "adamw"]
        let plan = try run(["plan"] + network + optimizer + ["--no-probe", "--json"], home: scratch.url)
        let bench = try run(
            ["bench", "train", "--steps", "3", "--threads", "1"] + network + optimizer, home: scratch.url)
        #expect(plan.status == 0 && bench.status == 0, "\(plan.errors) \(bench.errors)")
        let memory = try #require(object(plan.output)["memory"] as? [String: Any])
        let planned = try #require(memory["peak_bytes"] as? Double)
        let measured = try #require(object(bench.output)["peak_bytes"] as? Double)
        #expect(abs(planned / measured - 1) < 0.1, "planned \(planned), measured \(measured)")
    }

    @Test func planTellsTheStoryOfGPT2() throws {
        let plan = try run(["plan", "--preset", "gpt2-xl", "--no-probe"], home: scratch.url)
        #expect(plan.status == 0)
        for part in ["1557611200", "100 B", "40000", "600", "8×H100"] { #expect(plan.output.contains(part), "\(part)") }
    }

    @Test func planOfARecipeTakesItsNumbers() throws {
        let plan = try object(run(["plan", "recipes/tiny.yaml", "--no-probe", "--json"], home: scratch.url).output)
        #expect(plan["tokens"] as? Int == 5_000_000 && plan["batch"] as? Int == 16)
        #expect(plan["parameters_total"] as? Int == 4_721_408 && plan["optimizer"] as? String == "muon")
    }

    @Test func wrongPlansEndWithUsage() throws {
        for arguments in [
            ["--heads", "0"], ["--width", "100", "--heads", "3"], ["--depth", "4", "--preset", "gpt2"],
        ] {
            #expect(try run(["plan", "--no-probe"] + arguments, home: scratch.url).status == 64, "\(arguments)")
        }
        #expect(try run(["plan", "nowhere.yaml", "--no-probe"], home: scratch.url).status == 66)
    }
}
