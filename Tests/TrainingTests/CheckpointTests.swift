import Artifacts
import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

/// Whatever a killed run leaves behind, the same command ends with the same bytes.
struct CheckpointTests {
    /// A run whose rate grows until it spoils the model: an early one is the best.
    private struct Run {
        let fixture: TrainingFixture
        let data: WindowData
        let validation: BitsPerByte
        let settings: Trainer.Settings

        init(_ fixture: TrainingFixture, keep: Trainer.Settings.Keep) throws {
            self.fixture = fixture
            data = try WindowData(fixture.shard, context: 32, batch: 2, steps: 16, seed: 5)
            validation = BitsPerByte(
                fixture.shard, bytesPerToken: [Int](repeating: 1, count: 300), context: 32, windows: 8)
            var settings = fixture.settings(16, checkpointSeconds: 0)
            settings.schedule = Schedule(rate: 0.2, steps: 16, warmup: 16, decayShare: 0)
            settings.clip = 1000
            settings.validationEvery = 2
            settings.keep = keep
            self.settings = settings
        }

        func trainer(_ model: LanguageModel, in directory: URL) -> Trainer {
            Trainer(model, data, settings, directory: directory, validation: validation)
        }
    }

    private let fixture: TrainingFixture

    init() throws { fixture = try TrainingFixture() }

    private func names(_ directory: URL, _ prefix: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasPrefix(prefix) })
    }

    @Test func newestAndBestAreKeptAndOneOfThemIsTheModel() throws {
        var bits: [Int: Double] = [:]
        for keep in Trainer.Settings.Keep.allCases {
            let run = try Run(fixture, keep: keep)
            let model = LanguageModel.tiny(.f32)
            let directory = try fixture.directory(keep.rawValue)
            let trainer = run.trainer(model, in: directory)
            try trainer.run { bits[$0.step] = $0.validationBitsPerByte }
            let best = try #require(bits.min { $0.value < $1.value })
            let last = try #require(bits[16])
            #expect(best.key < 16 && best.value < last)
            #expect(trainer.progress.best?.step == best.key && trainer.progress.best?.bitsPerByte == best.value)
            #expect(run.validation.evaluate(model) == (keep == .best ? best.value : last))
            #expect(try names(directory, "checkpoint-") == ["checkpoint-15", "checkpoint-16"])
            #expect(try names(directory, "best-") == ["best-\(best.key).safetensors"])
            trainer.removeCheckpoints()
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["metrics.jsonl"])
        }
    }

    /// What may be found after a kill, made from a copy of the directory between an update and its checkpoint.
    private enum Accident: CaseIterable {
        case betweenUpdates, amidCheckpoint, beforeRename, amidBest, amidRemoval, betweenRemovals, allRemovedButBest

        func happen(in directory: URL, newest: Int) throws {
            let manager = FileManager.default
            let checkpoint = directory.appendingPathComponent("checkpoint-\(newest)")
            let half = directory.appendingPathComponent(".checkpoint.tmp")
            switch self {
            case .betweenUpdates: break
            case .amidCheckpoint:
                try manager.createDirectory(at: half, withIntermediateDirectories: true)
                try Data("half".utf8).write(to: half.appendingPathComponent("parameters.safetensors"))
            case .beforeRename: try manager.moveItem(at: checkpoint, to: half)
            case .amidBest: try Data("half".utf8).write(to: directory.appendingPathComponent(".best-8.safetensors.tmp"))
            case .amidRemoval:
                let doomed = directory.appendingPathComponent(".removed.tmp")
                try manager.moveItem(at: directory.appendingPathComponent("checkpoint-\(newest - 1)"), to: doomed)
                try manager.removeItem(at: doomed.appendingPathComponent("state.json"))
            case .betweenRemovals:
                try manager.removeItem(at: directory.appendingPathComponent("checkpoint-\(newest - 1)"))
            case .allRemovedButBest:
                for step in [newest - 1, newest] {
                    try manager.removeItem(at: directory.appendingPathComponent("checkpoint-\(step)"))
                }
            }
        }
    }

    @Test func killedAtAnyMomentEndsTheSame() throws {
        let run = try Run(fixture, keep: .best)
        let whole = LanguageModel.tiny(.f32)
        let directory = try fixture.directory("whole")
        let trainer = run.trainer(whole, in: directory)
        var outcomes: [[String]] = []
        func copy(_ step: Int) -> URL { fixture.folder.appendingPathComponent("killed-\(step)") }
        try trainer.run { record in
            outcomes.append(record.outcome)
            guard record.step > 2 else { return }
            // Recorded rather than thrown, since reports do not throw.
            #expect(throws: Never.self) { try FileManager.default.copyItem(at: directory, to: copy(record.step)) }
        }
        for step in 3...16 {
            let accident = Accident.allCases[step % Accident.allCases.count]
            try accident.happen(in: copy(step), newest: step - 1)
            let model = LanguageModel.tiny(.f32)
            let resumed = run.trainer(model, in: copy(step))
            var rest: [[String]] = []
            try resumed.run { rest.append($0.outcome) }
            #expect(rest == outcomes.suffix(rest.count), "\(accident) at update \(step)")
            #expect(model.numbers == whole.numbers, "\(accident) at update \(step)")
            #expect(resumed.progress == trainer.progress, "\(accident) at update \(step)")
        }
    }

    @Test func damagedCheckpointIsPassedOver() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 2, steps: 4, seed: 5)
        let model = LanguageModel.tiny()
        let directory = try fixture.directory("run")
        try Trainer(model, data, fixture.settings(4, checkpointSeconds: 0), directory: directory).run()
        let file = directory.appendingPathComponent("checkpoint-4/moments.safetensors")
        try Data(contentsOf: file).dropLast(10).write(to: file)
        let again = LanguageModel.tiny()
        try Trainer(again, data, fixture.settings(4, checkpointSeconds: 0), directory: directory).run()
        #expect(again.numbers == model.numbers)
        for name in try names(directory, "checkpoint-") {
            try Data("x".utf8).write(to: directory.appendingPathComponent("\(name)/moments.safetensors"))
        }
        #expect(throws: TrainingError.self) {
            try Trainer(again, data, fixture.settings(4), directory: directory).run()
        }
    }

    @Test func damagedBestModelIsNamed() throws {
        let run = try Run(fixture, keep: .best)
        let directory = try fixture.directory("run")
        let trainer = run.trainer(.tiny(.f32), in: directory)
        try trainer.run()
        let best = try #require(trainer.progress.best)
        try Data("x".utf8).write(to: directory.appendingPathComponent("best-\(best.step).safetensors"))
        #expect(throws: TrainingError.self) { try run.trainer(.tiny(.f32), in: directory).run() }
    }

    @Test func runKilledAfterItsLastUpdateStillReportsIt() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 2, steps: 3, seed: 5)
        let directory = try fixture.directory("run")
        let model = LanguageModel.tiny()
        let last = try Trainer(model, data, fixture.settings(3, checkpointSeconds: 0), directory: directory).run()
        #expect(try Trainer(model, data, fixture.settings(3), directory: directory).run() == last)
    }
}
