extension Parser {
    /// The targets of `for`: names, subscripts and their like, with commas between them.
    mutating func parseTargets() throws -> Target {
        let start = line
        var targets = [try parseTarget()]
        guard isAt(",") else { return targets[0] }
        while take(","), startsExpression { targets.append(try parseTarget()) }
        return Target(kind: .sequence(targets), line: start)
    }

    private mutating func parseTarget() throws -> Target {
        let start = line
        let isStarred = take("*")
        let target = try target(nested { try $0.parseBinary(0) })
        return isStarred ? Target(kind: .starred(target), line: start) : target
    }

    /// An expression as a target.
    func target(_ expression: Expression) throws -> Target {
        let kind: Target.Kind
        switch expression.kind {
        case .name(let name): kind = .name(name)
        case .attribute(let object, let name): kind = .attribute(object, name)
        case .item(let object, let index): kind = .item(object, index)
        case .tuple(let items), .list(let items):
            let targets = try items.map(target)
            let stars = targets.filter { if case .starred = $0.kind { true } else { false } }
            guard stars.count < 2 else {
                throw failure("multiple starred expressions in assignment", line: expression.line)
            }
            kind = .sequence(targets)
        case .starred(let value): kind = .starred(try target(value))
        case .none, .bool, .ellipsis:
            throw failure("cannot assign to a constant", line: expression.line)
        case .integer, .float, .string, .formatted: throw failure("cannot assign to literal", line: expression.line)
        case .call: throw failure("cannot assign to function call", line: expression.line)
        default: throw failure("cannot assign to expression", line: expression.line)
        }
        return Target(kind: kind, line: expression.line)
    }
}
