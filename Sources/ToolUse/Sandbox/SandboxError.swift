/// Why no Python may run here.
public enum SandboxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A layer cannot be set up, or did not hold when it was tried.
    case layer(SandboxLayer, reason: String)
    /// The system refused something that starting a process needs.
    case system(operation: String, reason: String)

    /// The layer that is missing.
    public var layer: SandboxLayer {
        switch self {
        case .layer(let layer, _): layer
        case .system: .programs
        }
    }

    /// What is wrong with it.
    public var reason: String {
        switch self {
        case .layer(_, let reason): reason
        case .system(let operation, let reason): "cannot \(operation): \(reason)"
        }
    }

    /// What to do about it.
    public var nextStep: String {
        switch self {
        case .layer(.programs, _):
            "Install bubblewrap 0.7 or later, util-linux and python3 (Debian: apt-get install bubblewrap python3); "
                + "until then code runs in the built-in interpreter."
        case .layer(.identity, _), .layer(.files, _), .layer(.processes, _), .layer(.network, _),
            .layer(.communication, _):
            "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces > 0; in a "
                + "container: a seccomp profile that allows unshare); until then code runs in the built-in interpreter."
        case .layer: "Code runs in the built-in interpreter, which needs none of this."
        case .system: "Free some memory, processes or descriptors, then try again."
        }
    }

    public var description: String {
        switch self {
        case .layer(let layer, let reason):
            "the Python sandbox is refused: \(layer.rawValue) (\(layer.summary)): \(reason). \(nextStep)"
        case .system(let operation, let reason): "cannot \(operation): \(reason). \(nextStep)"
        }
    }
}
