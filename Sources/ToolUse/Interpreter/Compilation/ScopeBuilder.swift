/// Finds out which scope each name of a program belongs to.
struct ScopeBuilder {
    private var scope: Scope
    private let module: Scope
    /// The names that `del` or `except … as` takes away somewhere.
    private(set) var deleted: Set<String> = []
    /// Whether it looks at what a comprehension iterates over, where `:=` may not stand.
    private var isInIterable = false

    /// Fills in the scopes of all functions, comprehensions and classes of a program.
    static func build(_ program: [Statement], module: Scope) throws -> Set<String> {
        var builder = ScopeBuilder(scope: module, module: module)
        try builder.visit(program)
        module.close()
        return builder.deleted
    }

    private init(scope: Scope, module: Scope) {
        self.scope = scope
        self.module = module
    }

    private mutating func inside(_ inner: Scope, _ body: (inout ScopeBuilder) throws -> Void) rethrows {
        let outer = scope
        scope = inner
        try body(&self)
        inner.close()
        scope = outer
    }

    private mutating func bind(_ name: String) {
        scope.bind(name)
        if scope.globals.contains(name) { module.bind(name) }
        // An assignment to a nonlocal name is a use of the cell around.
        if scope.nonlocals.contains(name) { scope.use(name) }
    }

    private mutating func delete(_ name: String) {
        deleted.insert(name)
        bind(name)
    }
}

// MARK: Statements

extension ScopeBuilder {
    private mutating func visit(_ statements: [Statement]) throws {
        for statement in statements { try visit(statement) }
    }

    private mutating func visit(_ statement: Statement) throws {
        switch statement.kind {
        case .pass, .breaking, .continuing: break
        case .expression(let value): try visit(value)
        case .assign(let targets, let value):
            try visit(value)
            for target in targets { try visit(target) }
        case .augmented(let target, _, let value):
            if case .name(let name) = target.kind { scope.use(name) }
            try visit(target)
            try visit(value)
        case .annotated(let target, let value):
            if let value { try visit(value) }
            try visit(target)
        case .returning(let value): try visit(value)
        case .raise(let value, let cause):
            try visit(value)
            try visit(cause)
        case .delete(let targets):
            for target in targets {
                if case .name(let name) = target.kind { delete(name) } else { try visit(target) }
            }
        case .assert(let condition, let message):
            try visit(condition)
            try visit(message)
        case .global(let names): try declareGlobal(names, line: statement.line)
        case .nonlocal(let names): try declareNonlocal(names, line: statement.line)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                try visit(branch.condition)
                try visit(branch.body)
            }
            try visit(otherwise)
        case .whileLoop(let condition, let body, let otherwise):
            try visit(condition)
            try visit(body)
            try visit(otherwise)
        case .forLoop(let target, let iterable, let body, let otherwise):
            try visit(iterable)
            try visit(target)
            try visit(body)
            try visit(otherwise)
        case .attempt(let node): try visit(node)
        case .with(let items, let body):
            for item in items {
                try visit(item.context)
                if let target = item.target { try visit(target) }
            }
            try visit(body)
        case .function(let node):
            bind(node.name)
            for decorator in node.decorators { try visit(decorator) }
            try visit(node)
        case .type(let node): try visit(node)
        case .importModules(let modules):
            for module in modules {
                bind(module.alias ?? String(module.name.prefix { $0 != "." }))
            }
        case .importNames(let module, let names):
            for name in names { bind(name.alias ?? name.name) }
            if names.isEmpty { for name in Modules.publicNames(of: module) { bind(name) } }
        case .match(let subject, let cases):
            try visit(subject)
            for matchCase in cases {
                try visit(matchCase.pattern)
                try visit(matchCase.guardCondition)
                try visit(matchCase.body)
            }
        }
    }

    private mutating func declareGlobal(_ names: [String], line: Int) throws {
        for name in names where scope.kind != .module {
            guard !scope.binds(name) else {
                throw SyntaxFailure("name '\(name)' is assigned to before global declaration", line: line)
            }
            scope.declareGlobal(name)
            module.bind(name)
        }
    }

    private mutating func declareNonlocal(_ names: [String], line: Int) throws {
        guard scope.kind != .module else {
            throw SyntaxFailure("nonlocal declaration not allowed at module level", line: line)
        }
        for name in names {
            guard !scope.binds(name) else {
                throw SyntaxFailure("name '\(name)' is assigned to before nonlocal declaration", line: line)
            }
            scope.declareNonlocal(name)
            scope.use(name)
        }
    }

    private mutating func visit(_ node: TryNode) throws {
        try visit(node.body)
        for handler in node.handlers {
            try visit(handler.type)
            if let name = handler.name { delete(name) }
            try visit(handler.body)
        }
        try visit(node.otherwise)
        try visit(node.finally)
    }

    private mutating func visit(_ node: FunctionNode) throws {
        for standard in node.parameters.defaults { try visit(standard) }
        for parameter in node.parameters.keywordOnly { try visit(parameter.standard) }
        node.scope = Scope(.function, parent: scope)
        try inside(node.scope) { builder in
            for name in node.parameters.names { builder.scope.bind(name) }
            try builder.visit(node.body)
        }
    }

    private mutating func visit(_ node: ClassNode) throws {
        bind(node.name)
        for decorator in node.decorators { try visit(decorator) }
        for argument in node.arguments { try visit(argument.value) }
        node.scope = Scope(.type, parent: scope)
        try inside(node.scope) { builder in
            builder.scope.bind("__class__")
            try builder.visit(node.body)
        }
    }

    private mutating func visit(_ target: Target) throws {
        switch target.kind {
        case .name(let name): bind(name)
        case .attribute(let object, _): try visit(object)
        case .item(let object, let index):
            try visit(object)
            try visit(index)
        case .sequence(let targets): for target in targets { try visit(target) }
        case .starred(let target): try visit(target)
        }
    }

    private mutating func visit(_ pattern: Pattern) throws {
        switch pattern.kind {
        case .capture(let name), .starred(let name): if let name { bind(name) }
        case .value(let value), .constant(let value): try visit(value)
        case .sequence(let patterns), .alternatives(let patterns): for pattern in patterns { try visit(pattern) }
        case .mapping(let entries, let rest):
            for entry in entries {
                try visit(entry.key)
                try visit(entry.pattern)
            }
            if let rest { bind(rest) }
        case .instance(let type, let positional, let named):
            try visit(type)
            for pattern in positional { try visit(pattern) }
            for entry in named { try visit(entry.pattern) }
        case .named(let pattern, let name):
            try visit(pattern)
            bind(name)
        }
    }
}

// MARK: Expressions

extension ScopeBuilder {
    private mutating func visit(_ expression: Expression?) throws {
        guard let expression else { return }
        switch expression.kind {
        case .none, .ellipsis, .bool, .integer, .float, .string: break
        case .formatted(let parts): try visit(parts)
        case .name(let name):
            scope.use(name)
            if name == "super" { scope.use("__class__") }
        case .list(let items), .tuple(let items), .set(let items), .and(let items), .or(let items):
            for item in items { try visit(item) }
        case .dict(let entries):
            for entry in entries {
                try visit(entry.key)
                try visit(entry.value)
            }
        case .starred(let value), .unary(_, let value), .not(let value), .attribute(let value, _): try visit(value)
        case .binary(_, let left, let right), .item(let left, let right):
            try visit(left)
            try visit(right)
        case .comparison(let first, let rest):
            try visit(first)
            for (_, value) in rest { try visit(value) }
        case .conditional(let condition, let then, let otherwise):
            try visit(condition)
            try visit(then)
            try visit(otherwise)
        case .lambda(let node): try visit(node)
        case .comprehension(let node): try visit(node)
        case .call(let callee, let arguments):
            try visit(callee)
            for argument in arguments { try visit(argument.value) }
        case .slice(let lower, let upper, let step):
            try visit(lower)
            try visit(upper)
            try visit(step)
        case .assignment(let name, let value):
            guard !isInIterable else {
                throw SyntaxFailure(
                    "assignment expression cannot be used in a comprehension iterable expression", line: expression.line
                )
            }
            try visit(value)
            try bindInline(name, line: expression.line)
        case .yield(let value):
            try markGenerator(line: expression.line)
            try visit(value)
        case .yieldFrom(let value):
            try markGenerator(line: expression.line)
            try visit(value)
        }
    }

    private mutating func visit(_ parts: [FormattedPart]) throws {
        for case .value(let value, _, let specification) in parts {
            try visit(value)
            try visit(specification)
        }
    }

    private func markGenerator(line: Int) throws {
        guard scope.kind == .function, !scope.isGeneratorExpression else {
            throw SyntaxFailure("'yield' outside function", line: line)
        }
        scope.isGenerator = true
    }

    /// `name := value` belongs to the function around all comprehensions.
    private mutating func bindInline(_ name: String, line: Int) throws {
        scope.hasInlineAssignment = true
        var owner = scope
        while owner.kind == .comprehension || owner.isGeneratorExpression, let parent = owner.parent {
            guard !owner.binds(name) else {
                throw SyntaxFailure(
                    "assignment expression cannot rebind comprehension iteration variable '\(name)'", line: line)
            }
            owner.use(name)
            owner = parent
            owner.hasInlineAssignment = true
        }
        owner.bind(name)
        if owner.globals.contains(name) { module.bind(name) }
        if owner !== scope { scope.use(name) }
    }

    private mutating func visit(_ node: ComprehensionNode) throws {
        guard let first = node.clauses.first else { return }
        // The first iterable is evaluated around the comprehension.
        try visit(iterable: first.iterable)
        let isGenerator = node.kind == .generator
        node.scope = Scope(isGenerator ? .function : .comprehension, parent: scope)
        node.scope.isGenerator = isGenerator
        node.scope.isGeneratorExpression = isGenerator
        try inside(node.scope) { builder in
            if isGenerator { builder.scope.bind(Self.iterableName) }
            for (index, clause) in node.clauses.enumerated() {
                if index > 0 { try builder.visit(iterable: clause.iterable) }
                try builder.visit(clause.target)
                for condition in clause.conditions { try builder.visit(condition) }
            }
            try builder.visit(node.key)
            try builder.visit(node.element)
        }
    }

    private mutating func visit(iterable: Expression) throws {
        let wasInIterable = isInIterable
        isInIterable = true
        try visit(iterable)
        isInIterable = wasInIterable
    }

    /// The name of the only parameter of a generator expression's function.
    static let iterableName = ".0"
}
