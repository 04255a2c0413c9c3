/// What can go wrong while serving.
public enum StudioError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another program listens at the port.
    case portInUse(port: Int)
    /// The address cannot be listened at.
    case cannotListen(host: String, port: Int, reason: String)

    public var description: String {
        switch self {
        case .portInUse(let port):
            "port \(port) is in use. Stop the other program, or choose another port with --port \(port + 1)."
        case .cannotListen(let host, let port, let reason):
            "cannot listen at \(host):\(port): \(reason). Check --host and --port."
        }
    }
}
