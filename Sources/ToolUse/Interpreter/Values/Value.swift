/// What a program computes with.
///
/// Numbers that fit a machine word, booleans and None need no memory of their own; everything else is an ``Object``. Frequent
/// objects have cases of their own, so that a switch finds them without a cast.
enum Value: Sendable {
    /// Nothing yet: a variable before its first assignment, an argument that was not given. Programs never see it.
    case undefined
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    /// An integer that does not fit `Int`; those that fit are always `.int`.
    case bigInt(BigIntObject)
    case string(StringObject)
    case list(ListObject)
    case tuple(TupleObject)
    case dict(DictObject)
    case set(SetObject)
    case function(FunctionObject)
    case native(NativeFunction)
    /// Any object that has no case of its own.
    case object(Object)
}

extension Value {
    /// The object behind the value, if it has one.
    var object: Object? {
        switch self {
        case .undefined, .none, .bool, .int, .float: nil
        case .bigInt(let object): object
        case .string(let object): object
        case .list(let object): object
        case .tuple(let object): object
        case .dict(let object): object
        case .set(let object): object
        case .function(let object): object
        case .native(let object): object
        case .object(let object): object
        }
    }

    /// What `type(value)` gives.
    var type: TypeObject {
        switch self {
        case .undefined, .none: Types.none
        case .bool: Types.bool
        case .int, .bigInt: Types.int
        case .float: Types.float
        case .string: Types.string
        case .list: Types.list
        case .tuple(let object): object.type
        case .dict(let object): object.type
        case .set(let object): object.type
        case .function: Types.function
        case .native(let object): object.type
        case .object(let object): object.type
        }
    }

    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    var isNone: Bool {
        if case .none = self { true } else { false }
    }

    /// Whether dropping the value can drop others with it.
    var mayHoldValues: Bool {
        switch self {
        case .undefined, .none, .bool, .int, .float, .bigInt, .string: false
        case .list, .tuple, .dict, .set, .function, .native, .object: true
        }
    }

    /// Python's `is`. Equal numbers and texts count as one object.
    func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.undefined, .undefined), (.none, .none): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
        case (.bigInt(let a), .bigInt(let b)): a.value == b.value
        case (.string(let a), .string(let b)): a === b || a.scalars == b.scalars
        default:
            if let a = object, let b = other.object { a === b } else { false }
        }
    }
}
