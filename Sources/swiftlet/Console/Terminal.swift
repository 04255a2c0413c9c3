import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// The terminal: lines, one live line at the bottom, and errors.
///
/// On a terminal the live line is redrawn in place; elsewhere it is printed at most every ten seconds.
final class Terminal: @unchecked Sendable {
    static let shared = Terminal()

    /// Whether standard error is a person's terminal.
    let isInteractive = isatty(STDERR_FILENO) == 1
    /// Whether what is printed may have colours: standard output is a terminal, and NO_COLOR is not set.
    let showsColours =
        isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    private let lock = NSLock()
    private var live = ""
    private var lastPlain = Date.distantPast

    /// Prints a result to standard output.
    func print(_ text: String) {
        lock.withLock {
            clearLive()
            Self.write(text + "\n", to: .standardOutput)
            drawLive()
        }
    }

    /// Prints a piece of a streamed answer to standard output, without a line end.
    func stream(_ piece: String) {
        lock.withLock {
            Self.write(piece, to: .standardOutput)
        }
    }

    /// Prints a remark to standard error.
    func note(_ text: String) {
        lock.withLock {
            clearLive()
            Self.write(text + "\n", to: .standardError)
            drawLive()
        }
    }

    /// Shows progress: `label [#####.....] 42 %  text`.
    func progress(_ label: String, _ fraction: Double, _ text: String) {
        lock.withLock {
            let share = min(max(fraction, 0), 1)
            if isInteractive {
                let filled = Int(share * 24)
                let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
                clearLive()
                live = "\(label.padded(to: 10)) \(bar) \(Int(share * 100)) %  \(text)"
                drawLive()
            } else if Date().timeIntervalSince(lastPlain) >= 10 {
                lastPlain = Date()
                Self.write("\(label): \(Int(share * 100)) %, \(text)\n", to: .standardError)
            }
        }
    }

    /// Ends the live line.
    func endProgress() {
        lock.withLock {
            clearLive()
            live = ""
            lastPlain = .distantPast
        }
    }

    private static func write(_ text: String, to file: FileHandle) {
        // A reader that has gone away is no reason to stop working.
        try? file.write(contentsOf: Data(text.utf8))
    }

    private func clearLive() {
        if isInteractive, !live.isEmpty { Self.write("\r\u{1B}[2K", to: .standardError) }
    }

    private func drawLive() {
        if isInteractive, !live.isEmpty { Self.write(live, to: .standardError) }
    }
}

extension String {
    /// The text with blanks after it up to a width in characters.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    /// The text with blanks before it up to a width in characters.
    func paddedLeft(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
