import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// One stage's directory while it is being made.
///
/// The stage writes into `partial` (`.<stage>.partial` beside the final place). `commit` syncs everything, writes the
/// manifest and renames: a stage directory that exists is whole. A partial directory left by a killed process is
/// kept when it was begun from the same inputs, so that a stage that keeps checkpoints there goes on from the last one;
/// otherwise it is cleared. Files that a killed process was writing (`.….tmp`) are removed, since they would count in the
/// artifact's digest.
public final class StageDirectory: Sendable {
    /// Where the whole artifact will be.
    public let final: URL
    /// Where the stage writes.
    public let partial: URL
    /// Whether `partial` holds work of an earlier attempt from the same inputs.
    public let isResumed: Bool
    private let manifest: Manifest
    private let secondsBefore: Double
    private let lock: Int32

    /// Opens the directory for a stage about to run.
    ///
    /// - Throws: `ArtifactError.locked` when another process is at it, `.diskFull`, `.system`.
    public init(final: URL, manifest: Manifest) throws {
        let parent = final.deletingLastPathComponent()
        let name = final.lastPathComponent
        let partial = Self.partial(of: final)
        try Self.makeDirectory(parent)
        let lockPath = parent.appendingPathComponent(".\(name).lock").path
        let lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else { throw ArtifactError.fromErrno("create", lockPath) }
        do {
            guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw ArtifactError.locked(path: final.path) }
            let earlier = try? Manifest(directory: partial)
            isResumed = earlier?.matches(manifest) ?? false
            secondsBefore = isResumed ? Self.secondsSpent(in: partial, since: earlier?.started) : 0
            if !isResumed {
                try? FileManager.default.removeItem(at: partial)
                try Self.makeDirectory(partial)
                try manifest.write(to: partial)
            } else {
                try Self.removeTemporaries(in: partial)
            }
        } catch {
            close(lock)
            throw error
        }
        self.final = final
        self.partial = partial
        self.manifest = manifest
        self.lock = lock
    }

    deinit { close(lock) }

    /// Finishes the stage: syncs, writes the manifest with its metrics, and puts the directory in its final place.
    ///
    /// A former artifact in that place is replaced.
    public func commit(metrics: [String: JSONValue]) throws -> Manifest {
        var manifest = manifest
        manifest.metrics = metrics
        manifest.seconds = secondsBefore + Date().timeIntervalSince(manifest.started)
        manifest.output = try Digest(ofTree: partial, excluding: Manifest.undigested)
        try manifest.write(to: partial)
        try AtomicFile.syncTree(partial)
        let parent = final.deletingLastPathComponent()
        let former = parent.appendingPathComponent(".\(final.lastPathComponent).former")
        try? FileManager.default.removeItem(at: former)
        if FileManager.default.fileExists(atPath: final.path) {
            guard rename(final.path, former.path) == 0 else { throw ArtifactError.fromErrno("rename", final.path) }
        }
        guard rename(partial.path, final.path) == 0 else { throw ArtifactError.fromErrno("rename", final.path) }
        try AtomicFile.syncDirectory(parent)
        try? FileManager.default.removeItem(at: former)
        unlink(parent.appendingPathComponent(".\(final.lastPathComponent).lock").path)
        return manifest
    }

    /// Where a stage writes until it has ended, given its final place.
    public static func partial(of final: URL) -> URL {
        final.deletingLastPathComponent().appendingPathComponent(".\(final.lastPathComponent).partial")
    }

    /// The manifest of a finished stage if it was made from the same inputs, else nil.
    public static func finished(at final: URL, matching manifest: Manifest) -> Manifest? {
        guard let found = try? Manifest(directory: final), found.matches(manifest) else { return nil }
        return found
    }

    /// Time that earlier attempts worked: from their beginning to the last write in the partial directory.
    private static func secondsSpent(in partial: URL, since start: Date?) -> Double {
        guard let start, let files = try? AtomicFile.files(below: partial) else { return 0 }
        let times = files.compactMap {
            try? FileManager.default.attributesOfItem(atPath: partial.appendingPathComponent($0).path)[
                .modificationDate]
                as? Date
        }
        return max(0, times.max()?.timeIntervalSince(start) ?? 0)
    }

    private static func removeTemporaries(in directory: URL) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory.path) {
            let name = (path as NSString).lastPathComponent
            guard name.hasPrefix("."), name.hasSuffix(".tmp") else { continue }
            try? FileManager.default.removeItem(at: directory.appendingPathComponent(path))
        }
    }

    private static func makeDirectory(_ url: URL) throws {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            throw ArtifactError.diskFull(path: url.path)
        } catch {
            throw ArtifactError.system(
                operation: "create directory", path: url.path, reason: error.localizedDescription)
        }
    }
}
