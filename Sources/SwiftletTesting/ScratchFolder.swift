import Foundation

/// A new folder for what a test writes, removed with all that is in it when nobody holds it any more.
///
/// A suite keeps it as a property, which lives as long as each test; one test or one function borrows it by `with`. A
/// local variable would not do: Swift may let go of it after its last use, while its files are still being read.
public final class ScratchFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes it, where the system keeps temporary files.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("scratch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// A folder inside, made where it is not there yet.
    public func folder(_ name: String) throws -> URL {
        let folder = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs `body` with a new folder.
    ///
    /// - Parameter name: a file or folder inside, not there yet, whose place `body` gets; nil for the folder itself.
    public static func with<Result>(_ name: String? = nil, _ body: (URL) throws -> Result) throws -> Result {
        let scratch = try ScratchFolder()
        defer { withExtendedLifetime(scratch) {} }
        return try body(name.map { scratch.url.appendingPathComponent($0) } ?? scratch.url)
    }

    /// Runs `body`, which may wait, with a new folder.
    ///
    /// - Parameter name: a file or folder inside, not there yet, whose place `body` gets; nil for the folder itself.
    public static func with<Result>(
        _ name: String? = nil, _ body: (URL) async throws -> Result
    ) async throws -> Result {
        let scratch = try ScratchFolder()
        defer { withExtendedLifetime(scratch) {} }
        return try await body(name.map { scratch.url.appendingPathComponent($0) } ?? scratch.url)
    }
}
