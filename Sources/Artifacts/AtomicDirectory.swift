import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Directories that a person names, written whole or not at all.
public enum AtomicDirectory {
    /// Calls `body` with an empty directory beside `url`, syncs what it wrote, and renames it to `url`.
    ///
    /// What is in the way stays: only an empty directory gives way by itself, and one that holds a file named `replacing`
    /// where the caller asks for it (so that no home directory is ever taken for an earlier output).
    ///
    /// - Throws: `ArtifactError.occupied`, `.diskFull`, `.system`, or what `body` throws; `url` is untouched then.
    public static func write(_ url: URL, replacing marker: String? = nil, _ body: (URL) throws -> Void) throws {
        let url = url.standardizedFileURL
        try checkPlace(url, marker)
        let parent = url.deletingLastPathComponent()
        let temporary = parent.appendingPathComponent(".\(url.lastPathComponent).\(getpid()).tmp")
        let former = parent.appendingPathComponent(".\(url.lastPathComponent).\(getpid()).former")
        do {
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        } catch {
            throw ArtifactError.system(
                operation: "create directory", path: temporary.path, reason: error.localizedDescription)
        }
        do {
            try body(temporary)
            try AtomicFile.syncTree(temporary)
            if FileManager.default.fileExists(atPath: url.path), rename(url.path, former.path) != 0 {
                throw ArtifactError.fromErrno("rename", url.path)
            }
            guard rename(temporary.path, url.path) == 0 else {
                let code = errno
                _ = rename(former.path, url.path)
                throw ArtifactError.fromErrno("rename", url.path, code)
            }
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw error
        }
        try AtomicFile.syncDirectory(parent)
        try? FileManager.default.removeItem(at: former)
    }

    private static func checkPlace(_ url: URL, _ marker: String?) throws {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        let inside = try? FileManager.default.contentsOfDirectory(atPath: url.path)
        if inside?.isEmpty == true { return }
        guard let marker else {
            throw ArtifactError.occupied(path: url.path, hint: "Name another directory, or replace it with --force.")
        }
        guard inside?.contains(marker) == true else {
            throw ArtifactError.occupied(
                path: url.path, hint: "It has no \(marker), so it is no earlier output and is not replaced.")
        }
    }
}
