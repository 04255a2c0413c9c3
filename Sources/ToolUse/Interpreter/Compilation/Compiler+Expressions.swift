import BigInt

extension Compiler {
    /// Compiles an expression. Its value stays where it is if it is somewhere already, else goes to a temporary register.
    func compile(_ expression: Expression) throws -> Operand {
        if let constant = try constant(expression.kind) { return constant }
        if case .name(let name) = expression.kind {
            assembly.line = expression.line
            return try load(name)
        }
        let result = try temporary()
        try compile(expression, into: result)
        return result
    }

    /// The constant that an expression is.
    private func constant(_ kind: Expression.Kind) throws -> Operand? {
        switch kind {
        case .none: assembly.singleton(nil)
        case .bool(let truth): assembly.singleton(truth)
        case .integer(let number):
            try Int(exactly: number).map { assembly.integer($0) } ?? assembly.constant(machine.value(number))
        case .float(let number): assembly.constant(.float(number))
        case .string(let text): try assembly.text(text, machine)
        case .ellipsis: assembly.constant(EllipsisObject.value)
        case .tuple(let items) where items.isEmpty: assembly.constant(.tuple(.empty))
        case .unary(.negate, let value):
            switch value.kind {
            case .integer(let number):
                try Int(exactly: -number).map { assembly.integer($0) } ?? assembly.constant(machine.value(-number))
            case .float(let number): assembly.constant(.float(-number))
            default: nil
            }
        default: nil
        }
    }

    /// Compiles an expression; its value goes to `result`, as the last thing that happens.
    func compile(_ expression: Expression, into result: Operand) throws {
        try withTemporaries {
            assembly.line = expression.line
            switch expression.kind {
            case .none, .ellipsis, .bool, .integer, .float, .string, .name:
                try emit(.move, a: result, b: compile(expression))
            case .unary(let operation, let value):
                if let constant = try constant(expression.kind) { return try emit(.move, a: result, b: constant) }
                try emit(Operation(operation), a: result, b: compile(value))
            case .not(let value): try emit(.not, a: result, b: compile(value))
            case .binary(let operation, let left, let right):
                let operands = try compileOperands([left, right])
                assembly.line = expression.line
                try emit(Operation(operation), a: result, b: operands[0], c: operands[1])
            case .and(let items): try compileLogic(items, stopsAt: false, into: result)
            case .or(let items): try compileLogic(items, stopsAt: true, into: result)
            case .comparison(let first, let rest): try compileComparison(first, rest, into: result)
            case .conditional(let condition, let then, let otherwise):
                let (elseLabel, end) = (assembly.label(), assembly.label())
                try compileJump(condition, unless: true, to: elseLabel)
                try compile(then, into: result)
                try jump(to: end)
                assembly.mark(elseLabel)
                try compile(otherwise, into: result)
                assembly.mark(end)
            case .attribute(let object, let name):
                try emit(.getAttribute, a: result, b: compile(object), index: self.name(name))
            case .item(let object, let index):
                let operands = try compileOperands([object, index])
                assembly.line = expression.line
                try emit(.getItem, a: result, b: operands[0], c: operands[1])
            case .slice(let lower, let upper, let step):
                let base = try compileRow([lower, upper, step])
                try emit(.buildSlice, a: result, b: base)
            case .list(let items): try compileList(items, .buildList, into: result)
            case .tuple(let items): try compileTuple(items, into: result)
            case .set(let items): try compileList(items, .buildSet, into: result)
            case .dict(let entries): try compileDict(entries, into: result)
            case .formatted(let parts): try compileFormatted(parts, into: result)
            case .lambda(let node): try compileFunction(node, into: result)
            case .comprehension(let node): try compileComprehension(node, into: result)
            case .call(let callee, let arguments):
                try compileCall(callee, arguments, line: expression.line, into: result)
            case .assignment(let name, let value):
                let operand = try compile(value)
                try store(name, operand)
                try emit(.move, a: result, b: operand)
            case .yield(let value):
                let operand = try value.map(compile) ?? assembly.singleton(nil)
                try emit(.yield, a: result, b: operand)
            case .yieldFrom(let value):
                let base = try assembly.reserveRegisters(2)
                try emit(.getIterator, a: base, b: compile(value))
                try emit(.move, a: base.advanced(by: 1), b: assembly.singleton(nil))
                try emit(.yieldFrom, a: result, b: base)
            case .starred: throw failure("can't use starred expression here", line: expression.line)
            }
        }
    }

    // MARK: Operands

    /// Compiles operands from left to right. One that is a variable is read before later ones can change it.
    func compileOperands(_ expressions: [Expression]) throws -> [Operand] {
        try expressions.enumerated().map { index, expression in
            let operand = try compile(expression)
            guard case .name = expression.kind else { return operand }
            let rest = expressions[(index + 1)...]
            let canChange =
                operand.isGlobal
                ? rest.contains { !$0.isInert } : operand.isRegister && scope.hasInlineAssignment && !rest.isEmpty
            guard canChange else { return operand }
            let copy = try temporary()
            try emit(.move, a: copy, b: operand)
            return copy
        }
    }

    /// Compiles expressions into registers side by side; None where there is none. Returns the first.
    func compileRow(_ expressions: [Expression?]) throws -> Operand {
        let base = try assembly.reserveRegisters(max(expressions.count, 1))
        for (index, expression) in expressions.enumerated() {
            let place = base.advanced(by: index)
            if let expression {
                try compile(expression, into: place)
            } else {
                try emit(.move, a: place, b: assembly.singleton(nil))
            }
        }
        return base
    }

    // MARK: Logic

    private func compileLogic(_ items: [Expression], stopsAt truth: Bool, into result: Operand) throws {
        let value = try temporary()
        let end = assembly.label()
        for (index, item) in items.enumerated() {
            try compile(item, into: value)
            if index < items.count - 1 { try jump(truth ? .jumpIfTrue : .jumpIfFalse, a: value, to: end) }
        }
        assembly.mark(end)
        try emit(.move, a: result, b: value)
    }

    private func compileComparison(
        _ first: Expression, _ rest: [(Comparison, Expression)], into result: Operand
    ) throws {
        if rest.count == 1 {
            let operands = try compileOperands([first, rest[0].1])
            return try emit(Operation(rest[0].0), a: result, b: operands[0], c: operands[1])
        }
        let value = try temporary()
        let end = assembly.label()
        var left = try temporary()
        try compile(first, into: left)
        for (index, (comparison, expression)) in rest.enumerated() {
            let right = try temporary()
            try compile(expression, into: right)
            try emit(Operation(comparison), a: value, b: left, c: right)
            if index < rest.count - 1 { try jump(.jumpIfFalse, a: value, to: end) }
            left = right
        }
        assembly.mark(end)
        try emit(.move, a: result, b: value)
    }

    /// Jumps to `label` if the condition's truth differs from `truth` (`unless: true`: jumps where it is false).
    func compileJump(_ condition: Expression, unless truth: Bool, to label: Assembly.Label) throws {
        switch condition.kind {
        case .not(let value): try compileJump(value, unless: !truth, to: label)
        case .and(let items) where truth, .or(let items) where !truth:
            for item in items { try compileJump(item, unless: truth, to: label) }
        case .and(let items), .or(let items):
            let pass = assembly.label()
            for item in items.dropLast() { try compileJump(item, unless: !truth, to: pass) }
            if let last = items.last { try compileJump(last, unless: truth, to: label) }
            assembly.mark(pass)
        default:
            try withTemporaries {
                try jump(truth ? .jumpIfFalse : .jumpIfTrue, a: compile(condition), to: label)
            }
        }
    }

    // MARK: Texts

    private func compileFormatted(_ parts: [FormattedPart], into result: Operand) throws {
        let base = try assembly.reserveRegisters(max(parts.count, 1))
        for (index, part) in parts.enumerated() {
            let place = base.advanced(by: index)
            switch part {
            case .text(let text): try emit(.move, a: place, b: assembly.text(text, machine))
            case .value(let value, let conversion, let specification):
                try withTemporaries {
                    let operand = try compile(value)
                    var format = try assembly.text([], machine)
                    if !specification.isEmpty {
                        format = try temporary()
                        try compileFormatted(specification, into: format)
                    }
                    try emit(.format, a: place, b: operand, c: format, count: conversion.map { Int($0.value) } ?? 0)
                }
            }
        }
        try emit(.buildString, a: result, b: base, count: parts.count)
    }
}

extension Expression {
    /// Whether it is a literal or a name, so that evaluating it does nothing.
    var isPlain: Bool {
        switch kind {
        case .none, .ellipsis, .bool, .integer, .float, .string, .name: true
        default: false
        }
    }

    /// Whether evaluating it can change no variable.
    var isInert: Bool {
        switch kind {
        case .none, .ellipsis, .bool, .integer, .float, .string, .name: true
        case .unary(_, let value), .not(let value), .attribute(let value, _): value.isInert
        case .binary(_, let left, let right), .item(let left, let right): left.isInert && right.isInert
        case .slice(let lower, let upper, let step):
            [lower, upper, step].allSatisfy { $0?.isInert ?? true }
        case .tuple(let items), .list(let items): items.allSatisfy(\.isInert)
        default: false
        }
    }
}
