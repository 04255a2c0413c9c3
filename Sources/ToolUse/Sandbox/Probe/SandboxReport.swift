/// Which layers of the sandbox hold on this machine, for `swiftlet doctor`.
public struct SandboxReport: Codable, Sendable, Equatable {
    /// What became of trying a layer.
    public enum State: Codable, Sendable, Equatable {
        /// It was attacked and held.
        case holds
        /// It is missing or did not hold.
        case fails(reason: String)
        /// It could not be tried, because another one fails.
        case untried
    }

    /// A layer and its state.
    public struct Entry: Codable, Sendable, Equatable {
        /// The layer.
        public let layer: SandboxLayer
        /// Its state.
        public let state: State
    }

    /// Every layer, in the order in which they are set up.
    public let entries: [Entry]
    /// The version of Python inside, if it ran.
    public let python: String?
    /// Seconds that trying took.
    public let seconds: Double

    /// Whether Python may run: every layer holds.
    public var isActive: Bool { entries.allSatisfy { $0.state == .holds } }

    /// Why Python may not run; nil if it may.
    public var refusal: SandboxError? {
        for entry in entries {
            if case .fails(let reason) = entry.state { return .layer(entry.layer, reason: reason) }
        }
        return isActive ? nil : .layer(.programs, reason: "the layers could not be tried")
    }

    /// A line for each layer, and what follows from them.
    public var lines: [String] {
        let layers = entries.map { entry in
            switch entry.state {
            case .holds: "holds    \(entry.layer.rawValue): \(entry.layer.summary)"
            case .fails(let reason): "FAILS    \(entry.layer.rawValue): \(entry.layer.summary): \(reason)"
            case .untried: "untried  \(entry.layer.rawValue): \(entry.layer.summary)"
            }
        }
        return layers + [refusal?.description ?? "Python \(python ?? "3") may run in the sandbox."]
    }
}
