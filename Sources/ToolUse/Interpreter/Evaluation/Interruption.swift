/// Why evaluation cannot simply go on.
enum Interruption: Error {
    /// Something built in failed; becomes an exception that the program may catch.
    case failure(ExceptionKind, String)
    /// An exception that the program may catch.
    case raised(ExceptionObject)
    /// A budget is used up; no program can catch that.
    case exhausted(ExecutionResult.Ending)
}

extension Interruption {
    static func typeError(_ message: String) -> Self { .failure(.typeError, message) }
    static func valueError(_ message: String) -> Self { .failure(.valueError, message) }
    static func attributeError(_ message: String) -> Self { .failure(.attributeError, message) }
    static func indexError(_ message: String) -> Self { .failure(.indexError, message) }
    static func overflowError(_ message: String) -> Self { .failure(.overflowError, message) }
    static func runtimeError(_ message: String) -> Self { .failure(.runtimeError, message) }
    static func zeroDivisionError(_ message: String) -> Self { .failure(.zeroDivisionError, message) }

    /// Whether it is an exception of this kind.
    func isRaised(_ kind: ExceptionKind) -> Bool {
        switch self {
        case .failure(let own, _): own.type.isSubtype(of: kind.type)
        case .raised(let exception): exception.type.isSubtype(of: kind.type)
        case .exhausted: false
        }
    }
}
