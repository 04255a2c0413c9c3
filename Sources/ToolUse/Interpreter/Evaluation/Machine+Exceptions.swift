extension Machine {
    /// What `raise value` throws.
    func raised(_ value: Value, from cause: Value?) throws -> Interruption {
        guard let exception = try exceptionObject(value) else {
            throw Interruption.typeError("exceptions must derive from BaseException")
        }
        if let cause {
            guard let origin = cause.isNone ? Value.none : try exceptionObject(cause).map({ .object($0) }) else {
                throw Interruption.typeError("exception causes must derive from BaseException")
            }
            try exception.setAttribute("__cause__", to: origin, self)
        }
        return .raised(exception)
    }

    /// The exception that a value is, or makes if it is a class; nil for other values.
    private func exceptionObject(_ value: Value) throws -> ExceptionObject? {
        if let exception = value.object as? ExceptionObject { return exception }
        guard let type = value.object as? TypeObject, type.layout == .exception else { return nil }
        return try call(value, []).object as? ExceptionObject
    }

    /// Whether `except type` catches an exception.
    func matches(_ exception: Value, _ type: Value) throws -> Bool {
        if case .tuple(let tuple) = type {
            return try descend { try tuple.items.contains { try matches(exception, $0) } }
        }
        guard let type = type.object as? TypeObject, type.layout == .exception else {
            throw Interruption.typeError("catching classes that do not inherit from BaseException is not allowed")
        }
        return exception.type.isSubtype(of: type)
    }
}
