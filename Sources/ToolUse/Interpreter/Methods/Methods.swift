/// The methods of the built-in classes: one list per class, one entry per method.
///
/// The first argument of a method is its receiver: `call[1]` is the first one in the parentheses.
enum Methods {
    /// A method of a class whose instances are of one kind of object.
    static func of<Receiver>(
        _ type: String, _ receiver: @escaping (Value) -> Receiver?, _ name: String, _ signature: Signature,
        _ body: @escaping (Receiver, Call) throws -> Value
    ) -> NativeFunction {
        NativeFunction(name, signature.with(receiver: "self"), isMethod: true) { call in
            guard let object = receiver(call[0]) else {
                throw Interruption.typeError(
                    "descriptor '\(name)' for '\(type)' objects doesn't apply to a '\(call[0].type.name)' object")
            }
            return try body(object, call)
        }
    }

    /// A method of any object.
    static func any(_ name: String, _ signature: Signature = "", _ body: @escaping NativeFunction.Body)
        -> NativeFunction
    {
        NativeFunction(name, signature.with(receiver: "self"), isMethod: true, body: body)
    }
}
