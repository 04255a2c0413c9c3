import BigInt

/// An expression of a program.
struct Expression {
    let kind: Kind
    /// Counted from 1.
    let line: Int
    /// How many expressions are nested in it, at the deepest.
    let depth: Int

    indirect enum Kind {
        case none, ellipsis
        case bool(Bool)
        case integer(BigInt)
        case float(Double)
        case string(Scalars)
        case formatted([FormattedPart])
        case name(String)
        case list([Expression])
        case tuple([Expression])
        case set([Expression])
        case dict([DictEntry])
        /// `*value` in a list, a call or a target.
        case starred(Expression)
        case unary(UnaryOperator, Expression)
        case not(Expression)
        case binary(BinaryOperator, Expression, Expression)
        case and([Expression])
        case or([Expression])
        case comparison(Expression, [(Comparison, Expression)])
        case conditional(condition: Expression, then: Expression, otherwise: Expression)
        case lambda(FunctionNode)
        case comprehension(ComprehensionNode)
        case call(Expression, [Argument])
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression?, Expression?, Expression?)
        /// `name := value`
        case assignment(String, Expression)
        case yield(Expression?)
        case yieldFrom(Expression)
    }
}

/// `==` and its like, as they stand in chains.
enum Comparison {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, isIdentical, isNotIdentical, isIn, isNotIn
}

/// A part of an f-string: text as it is, or a value to format.
enum FormattedPart {
    case text(Scalars)
    case value(Expression, conversion: Unicode.Scalar?, specification: [FormattedPart])
}

/// `key: value`, or `**value` without a key.
struct DictEntry {
    let key: Expression?
    let value: Expression
}

/// An argument of a call.
enum Argument {
    case positional(Expression)
    case named(String, Expression)
    /// `*value`
    case spread(Expression)
    /// `**value`
    case spreadNamed(Expression)

    var value: Expression {
        switch self {
        case .positional(let value), .named(_, let value), .spread(let value), .spreadNamed(let value): value
        }
    }
}

/// A function or a lambda.
final class FunctionNode {
    let name: String
    let parameters: Parameters
    let body: [Statement]
    let decorators: [Expression]
    let line: Int
    /// Filled in by ``ScopeBuilder``.
    var scope = Scope(.function, parent: nil)

    init(name: String, parameters: Parameters, body: [Statement], decorators: [Expression] = [], line: Int) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.decorators = decorators
        self.line = line
    }
}

/// What stands between the parentheses of `def`.
struct Parameters {
    /// The names of those that can be given by position.
    var positional: [String] = []
    /// How many of them can only be given by position.
    var positionalOnly = 0
    /// The defaults of the last ones.
    var defaults: [Expression] = []
    /// The name behind `*`.
    var rest: String?
    var keywordOnly: [(name: String, standard: Expression?)] = []
    /// The name behind `**`.
    var named: String?

    /// All names, in the order of their registers.
    var names: [String] { positional + keywordOnly.map(\.name) + [rest, named].compactMap { $0 } }
}

/// A list, set or dict comprehension, or a generator expression.
final class ComprehensionNode {
    enum Kind { case list, set, dict, generator }

    struct Clause {
        let target: Target
        let iterable: Expression
        let conditions: [Expression]
    }

    let kind: Kind
    /// The key, in a dict comprehension.
    let key: Expression?
    let element: Expression
    let clauses: [Clause]
    let line: Int
    /// Filled in by ``ScopeBuilder``.
    var scope = Scope(.comprehension, parent: nil)

    init(kind: Kind, key: Expression?, element: Expression, clauses: [Clause], line: Int) {
        self.kind = kind
        self.key = key
        self.element = element
        self.clauses = clauses
        self.line = line
    }
}
