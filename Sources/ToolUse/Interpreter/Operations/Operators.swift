/// Arithmetic with two operands; the raw value is the middle of the special method's name.
enum BinaryOperator: String {
    case add
    case subtract = "sub"
    case multiply = "mul"
    case divide = "truediv"
    case floorDivide = "floordiv"
    case modulo = "mod"
    case power = "pow"
    case leftShift = "lshift"
    case rightShift = "rshift"
    case and
    case or
    case xor
    case matrixMultiply = "matmul"

    /// As it is written in a program.
    var symbol: String {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .floorDivide: "//"
        case .modulo: "%"
        case .power: "**"
        case .leftShift: "<<"
        case .rightShift: ">>"
        case .and: "&"
        case .or: "|"
        case .xor: "^"
        case .matrixMultiply: "@"
        }
    }

    /// Whether it exists for integers alone.
    var isBitwise: Bool {
        switch self {
        case .leftShift, .rightShift, .and, .or, .xor, .matrixMultiply: true
        default: false
        }
    }

    /// How a program asks for an operation: `a - b`, `a -= b`, `divmod(a, b)`.
    enum Form { case symbol, assignment, function }

    /// What messages call it.
    func name(as form: Form) -> String {
        switch form {
        case .assignment: symbol + "="
        case .function where self == .floorDivide: "divmod()"
        case .symbol, .function: self == .power ? "** or pow()" : symbol
        }
    }
}

/// Arithmetic with one operand.
enum UnaryOperator {
    case negate, positive, invert

    var symbol: String {
        switch self {
        case .negate: "-"
        case .positive: "+"
        case .invert: "~"
        }
    }

    var specialName: String {
        switch self {
        case .negate: "__neg__"
        case .positive: "__pos__"
        case .invert: "__invert__"
        }
    }
}

/// `<`, `<=`, `>`, `>=`
enum Ordering {
    case less, lessOrEqual, greater, greaterOrEqual

    var symbol: String {
        switch self {
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }

    var specialName: String {
        switch self {
        case .less: "__lt__"
        case .lessOrEqual: "__le__"
        case .greater: "__gt__"
        case .greaterOrEqual: "__ge__"
        }
    }

    /// The same order seen from the other side: `a < b` is `b > a`.
    var reflected: Ordering {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    func holds<T: Comparable>(_ left: T, _ right: T) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
