/// The built-in classes.
enum Types {
    static let object: TypeObject = TypeObject(
        builtIn: "object", layout: .native, methods: Methods.object)
    static let type: TypeObject = make("type", methods: Methods.type, constructor: Constructors.type)

    // Numbers
    static let int: TypeObject = make("int", methods: Methods.int, constructor: Constructors.int)
    static let bool: TypeObject = TypeObject(builtIn: "bool", base: int, constructor: Constructors.bool)
    static let float: TypeObject = make("float", methods: Methods.float, constructor: Constructors.float)
    static let fraction: TypeObject = make(
        "Fraction", methods: Methods.fraction, constructor: Constructors.fraction)

    // Sequences
    static let string: TypeObject = make("str", methods: Methods.string, constructor: Constructors.string)
    static let list: TypeObject = make("list", methods: Methods.list, constructor: Constructors.list)
    static let tuple: TypeObject = make("tuple", methods: Methods.tuple, constructor: Constructors.tuple)
    static let range: TypeObject = make("range", methods: Methods.range, constructor: Constructors.range)
    static let slice: TypeObject = make("slice", constructor: Constructors.slice)
    static let deque: TypeObject = make("deque", methods: Methods.deque, constructor: Constructors.deque)

    // Tables
    static let dict: TypeObject = make("dict", methods: Methods.dict, constructor: Constructors.dict)
    static let defaultDict: TypeObject = TypeObject(
        builtIn: "defaultdict", base: dict, constructor: Constructors.defaultDict)
    static let orderedDict: TypeObject = TypeObject(
        builtIn: "OrderedDict", base: dict, methods: Methods.orderedDict, constructor: Constructors.orderedDict)
    static let counter: TypeObject = TypeObject(
        builtIn: "Counter", base: dict, methods: Methods.counter, constructor: Constructors.counter)
    static let dictKeys: TypeObject = make("dict_keys", methods: Methods.keys)
    static let dictValues: TypeObject = make("dict_values")
    static let dictItems: TypeObject = make("dict_items", methods: Methods.keys)
    static let set: TypeObject = make("set", methods: Methods.set, constructor: Constructors.set)
    static let frozenSet: TypeObject = make(
        "frozenset", methods: Methods.frozenSet, constructor: Constructors.frozenSet)

    // Iterators
    static let iterator: TypeObject = make("iterator", methods: Methods.iterator)
    static let generator: TypeObject = make("generator", methods: Methods.generator)
    static let map: TypeObject = make("map", methods: Methods.iterator, constructor: Constructors.map)
    static let filter: TypeObject = make("filter", methods: Methods.iterator, constructor: Constructors.filter)
    static let zip: TypeObject = make("zip", methods: Methods.iterator, constructor: Constructors.zip)
    static let enumerate: TypeObject = make(
        "enumerate", methods: Methods.iterator, constructor: Constructors.enumerate)
    static let reversed: TypeObject = make(
        "reversed", methods: Methods.iterator, constructor: Constructors.reversed)

    // Functions and what becomes of them in classes
    static let function: TypeObject = make("function")
    static let builtInFunction: TypeObject = make("builtin_function_or_method")
    static let method: TypeObject = make("method")
    static let methodDescriptor: TypeObject = make("method_descriptor")
    static let property: TypeObject = make("property", constructor: Constructors.property)
    static let classMethod: TypeObject = make("classmethod", constructor: Constructors.classMethod)
    static let staticMethod: TypeObject = make("staticmethod", constructor: Constructors.staticMethod)
    static let superType: TypeObject = make("super", constructor: Constructors.superObject)

    // The rest
    static let none: TypeObject = make("NoneType")
    static let ellipsis: TypeObject = make("ellipsis")
    static let notImplemented: TypeObject = make("NotImplementedType")
    static let module: TypeObject = make("module")

    private static func make(
        _ name: String, methods: [NativeFunction] = [], constructor: NativeFunction? = nil
    ) -> TypeObject {
        TypeObject(builtIn: name, base: object, methods: methods, constructor: constructor)
    }
}
