/// Why a text is not a program.
struct SyntaxFailure: Error {
    var kind: ExceptionKind = .syntaxError
    let message: String
    /// Counted from 1.
    let line: Int

    init(_ message: String, line: Int, kind: ExceptionKind = .syntaxError) {
        self.kind = kind
        self.message = message
        self.line = line
    }
}
