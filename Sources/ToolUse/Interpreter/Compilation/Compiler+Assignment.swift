extension Compiler {
    func compileAssignment(_ targets: [Target], _ value: Expression) throws {
        if targets.count == 1 {
            if case .name(let name) = targets[0].kind, let place = try place(of: name) {
                try compile(value, into: place)
                return try noteAssigned(name)
            }
            if case .sequence(let parts) = targets[0].kind, case .tuple(let items) = value.kind,
                parts.count == items.count,
                parts.allSatisfy({ !$0.isStarred }),
                !items.contains(where: { if case .starred = $0.kind { true } else { false } })
            {
                // `a, b = b, a` needs no tuple.
                let base = try compileRow(items)
                for (index, part) in parts.enumerated() { try assign(part, base.advanced(by: index)) }
                return
            }
        }
        let operand = try compile(value)
        for target in targets { try assign(target, operand) }
    }

    /// Assigns a value to a target.
    func assign(_ target: Target, _ value: Operand) throws {
        try withTemporaries {
            switch target.kind {
            case .name(let name): try store(name, value)
            case .attribute(let object, let name):
                try emit(.setAttribute, a: compile(object), b: value, index: self.name(name))
            case .item(let object, let index):
                let operands = try compileOperands([object, index])
                assembly.line = target.line
                try emit(.setItem, a: operands[0], b: operands[1], c: value)
            case .sequence(let parts): try unpack(parts, value)
            case .starred: throw failure("starred assignment target must be in a list or tuple", line: target.line)
            }
        }
    }

    private func unpack(_ parts: [Target], _ value: Operand) throws {
        let base = try assembly.reserveRegisters(max(parts.count, 1))
        if let star = parts.firstIndex(where: \.isStarred) {
            let rest = Int32(truncatingIfNeeded: parts.count - star - 1)
            try emit(.unpackRest, a: base, b: value, index: rest, count: star)
        } else {
            try emit(.unpack, a: base, b: value, count: parts.count)
        }
        for (index, part) in parts.enumerated() {
            if case .starred(let inner) = part.kind {
                try assign(inner, base.advanced(by: index))
            } else {
                try assign(part, base.advanced(by: index))
            }
        }
    }

    func compileAugmented(_ target: Target, _ operation: BinaryOperator, _ value: Expression) throws {
        let operation = Operation(operation)
        switch target.kind {
        case .name(let name):
            var left = try load(name)
            var isCopy = false
            if left.isGlobal || scope.hasInlineAssignment, !value.isInert {
                let copy = try temporary()
                try emit(.move, a: copy, b: left)
                left = copy
                isCopy = true
            }
            let right = try compile(value)
            let result = try place(of: name) ?? temporary()
            assembly.line = target.line
            try emit(operation, a: result, b: left, c: right, count: isCopy ? 2 : 1)
            if try place(of: name) == nil { try store(name, result) } else { try noteAssigned(name) }
        case .attribute(let object, let name):
            let owner = try compile(object)
            let current = try temporary()
            try emit(.getAttribute, a: current, b: owner, index: self.name(name))
            let right = try compile(value)
            assembly.line = target.line
            try emit(operation, a: current, b: current, c: right, count: 1)
            try emit(.setAttribute, a: owner, b: current, index: self.name(name))
        case .item(let object, let index):
            let operands = try compileOperands([object, index])
            let (owner, key) = (try held(operands[0]), try held(operands[1]))
            let current = try temporary()
            try emit(.getItem, a: current, b: owner, c: key)
            let right = try compile(value)
            assembly.line = target.line
            try emit(operation, a: current, b: current, c: right, count: 1)
            try emit(.setItem, a: owner, b: key, c: current)
        case .sequence, .starred: throw failure("illegal target for augmented assignment", line: target.line)
        }
    }

    /// A copy of a global variable's value, which nothing can change meanwhile.
    private func held(_ operand: Operand) throws -> Operand {
        guard operand.isGlobal else { return operand }
        let copy = try temporary()
        try emit(.move, a: copy, b: operand)
        return copy
    }

    func compileDelete(_ target: Target) throws {
        try withTemporaries {
            switch target.kind {
            case .name(let name): try delete(name)
            case .attribute(let object, let name):
                try emit(.deleteAttribute, a: compile(object), index: self.name(name))
            case .item(let object, let index):
                let operands = try compileOperands([object, index])
                try emit(.deleteItem, a: operands[0], b: operands[1])
            case .sequence(let parts): for part in parts { try compileDelete(part) }
            case .starred: throw failure("cannot delete starred", line: target.line)
            }
        }
    }
}

extension Target {
    var isStarred: Bool {
        if case .starred = kind { true } else { false }
    }
}
