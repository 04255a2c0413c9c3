extension Machine {
    /// Executes an instruction that neither jumps nor calls a function of the program directly.
    @inline(never) func perform(_ instruction: Instruction, _ code: Code, _ registers: Registers) throws {
        let (a, b, c) = (instruction.a, instruction.b, instruction.c)
        let count = Int(instruction.count)
        switch instruction.operation {
        case .buildList: registers[a].pointee = try list(row(b, count, registers))
        case .buildTuple: registers[a].pointee = try tuple(row(b, count, registers))
        case .buildSet:
            let set = SetObject(heap)
            for value in row(b, count, registers) { try set.add(value, self) }
            registers[a].pointee = .set(set)
        case .buildDict: registers[a].pointee = .dict(DictObject(heap))
        case .buildString: try buildString(instruction, registers)
        case .buildSlice:
            let base = registers[b]
            registers[a].pointee = .object(SliceObject(start: base[0], stop: base[1], step: base[2], heap))
        case .listExtend:
            if case .list(let list) = registers[a].pointee {
                let value = registers[b].pointee
                guard let iterator = try value.object?.iterator(self) else {
                    let place = count == 1 ? "\(calledName(registers[c].pointee)) argument" : "Value"
                    throw Interruption.typeError("\(place) after * must be an iterable, not \(value.type.name)")
                }
                try list.extend(by: elements(of: iterator), self)
            }
        case .listAppendAll:
            if case .list(let list) = registers[a].pointee { try list.extend(by: row(b, count, registers), self) }
        case .setAdd: if case .set(let set) = registers[a].pointee { try set.add(registers[b].pointee, self) }
        case .setExtend:
            if case .set(let set) = registers[a].pointee {
                for value in try elements(of: registers[b].pointee) { try set.add(value, self) }
            }
        case .dictSet:
            if case .dict(let dict) = registers[a].pointee {
                try dict.setItem(registers[b].pointee, to: registers[c].pointee, self)
            }
        case .dictMerge: try merge(registers[b].pointee, into: registers[a].pointee, isCall: count == 1)
        case .listToTuple:
            if case .list(let list) = registers[b].pointee { registers[a].pointee = try tuple(list.items) }
        case .format:
            var value = registers[b].pointee
            if let conversion = Unicode.Scalar(UInt32(count)), count > 0 { value = try converted(value, conversion) }
            guard case .string(let specification) = registers[c].pointee else { return }
            registers[a].pointee = try string(format(value, specification.scalars))
        case .checkMethod: try checkMethod(Int(b), code, registers[c].pointee)
        case .deleteItem: try deleteItem(of: registers[a].pointee, at: registers[b].pointee)
        case .deleteAttribute: try deleteAttribute(of: registers[a].pointee, code.names[Int(c)])
        case .unpack: try unpack(registers[b].pointee, count: count, to: registers[a])
        case .unpackRest: try unpack(registers[b].pointee, first: count, last: Int(c), to: registers[a])
        case .makeFunction: registers[a].pointee = try makeFunction(code.children[Int(b)], instruction, registers)
        case .makeClass:
            registers[a].pointee = try makeClass(code.children[Int(b)], bases: registers[c].pointee, registers)
        case .makeSuper: registers[a].pointee = try makeSuper(registers[b].pointee, registers[c].pointee)
        case .importModule: registers[a].pointee = try Modules.module(code.names[Int(b)], isOutermost: count == 1)
        case .importName:
            registers[a].pointee = try Modules.member(code.names[Int(c)], of: code.names[Int(b)])
        case .raise: throw try raised(registers[a].pointee, from: count == 1 ? registers[b].pointee : nil)
        case .raiseAgain:
            guard let exception = registers[a].pointee.object as? ExceptionObject else {
                throw Interruption.runtimeError("No active exception to reraise")
            }
            throw Interruption.raised(exception)
        case .raiseAssertion:
            let arguments = count == 1 ? [registers[a].pointee] : []
            throw Interruption.raised(ExceptionObject(ExceptionKind.assertionError.type, arguments, heap))
        case .matchException: registers[a].pointee = .bool(try matches(registers[b].pointee, registers[c].pointee))
        case .matchSequence: registers[a].pointee = .bool(matchesSequence(instruction, registers))
        case .matchMapping:
            if case .dict = registers[b].pointee {
                registers[a].pointee = .bool(true)
            } else {
                registers[a].pointee = .bool(false)
            }
        case .matchInstance:
            registers[a].pointee = .bool(try isInstance(registers[b].pointee, of: registers[c].pointee))
        case .matchArgument:
            registers[a].pointee = try matchedArgument(registers[b].pointee, registers[c].pointee, count)
        case .findAttribute:
            registers[a].pointee = try findAttribute(of: registers[b].pointee, code.names[Int(c)]) ?? .undefined
        case .noteResult: result = registers[a].pointee
        default: throw Interruption.runtimeError("an instruction is not known")
        }
    }

    private func row(_ base: Int32, _ count: Int, _ registers: Registers) -> [Value] {
        Array(UnsafeBufferPointer(start: registers[base], count: count))
    }

    private func buildString(_ instruction: Instruction, _ registers: Registers) throws {
        let base = registers[instruction.b]
        let count = Int(instruction.count)
        if count == 1, case .string = base.pointee {
            registers[instruction.a].pointee = base.pointee
            return
        }
        var text: Scalars = []
        for index in 0..<count { try writeText(of: base[index], to: &text) }
        registers[instruction.a].pointee = try string(text)
    }

    private func merge(_ value: Value, into target: Value, isCall: Bool) throws {
        guard case .dict(let dict) = target else { return }
        guard case .dict(let other) = value else {
            throw Interruption.typeError(
                isCall
                    ? "argument after ** must be a mapping, not \(value.type.name)"
                    : "'\(value.type.name)' object is not a mapping")
        }
        if isCall {
            for key in other.keys where try dict.entry(of: key, self) != nil {
                throw Interruption.typeError("got multiple values for keyword argument '\(try text(of: key).text)'")
            }
        }
        try dict.merge(other, self)
    }

    private func matchesSequence(_ instruction: Instruction, _ registers: Registers) -> Bool {
        let items: [Value]
        switch registers[instruction.b].pointee {
        case .list(let list): items = list.items
        case .tuple(let tuple): items = tuple.items
        default: return false
        }
        return instruction.count == 1 ? items.count >= Int(instruction.c) : items.count == Int(instruction.c)
    }

    private func matchedArgument(_ value: Value, _ type: Value, _ place: Int) throws -> Value {
        guard let type = type.object as? TypeObject else { return .undefined }
        guard let names = try findAttribute(of: .object(type), "__match_args__"), case .tuple(let names) = names else {
            guard !type.isCustom, place == 0 else {
                throw Interruption.typeError("\(type.name)() accepts 0 positional sub-patterns (\(place + 1) given)")
            }
            return value
        }
        guard place < names.items.count, case .string(let name) = names.items[place] else {
            throw Interruption.typeError(
                "\(type.name)() accepts \(names.items.count) positional sub-patterns (\(place + 1) given)")
        }
        return try findAttribute(of: value, name.text) ?? .undefined
    }
}
