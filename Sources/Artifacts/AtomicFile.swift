import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Files that are either the old whole one or the new whole one, never something between.
public enum AtomicFile {
    /// Writes `data` beside `url` under a temporary name, syncs it, and renames it over `url`.
    ///
    /// - Throws: `ArtifactError.diskFull` or `.system`; the former content of `url` is untouched then.
    public static func write(_ data: Data, to url: URL) throws {
        let temporary = url.deletingLastPathComponent()
            .appendingPathComponent(".\(url.lastPathComponent).\(getpid()).tmp")
        do {
            try writeSynced(data, to: temporary)
            guard rename(temporary.path, url.path) == 0 else { throw ArtifactError.fromErrno("rename", url.path) }
            try syncDirectory(url.deletingLastPathComponent())
        } catch {
            unlink(temporary.path)
            throw error
        }
    }

    /// Encodes `value` as JSON with sorted keys and writes it atomically.
    public static func writeJSON(_ value: some Encodable, to url: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(encoder.encode(value) + Data("\n".utf8), to: url)
    }

    /// Flushes a directory's entries (names) to the disk.
    public static func syncDirectory(_ url: URL) throws {
        try sync(url)
    }

    /// Flushes every file below a directory, and the directories themselves, to the disk.
    public static func syncTree(_ url: URL) throws {
        for file in try files(below: url) { try sync(url.appendingPathComponent(file)) }
        try sync(url)
    }

    /// The paths, relative to `directory` and sorted, of all regular files below it.
    public static func files(below directory: URL) throws -> [String] {
        guard let walker = FileManager.default.enumerator(atPath: directory.path) else {
            throw ArtifactError.missing(path: directory.path, hint: "It should be a directory.")
        }
        var found: [String] = []
        while let path = walker.nextObject() as? String {
            if walker.fileAttributes?[.type] as? FileAttributeType == .typeRegular { found.append(path) }
        }
        return found.sorted()
    }

    private static func writeSynced(_ data: Data, to url: URL) throws {
        let descriptor = open(url.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw ArtifactError.fromErrno("create", url.path) }
        defer { close(descriptor) }
        try data.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw ArtifactError.fromErrno("write", url.path) }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
        guard fsync(descriptor) == 0 else { throw ArtifactError.fromErrno("sync", url.path) }
    }

    private static func sync(_ url: URL) throws {
        let descriptor = open(url.path, O_RDONLY)
        guard descriptor >= 0 else { throw ArtifactError.fromErrno("open", url.path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw ArtifactError.fromErrno("sync", url.path) }
    }
}
