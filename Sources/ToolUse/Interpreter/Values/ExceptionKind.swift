/// The built-in exceptions, by the name that programs use.
enum ExceptionKind: String, CaseIterable {
    case baseException = "BaseException"
    case generatorExit = "GeneratorExit"
    case keyboardInterrupt = "KeyboardInterrupt"
    case systemExit = "SystemExit"
    case exception = "Exception"
    case arithmeticError = "ArithmeticError"
    case floatingPointError = "FloatingPointError"
    case overflowError = "OverflowError"
    case zeroDivisionError = "ZeroDivisionError"
    case assertionError = "AssertionError"
    case attributeError = "AttributeError"
    case bufferError = "BufferError"
    case eofError = "EOFError"
    case importError = "ImportError"
    case moduleNotFoundError = "ModuleNotFoundError"
    case lookupError = "LookupError"
    case indexError = "IndexError"
    case keyError = "KeyError"
    case memoryError = "MemoryError"
    case nameError = "NameError"
    case unboundLocalError = "UnboundLocalError"
    case osError = "OSError"
    case fileNotFoundError = "FileNotFoundError"
    case permissionError = "PermissionError"
    case timeoutError = "TimeoutError"
    case runtimeError = "RuntimeError"
    case notImplementedError = "NotImplementedError"
    case recursionError = "RecursionError"
    case stopIteration = "StopIteration"
    case syntaxError = "SyntaxError"
    case indentationError = "IndentationError"
    case typeError = "TypeError"
    case valueError = "ValueError"
    case frozenInstanceError = "FrozenInstanceError"
    case unicodeError = "UnicodeError"
    case warning = "Warning"
    case userWarning = "UserWarning"
    case deprecationWarning = "DeprecationWarning"

    /// The next more general exception.
    private var parent: ExceptionKind? {
        switch self {
        case .baseException: nil
        case .generatorExit, .keyboardInterrupt, .systemExit, .exception: .baseException
        case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
        case .moduleNotFoundError: .importError
        case .frozenInstanceError: .attributeError
        case .indexError, .keyError: .lookupError
        case .unboundLocalError: .nameError
        case .fileNotFoundError, .permissionError, .timeoutError: .osError
        case .notImplementedError, .recursionError: .runtimeError
        case .indentationError: .syntaxError
        case .unicodeError: .valueError
        case .userWarning, .deprecationWarning: .warning
        default: .exception
        }
    }

    /// The exception's class.
    var type: TypeObject { Self.types[self] ?? Types.object }

    private static let types: [ExceptionKind: TypeObject] = {
        var types: [ExceptionKind: TypeObject] = [:]
        func type(_ kind: ExceptionKind) -> TypeObject {
            if let known = types[kind] { return known }
            let base = kind.parent.map(type) ?? Types.object
            let made = TypeObject(
                builtIn: kind.rawValue, base: base, layout: .exception,
                methods: kind == .baseException ? Methods.exception : [], constructor: nil)
            types[kind] = made
            return made
        }
        for kind in allCases { _ = type(kind) }
        return types
    }()
}
