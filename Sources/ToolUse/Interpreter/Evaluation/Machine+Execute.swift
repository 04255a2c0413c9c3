extension Machine {
    /// Executes instructions until the entry frame returns or yields. `frame` is the running one, also where it fails.
    func execute(_ frame: inout Frame) throws -> Value {
        var instructions = frame.code.instructions
        var registers = Registers(frame, globals)
        var place = frame.place
        let fuel = fuel
        defer { frame.place = place }

        /// Goes on in another frame.
        @inline(__always) func enterFrame(_ next: Frame) {
            frame = next
            instructions = next.code.instructions
            registers = Registers(next, globals)
            place = next.place
        }

        /// Calls a frame; its result goes to `destination`.
        @inline(__always) func push(_ next: Frame, _ destination: Int32) throws {
            do {
                try enter()
            } catch {
                finish(next)
                throw error
            }
            frame.place = place
            next.caller = frame
            next.destination = Operand(raw: destination)
            enterFrame(next)
        }

        while true {
            let instruction = instructions[place]
            place &+= 1
            fuel.pointee &-= 1
            if fuel.pointee < 0 { try refuel() }
            let (a, b, c) = (instruction.a, instruction.b, instruction.c)
            switch instruction.operation {
            // MARK: Variables
            case .move: registers[a].pointee = registers[b].pointee
            case .clear: registers[a].pointee = .undefined
            case .checkLocal:
                if registers[a].pointee.isUndefined { throw unbound(frame.code.names[Int(b)]) }
            case .checkGlobal:
                if registers[a].pointee.isUndefined { throw undefined(frame.code.names[Int(b)]) }
            case .either:
                registers[a].pointee = registers[b].pointee.isUndefined ? registers[c].pointee : registers[b].pointee
            case .makeCell:
                registers[a].pointee = .object(CellObject(registers[a].pointee, heap))
            case .loadCell:
                guard case .object(let object) = registers[b].pointee, let cell = object as? CellObject else {
                    continue
                }
                guard !cell.value.isUndefined else { throw unboundCell(frame.code.names[Int(c)]) }
                registers[a].pointee = cell.value
            case .storeCell:
                guard case .object(let object) = registers[a].pointee, let cell = object as? CellObject else {
                    continue
                }
                cell.value = registers[b].pointee
            case .clearCell:
                guard case .object(let object) = registers[a].pointee, let cell = object as? CellObject else {
                    continue
                }
                cell.value = .undefined

            // MARK: Arithmetic
            case .add:
                let (left, right) = (registers[b], registers[c])
                if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
                    let (sum, isTooLarge) = x.addingReportingOverflow(y)
                    if !isTooLarge {
                        registers[a].pointee = .int(sum)
                        continue
                    }
                } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
                    registers[a].pointee = .float(x + y)
                    continue
                }
                if instruction.count > 0, try appendText(instruction, registers) { continue }
                try combine(.add, instruction, registers)
            case .subtract:
                let (left, right) = (registers[b], registers[c])
                if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
                    let (difference, isTooLarge) = x.subtractingReportingOverflow(y)
                    if !isTooLarge {
                        registers[a].pointee = .int(difference)
                        continue
                    }
                } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
                    registers[a].pointee = .float(x - y)
                    continue
                }
                try combine(.subtract, instruction, registers)
            case .multiply:
                let (left, right) = (registers[b], registers[c])
                if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
                    let (product, isTooLarge) = x.multipliedReportingOverflow(by: y)
                    if !isTooLarge {
                        registers[a].pointee = .int(product)
                        continue
                    }
                } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
                    registers[a].pointee = .float(x * y)
                    continue
                }
                try combine(.multiply, instruction, registers)
            case .modulo:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee, x >= 0, y > 0 {
                    registers[a].pointee = .int(x % y)
                    continue
                }
                try combine(.modulo, instruction, registers)
            case .floorDivide:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee, x >= 0, y > 0 {
                    registers[a].pointee = .int(x / y)
                    continue
                }
                try combine(.floorDivide, instruction, registers)
            case .divide: try combine(.divide, instruction, registers)
            case .power: try combine(.power, instruction, registers)
            case .leftShift: try combine(.leftShift, instruction, registers)
            case .rightShift: try combine(.rightShift, instruction, registers)
            case .and: try combine(.and, instruction, registers)
            case .or: try combine(.or, instruction, registers)
            case .xor: try combine(.xor, instruction, registers)
            case .matrixMultiply: try combine(.matrixMultiply, instruction, registers)
            case .negate: registers[a].pointee = try unary(.negate, registers[b].pointee)
            case .positive: registers[a].pointee = try unary(.positive, registers[b].pointee)
            case .invert: registers[a].pointee = try unary(.invert, registers[b].pointee)
            case .not: registers[a].pointee = .bool(try !isTrue(registers[b].pointee))

            // MARK: Comparison
            case .less:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee {
                    registers[a].pointee = .bool(x < y)
                    continue
                }
                registers[a].pointee = try compare(.less, registers[b].pointee, registers[c].pointee)
            case .lessOrEqual:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee {
                    registers[a].pointee = .bool(x <= y)
                    continue
                }
                registers[a].pointee = try compare(.lessOrEqual, registers[b].pointee, registers[c].pointee)
            case .greater:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee {
                    registers[a].pointee = .bool(x > y)
                    continue
                }
                registers[a].pointee = try compare(.greater, registers[b].pointee, registers[c].pointee)
            case .greaterOrEqual:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee {
                    registers[a].pointee = .bool(x >= y)
                    continue
                }
                registers[a].pointee = try compare(.greaterOrEqual, registers[b].pointee, registers[c].pointee)
            case .equal:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee {
                    registers[a].pointee = .bool(x == y)
                    continue
                }
                registers[a].pointee = try equality(registers[b].pointee, registers[c].pointee)
            case .notEqual:
                if case .int(let x) = registers[b].pointee, case .int(let y) = registers[c].pointee {
                    registers[a].pointee = .bool(x != y)
                    continue
                }
                registers[a].pointee = try inequality(registers[b].pointee, registers[c].pointee)
            case .isIdentical: registers[a].pointee = .bool(registers[b].pointee.isIdentical(to: registers[c].pointee))
            case .isNotIdentical:
                registers[a].pointee = .bool(!registers[b].pointee.isIdentical(to: registers[c].pointee))
            case .isIn: registers[a].pointee = .bool(try contains(registers[c].pointee, registers[b].pointee))
            case .isNotIn: registers[a].pointee = .bool(try !contains(registers[c].pointee, registers[b].pointee))

            // MARK: Jumps
            case .jump: place = Int(a)
            case .jumpIfTrue:
                if case .bool(let truth) = registers[a].pointee {
                    if truth { place = Int(b) }
                } else if try isTrue(registers[a].pointee) {
                    place = Int(b)
                }
            case .jumpIfFalse:
                if case .bool(let truth) = registers[a].pointee {
                    if !truth { place = Int(b) }
                } else if try !isTrue(registers[a].pointee) {
                    place = Int(b)
                }
            case .jumpUnlessInteger:
                if case .int(let number) = registers[a].pointee, number == Int(instruction.count) { continue }
                place = Int(b)
            case .jumpIfUndefined: if registers[a].pointee.isUndefined { place = Int(b) }

            // MARK: Building and access
            case .getItem:
                if case .list(let list) = registers[b].pointee, case .int(let index) = registers[c].pointee {
                    let count = list.items.count
                    let real = index < 0 ? index &+ count : index
                    if real >= 0, real < count {
                        registers[a].pointee = list.items[real]
                        continue
                    }
                }
                registers[a].pointee = try item(of: registers[b].pointee, at: registers[c].pointee)
            case .setItem:
                if case .list(let list) = registers[a].pointee, case .int(let index) = registers[b].pointee, index >= 0,
                    index < list.items.count
                {
                    list.setItem(at: index, to: registers[c].pointee)
                    continue
                }
                try setItem(of: registers[a].pointee, at: registers[b].pointee, to: registers[c].pointee)
            case .getAttribute:
                registers[a].pointee = try attribute(of: registers[b].pointee, frame.code.names[Int(c)])
            case .setAttribute:
                try setAttribute(of: registers[a].pointee, frame.code.names[Int(c)], to: registers[b].pointee)
            case .listAppend:
                guard case .list(let list) = registers[a].pointee else { continue }
                try list.append(registers[b].pointee)

            // MARK: Iteration
            case .getIterator: registers[a].pointee = .object(try iterator(over: registers[b].pointee))
            case .next:
                guard case .object(let object) = registers[b].pointee else { continue }
                if let range = object as? RangeIterator {
                    guard let number = range.nextInteger() else { continue }
                    registers[a].pointee = .int(number)
                } else {
                    guard let iterator = object as? IteratorObject, let value = try iterator.next(self) else {
                        continue
                    }
                    registers[a].pointee = value
                }
                place = Int(c)

            // MARK: Calls
            case .call:
                let arguments = UnsafeBufferPointer(start: registers[c], count: Int(instruction.count))
                switch try invoke(registers[b].pointee, arguments, []) {
                case .value(let value): registers[a].pointee = value
                case .frame(let next): try push(next, a)
                }
            case .callMethod:
                switch try invokeMethod(Int(b), frame.code, registers[c], Int(instruction.count)) {
                case .value(let value): registers[a].pointee = value
                case .frame(let next): try push(next, a)
                }
            case .callNamed:
                switch try invokeNamed(instruction, frame.code, registers) {
                case .value(let value): registers[a].pointee = value
                case .frame(let next): try push(next, a)
                }
            case .callSpread:
                switch try invokeSpread(instruction, registers) {
                case .value(let value): registers[a].pointee = value
                case .frame(let next): try push(next, a)
                }
            case .returnValue, .returnNames:
                var value: Value
                if instruction.operation == .returnNames {
                    value = try names(of: frame)
                } else {
                    value = registers[a].pointee
                }
                if !frame.constructed.isUndefined {
                    guard value.isNone else {
                        throw Interruption.typeError("__init__() should return None, not '\(value.type.name)'")
                    }
                    value = frame.constructed
                }
                let (caller, destination) = (frame.caller, frame.destination)
                finish(frame)
                guard let caller else { return value }
                leave()
                enterFrame(caller)
                registers[destination.raw].pointee = value
            case .yield:
                frame.inbox = Operand(raw: a)
                frame.isSuspended = true
                return registers[b].pointee
            case .yieldFrom:
                if let value = try nextDelegated(registers[b]) {
                    place &-= 1
                    frame.inbox = Operand(raw: b).advanced(by: 1)
                    frame.isSuspended = true
                    return value
                }
                registers[a].pointee = (registers[b].pointee.object as? GeneratorObject)?.result ?? .none
            default: try perform(instruction, frame.code, registers)
            }
        }
    }
}
