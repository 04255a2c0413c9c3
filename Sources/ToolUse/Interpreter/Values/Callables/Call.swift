/// The call of a built-in function: its arguments, and short ways to what it needs of them.
struct Call {
    let machine: Machine
    let function: NativeFunction
    /// The arguments by position; `.undefined` where one was not given. Valid during the call.
    let values: UnsafeBufferPointer<Value>
    /// The arguments that can only be given by name.
    let keywords: [(name: String, value: Value)]

    /// The argument at a position, `.undefined` if not given.
    subscript(index: Int) -> Value { index < values.count ? values[index] : .undefined }

    /// How many positional arguments there are.
    var count: Int { values.count }

    /// The values that the function holds.
    var held: [Value] { function.held }

    /// The argument at a position; nil if not given.
    func given(_ index: Int) -> Value? {
        let value = self[index]
        return value.isUndefined ? nil : value
    }

    /// The argument at a position; nil if not given or None.
    func optional(_ index: Int) -> Value? {
        let value = self[index]
        return value.isUndefined || value.isNone ? nil : value
    }

    /// An argument given by name; nil if not given.
    func keyword(_ name: String) -> Value? { keywords.first { $0.name == name }?.value }

    /// An argument given by name; nil if not given or None.
    func optionalKeyword(_ name: String) -> Value? {
        guard let value = keyword(name), !value.isNone else { return nil }
        return value
    }
}

extension Call {
    /// An integer that fits a machine word.
    func integer(_ index: Int) throws -> Int { try machine.integer(self[index]) }

    func integer(_ index: Int, default standard: Int) throws -> Int {
        try given(index).map(machine.integer) ?? standard
    }

    func double(_ index: Int) throws -> Double { try machine.double(self[index]) }

    /// A text.
    ///
    /// - Parameter what: what the message calls the argument, with a verb
    func scalars(_ index: Int, _ what: String? = nil) throws -> Scalars {
        guard case .string(let text) = self[index] else {
            let what = what ?? "\(function.name)() argument must be str"
            throw Interruption.typeError("\(what), not \(self[index].type.name)")
        }
        return text.scalars
    }

    func isTrue(_ index: Int) throws -> Bool { try given(index).map(machine.isTrue) ?? false }

    /// All that an iterable argument gives.
    func elements(_ index: Int) throws -> [Value] { try machine.elements(of: self[index]) }

    func iterator(_ index: Int) throws -> IteratorObject { try machine.iterator(over: self[index]) }
}
