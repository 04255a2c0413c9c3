import Artifacts
import Foundation
import Transformer

/// Checkpoints of a run that is under way: parameters, moments and progress, enough to go on exactly.
///
/// `checkpoint-<step>/` is written under a temporary name, synced and renamed; only then are older ones removed, by being
/// renamed first. `best-<step>.safetensors` is written likewise, and kept as long as a checkpoint names it. So a run killed
/// at any moment finds a whole checkpoint with its best model, or none; a newest one that the disk has damaged is passed over.
/// What lies about under a name `.….tmp` was cut short.
package struct TrainingCheckpoint {
    private struct State: Codable {
        var progress: TrainingProgress
        var optimizerStep: Int
        var parameters: Digest
        var moments: Digest
    }

    package let directory: URL
    /// How many of the newest are kept.
    let kept: Int

    /// The checkpoints in a directory, of which the newest are kept.
    package init(directory: URL, kept: Int) {
        self.directory = directory
        self.kept = kept
    }

    /// Writes a checkpoint and removes all but the newest.
    package func save(_ model: LanguageModel, _ optimizer: Optimizer, _ progress: TrainingProgress) throws {
        let temporary = directory.appendingPathComponent(".checkpoint.tmp")
        try? FileManager.default.removeItem(at: temporary)
        do {
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        } catch {
            throw TransformerError.cannotWrite(
                path: temporary.path, reason: error.localizedDescription,
                diskFull: (error as? CocoaError)?.code == .fileWriteOutOfSpace)
        }
        let parameters = temporary.appendingPathComponent(Self.parametersName)
        let moments = temporary.appendingPathComponent(Self.momentsName)
        try Checkpoint.saveParameters(of: model, to: parameters)
        try SafetensorsFile.write(optimizer.state.map { ($0.name, $0.tensor) }, metadata: [:], to: moments)
        try AtomicFile.writeJSON(
            State(
                progress: progress, optimizerStep: optimizer.step, parameters: Digest(ofFile: parameters),
                moments: Digest(ofFile: moments)),
            to: temporary.appendingPathComponent("state.json"))
        try AtomicFile.syncTree(temporary)
        // One that is there already is damaged: the run went on from an older one.
        remove(progress.step)
        do {
            try FileManager.default.moveItem(at: temporary, to: place(progress.step))
        } catch {
            throw ArtifactError.system(
                operation: "rename", path: place(progress.step).path, reason: error.localizedDescription)
        }
        try AtomicFile.syncDirectory(directory)
        for step in steps.dropLast(kept) { remove(step) }
        removeBest(but: progress.best)
    }

    /// Writes the parameters as those of the best model so far.
    func saveBest(_ model: LanguageModel, step: Int, bitsPerByte: Double) throws -> TrainingProgress.Best {
        let file = bestFile(step)
        try Checkpoint.saveParameters(of: model, to: file)
        try AtomicFile.syncDirectory(directory)
        let best = TrainingProgress.Best(step: step, bitsPerByte: bitsPerByte, digest: try Digest(ofFile: file))
        removeBest(but: best)
        return best
    }

    /// Fills a model's parameters with those of the best one.
    ///
    /// - Throws: `TrainingError.badCheckpoint` when its file is damaged.
    func load(_ best: TrainingProgress.Best, into model: LanguageModel) throws {
        guard isWhole(best) else {
            throw TrainingError.badCheckpoint(path: bestFile(best.step).path, reason: "its digest does not fit it")
        }
        try Checkpoint.loadParameters(of: model, fromFile: bestFile(best.step))
    }

    /// The progress of the newest whole checkpoint; nil when there is none.
    ///
    /// - Throws: `TrainingError.badCheckpoint` when there are checkpoints but none is whole.
    package func newest() throws -> TrainingProgress? {
        for step in steps.reversed() {
            guard let state = state(step), state.progress.step == step,
                (try? Digest(ofFile: parameters(step))) == state.parameters,
                (try? Digest(ofFile: moments(step))) == state.moments, state.progress.best.map(isWhole) ?? true
            else { continue }
            return state.progress
        }
        if let newest = steps.last {
            throw TrainingError.badCheckpoint(path: place(newest).path, reason: "its digests do not fit its files")
        }
        return nil
    }

    /// Goes on from the checkpoint of one step and forgets those after it; nil, and all are forgotten, when the step is 0.
    ///
    /// - Throws: `TrainingError.badCheckpoint` when that checkpoint is not there.
    package func restore(_ step: Int, _ model: LanguageModel, _ optimizer: Optimizer) throws -> TrainingProgress? {
        for later in steps where later > step { remove(later) }
        return step > 0 ? try load(step, model, optimizer) : nil
    }

    /// Fills a model and an optimizer from the checkpoint of one step.
    ///
    /// - Throws: `TrainingError.badCheckpoint` when that checkpoint is not there.
    func load(_ step: Int, _ model: LanguageModel, _ optimizer: Optimizer) throws -> TrainingProgress {
        guard let state = state(step) else {
            throw TrainingError.badCheckpoint(
                path: place(step).path, reason: "other ranks go on from it, but it is missing")
        }
        try Checkpoint.loadParameters(of: model, fromFile: parameters(step))
        try optimizer.restore(step: state.optimizerStep, from: SafetensorsFile(moments(step)))
        return state.progress
    }

    /// Removes all checkpoints, the newest last, then the best model, which they name: the run has ended.
    package func removeAll() {
        for step in steps { remove(step) }
        for step in numbers("best-", ".safetensors") { try? FileManager.default.removeItem(at: bestFile(step)) }
    }

    // MARK: Files

    /// Removes a checkpoint at once, and its files then: half of one would look damaged.
    private func remove(_ step: Int) {
        let doomed = directory.appendingPathComponent(".removed.tmp")
        try? FileManager.default.removeItem(at: doomed)
        try? FileManager.default.moveItem(at: place(step), to: doomed)
        try? FileManager.default.removeItem(at: doomed)
    }

    /// Removes best models but for one, and those that checkpoints name.
    private func removeBest(but best: TrainingProgress.Best?) {
        let named = Set(steps.map { state($0)?.progress.best?.step } + [best?.step])
        for step in numbers("best-", ".safetensors") where !named.contains(step) {
            try? FileManager.default.removeItem(at: bestFile(step))
        }
    }

    private func state(_ step: Int) -> State? {
        FileManager.default.contents(atPath: place(step).appendingPathComponent("state.json").path).flatMap {
            try? ForeignJSONDecoder().decode(State.self, from: $0)
        }
    }

    private func isWhole(_ best: TrainingProgress.Best) -> Bool {
        (try? Digest(ofFile: bestFile(best.step))) == best.digest
    }

    private static let parametersName = "parameters.safetensors"
    private static let momentsName = "moments.safetensors"
    private func parameters(_ step: Int) -> URL { place(step).appendingPathComponent(Self.parametersName) }
    private func moments(_ step: Int) -> URL { place(step).appendingPathComponent(Self.momentsName) }
    private func place(_ step: Int) -> URL { directory.appendingPathComponent("checkpoint-\(step)") }
    private func bestFile(_ step: Int) -> URL { directory.appendingPathComponent("best-\(step).safetensors") }
    private var steps: [Int] { numbers("checkpoint-", "") }

    /// The numbers in names of this form, in order.
    private func numbers(_ prefix: String, _ suffix: String) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
            return Int(name.dropFirst(prefix.count).dropLast(suffix.count))
        }.sorted()
    }
}
