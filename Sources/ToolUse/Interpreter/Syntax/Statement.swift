/// A statement of a program.
struct Statement {
    let kind: Kind
    /// Counted from 1.
    let line: Int

    indirect enum Kind {
        case expression(Expression)
        case assign([Target], Expression)
        case augmented(Target, BinaryOperator, Expression)
        /// `target: type = value`; the type is forgotten.
        case annotated(Target, Expression?)
        case returning(Expression?)
        case raise(Expression?, cause: Expression?)
        case pass, breaking, continuing
        case delete([Target])
        case assert(Expression, message: Expression?)
        case global([String])
        case nonlocal([String])
        case conditional([(condition: Expression, body: [Statement])], otherwise: [Statement])
        case whileLoop(Expression, [Statement], otherwise: [Statement])
        case forLoop(Target, Expression, [Statement], otherwise: [Statement])
        case attempt(TryNode)
        case with([(context: Expression, target: Target?)], [Statement])
        case function(FunctionNode)
        case type(ClassNode)
        case importModules([(name: String, alias: String?)])
        /// `from module import names`; no names for `*`.
        case importNames(module: String, [(name: String, alias: String?)])
        case match(Expression, [MatchCase])
    }
}

/// What can be assigned to.
struct Target {
    let kind: Kind
    let line: Int

    indirect enum Kind {
        case name(String)
        case attribute(Expression, String)
        case item(Expression, Expression)
        case sequence([Target])
        /// `*target`, which takes what is left.
        case starred(Target)
    }
}

struct TryNode {
    struct Handler {
        let type: Expression?
        let name: String?
        let body: [Statement]
        let line: Int
    }

    let body: [Statement]
    let handlers: [Handler]
    let otherwise: [Statement]
    let finally: [Statement]
}

/// A class.
final class ClassNode {
    let name: String
    let arguments: [Argument]
    let body: [Statement]
    let decorators: [Expression]
    let line: Int
    /// Filled in by ``ScopeBuilder``.
    var scope = Scope(.type, parent: nil)

    init(name: String, arguments: [Argument], body: [Statement], decorators: [Expression], line: Int) {
        self.name = name
        self.arguments = arguments
        self.body = body
        self.decorators = decorators
        self.line = line
    }
}

struct MatchCase {
    let pattern: Pattern
    let guardCondition: Expression?
    let body: [Statement]
}

/// What a `case` compares with.
struct Pattern {
    let kind: Kind
    let line: Int

    indirect enum Kind {
        /// `_`, or a name that takes the value.
        case capture(String?)
        /// A literal, or a name with a dot: compared by `==`.
        case value(Expression)
        /// None, True or False: compared by `is`.
        case constant(Expression)
        /// `*name` stands at most once.
        case sequence([Pattern])
        case starred(String?)
        case mapping([(key: Expression, pattern: Pattern)], rest: String?)
        case instance(Expression, [Pattern], [(name: String, pattern: Pattern)])
        case alternatives([Pattern])
        case named(Pattern, String)
    }
}
