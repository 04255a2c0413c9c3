import Foundation
import Generation

/// What can go wrong while serving.
public enum StudioError: Error, Equatable, Sendable, CustomStringConvertible {
    case portInUse(port: Int)
    public var description: String { "" }
}

public struct StudioServer: Sendable {
    public init(chat: ChatGenerator, modelName: String, run: URL, host: String, port: Int) {}
    public func run(started: @escaping @Sendable (String, Int) -> Void) async throws {}
}
