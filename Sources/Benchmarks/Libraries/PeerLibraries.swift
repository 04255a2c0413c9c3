import Foundation

/// The libraries that products are compared with, as far as they are installed.
public struct PeerLibraries: Sendable {
    let openBLAS: OpenBLAS?
    let oneDNN: OneDNN?
    /// What was found, what is missing and how to get it, in words.
    public let remarks: [String]

    /// No library at all.
    public static let none = PeerLibraries(openBLAS: nil, oneDNN: nil, remarks: [])

    /// Whether there is one to compare with.
    public var isAnyInstalled: Bool { openBLAS != nil || oneDNN != nil }

    private init(openBLAS: OpenBLAS?, oneDNN: OneDNN?, remarks: [String]) {
        self.openBLAS = openBLAS
        self.oneDNN = oneDNN
        self.remarks = remarks
    }

    /// Opens what there is, for so many threads.
    ///
    /// OPENBLAS_CORETYPE is unset first, so that OpenBLAS takes the core that it detects.
    public init(threads: Int) {
        var remarks: [String] = []
        if let core = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] {
            unsetenv("OPENBLAS_CORETYPE")
            remarks.append("OPENBLAS_CORETYPE was set to \(core); it is unset for this measurement")
        }
        openBLAS = OpenBLAS(threads: threads)
        oneDNN = OneDNN(threads: threads)
        remarks.append(openBLAS?.description ?? "OpenBLAS is not installed (apt-get install libopenblas0-pthread)")
        remarks.append(oneDNN?.description ?? "oneDNN is not installed (apt-get install libdnnl2)")
        if let limitation = oneDNN?.limitation { remarks.append("oneDNN: \(limitation)") }
        self.remarks = remarks
    }
}
