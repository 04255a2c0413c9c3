import Artifacts
import Foundation
import Transformer

/// Checkpoints of a run that is under way: parameters, moments and the step, enough to go on exactly.
///
/// `checkpoint-<step>/` is written under a temporary name, synced and renamed; all but the two newest are removed only then. A
/// killed run therefore always finds a whole one, or none; a newest one that the disk has damaged is passed over.
struct TrainingCheckpoint {
    private struct State: Codable {
        var step: Int
        var parameters: Digest
        var moments: Digest
    }

    let directory: URL

    /// Writes a checkpoint and removes all but the two newest.
    func save(_ model: LanguageModel, _ optimizer: Optimizer) throws {
        let final = directory.appendingPathComponent("checkpoint-\(optimizer.step)")
        let temporary = directory.appendingPathComponent(".checkpoint.tmp")
        try? FileManager.default.removeItem(at: temporary)
        do {
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        } catch {
            throw TransformerError.cannotWrite(
                path: temporary.path, reason: error.localizedDescription,
                diskFull: (error as? CocoaError)?.code == .fileWriteOutOfSpace)
        }
        let parameters = temporary.appendingPathComponent("parameters.safetensors")
        let moments = temporary.appendingPathComponent("moments.safetensors")
        try Checkpoint.saveParameters(of: model, to: parameters)
        try SafetensorsFile.write(optimizer.state.map { ($0.name, $0.tensor) }, metadata: [:], to: moments)
        try AtomicFile.writeJSON(
            State(step: optimizer.step, parameters: Digest(ofFile: parameters), moments: Digest(ofFile: moments)),
            to: temporary.appendingPathComponent("state.json"))
        try AtomicFile.syncTree(temporary)
        try? FileManager.default.removeItem(at: final)
        do {
            try FileManager.default.moveItem(at: temporary, to: final)
        } catch {
            throw ArtifactError.system(operation: "rename", path: final.path, reason: error.localizedDescription)
        }
        try AtomicFile.syncDirectory(directory)
        for step in steps.dropLast(2) { remove(step) }
    }

    /// Goes on from the newest whole checkpoint; returns its step, 0 when there is none.
    ///
    /// - Throws: `TrainingError.badCheckpoint` when there are checkpoints but none is whole.
    func restore(_ model: LanguageModel, _ optimizer: Optimizer) throws -> Int {
        for step in steps.reversed() {
            let place = directory.appendingPathComponent("checkpoint-\(step)")
            let parameters = place.appendingPathComponent("parameters.safetensors")
            let moments = place.appendingPathComponent("moments.safetensors")
            guard let data = FileManager.default.contents(atPath: place.appendingPathComponent("state.json").path),
                let state = try? JSONDecoder().decode(State.self, from: data), state.step == step,
                (try? Digest(ofFile: parameters)) == state.parameters, (try? Digest(ofFile: moments)) == state.moments
            else { continue }
            try Checkpoint.loadParameters(of: model, fromFile: parameters)
            try optimizer.restore(step: step, from: SafetensorsFile(moments))
            return step
        }
        if let newest = steps.last {
            throw TrainingError.badCheckpoint(
                path: directory.appendingPathComponent("checkpoint-\(newest)").path,
                reason: "its digests do not fit its files")
        }
        return 0
    }

    /// Removes all checkpoints: the run has ended.
    func removeAll() {
        for step in steps { remove(step) }
        try? FileManager.default.removeItem(at: directory.appendingPathComponent(".checkpoint.tmp"))
    }

    private func remove(_ step: Int) {
        try? FileManager.default.removeItem(at: directory.appendingPathComponent("checkpoint-\(step)"))
    }

    private var steps: [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return names.compactMap { $0.hasPrefix("checkpoint-") ? Int($0.dropFirst(11)) : nil }.sorted()
    }
}
