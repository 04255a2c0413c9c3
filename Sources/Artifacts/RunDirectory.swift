import Foundation

/// Where runs live: `<home>/runs/<run>/<stage>/`.
public struct RunDirectory: Sendable, Equatable {
    /// The run's directory.
    public let url: URL
    /// The run's name.
    public var name: String { url.lastPathComponent }

    /// The run called `name` below `home` (see `defaultHome`).
    public init(name: String, home: URL = Self.defaultHome) {
        url = home.appendingPathComponent("runs").appendingPathComponent(name)
    }

    /// The place of one stage's artifact.
    public func stage(_ name: String) -> URL { url.appendingPathComponent(name) }

    /// `SWIFTLET_HOME`, or `~/.swiftlet`.
    public static var defaultHome: URL {
        if let path = ProcessInfo.processInfo.environment["SWIFTLET_HOME"], !path.isEmpty {
            return URL(fileURLWithPath: path)
        }
        return FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".swiftlet")
    }
}
