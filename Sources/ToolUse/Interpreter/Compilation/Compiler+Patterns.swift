extension Compiler {
    func compileMatch(_ subject: Expression, _ cases: [MatchCase]) throws {
        let value = try temporary()
        try compile(subject, into: value)
        let end = assembly.label()
        let before = certain
        for matchCase in cases {
            let next = assembly.label()
            try withTemporaries {
                assembly.line = matchCase.pattern.line
                try compile(matchCase.pattern, value, failing: next)
                if let condition = matchCase.guardCondition { try compileJump(condition, unless: true, to: next) }
                try compile(matchCase.body)
            }
            try jump(to: end)
            assembly.mark(next)
            certain = before
        }
        assembly.mark(end)
    }

    /// Compares a value with a pattern; goes on where it fits, jumps where it does not.
    private func compile(_ pattern: Pattern, _ value: Operand, failing label: Assembly.Label) throws {
        assembly.line = pattern.line
        switch pattern.kind {
        case .capture(let name): if let name { try store(name, value) }
        case .value(let expression): try test(.equal, value, expression, failing: label)
        case .constant(let expression): try test(.isIdentical, value, expression, failing: label)
        case .named(let inner, let name):
            try compile(inner, value, failing: label)
            try store(name, value)
        case .alternatives(let patterns): try compileAlternatives(patterns, value, failing: label)
        case .sequence(let patterns): try compileSequence(patterns, value, failing: label)
        case .mapping(let entries, let rest): try compileMapping(entries, rest, value, failing: label)
        case .instance(let type, let positional, let named):
            try compileInstance(type, positional, named, value, failing: label)
        case .starred: throw failure("can't use starred pattern here", line: pattern.line)
        }
    }

    private func test(
        _ operation: Operation, _ value: Operand, _ expression: Expression, failing label: Assembly.Label
    ) throws {
        try withTemporaries {
            let result = try temporary()
            try emit(operation, a: result, b: value, c: compile(expression))
            try jump(.jumpIfFalse, a: result, to: label)
        }
    }

    private func compileAlternatives(_ patterns: [Pattern], _ value: Operand, failing label: Assembly.Label) throws {
        let found = assembly.label()
        for (index, pattern) in patterns.enumerated() {
            let isLast = index == patterns.count - 1
            let next = isLast ? label : assembly.label()
            try compile(pattern, value, failing: next)
            if !isLast {
                try jump(to: found)
                assembly.mark(next)
            }
        }
        assembly.mark(found)
    }

    private func compileSequence(_ patterns: [Pattern], _ value: Operand, failing label: Assembly.Label) throws {
        let star = patterns.firstIndex { if case .starred = $0.kind { true } else { false } }
        let result = try temporary()
        let count = Int32(truncatingIfNeeded: patterns.count - (star == nil ? 0 : 1))
        try emit(.matchSequence, a: result, b: value, index: count, count: star == nil ? 0 : 1)
        try jump(.jumpIfFalse, a: result, to: label)
        let base = try assembly.reserveRegisters(max(patterns.count, 1))
        if let star {
            try emit(
                .unpackRest, a: base, b: value, index: Int32(truncatingIfNeeded: patterns.count - star - 1), count: star
            )
        } else {
            try emit(.unpack, a: base, b: value, count: patterns.count)
        }
        for (index, pattern) in patterns.enumerated() {
            let item = base.advanced(by: index)
            if case .starred(let name) = pattern.kind {
                if let name { try store(name, item) }
            } else {
                try compile(pattern, item, failing: label)
            }
        }
    }

    private func compileMapping(
        _ entries: [(key: Expression, pattern: Pattern)], _ rest: String?, _ value: Operand,
        failing label: Assembly.Label
    ) throws {
        let result = try temporary()
        try emit(.matchMapping, a: result, b: value)
        try jump(.jumpIfFalse, a: result, to: label)
        let left = try temporary()
        if rest != nil {
            try emit(.buildDict, a: left)
            try emit(.dictMerge, a: left, b: value)
        }
        for entry in entries {
            let (key, item) = (try compile(entry.key), try temporary())
            try emit(.isIn, a: result, b: key, c: value)
            try jump(.jumpIfFalse, a: result, to: label)
            try emit(.getItem, a: item, b: value, c: key)
            if rest != nil { try emit(.deleteItem, a: left, b: key) }
            try compile(entry.pattern, item, failing: label)
        }
        if let rest { try store(rest, left) }
    }

    private func compileInstance(
        _ type: Expression, _ positional: [Pattern], _ named: [(name: String, pattern: Pattern)], _ value: Operand,
        failing label: Assembly.Label
    ) throws {
        let (kind, result) = (try compile(type), try temporary())
        try emit(.matchInstance, a: result, b: value, c: kind)
        try jump(.jumpIfFalse, a: result, to: label)
        for (index, pattern) in positional.enumerated() {
            let item = try temporary()
            try emit(.matchArgument, a: item, b: value, c: kind, count: index)
            try jump(.jumpIfUndefined, a: item, to: label)
            try compile(pattern, item, failing: label)
        }
        for entry in named {
            let item = try temporary()
            try emit(.findAttribute, a: item, b: value, index: name(entry.name))
            try jump(.jumpIfUndefined, a: item, to: label)
            try compile(entry.pattern, item, failing: label)
        }
    }
}
