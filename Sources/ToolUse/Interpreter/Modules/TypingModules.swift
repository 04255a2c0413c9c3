extension Modules {
    /// Names for annotations, which are evaluated at most and mean nothing.
    static let typing: ModuleObject = {
        let names = [
            "Any", "Callable", "ClassVar", "Collection", "Container", "Counter", "DefaultDict", "Deque", "Dict",
            "Final",
            "FrozenSet", "Generator", "Generic", "Hashable", "Iterable", "Iterator", "List", "Literal", "Mapping",
            "MutableMapping", "MutableSequence", "NoReturn", "Number", "Optional", "OrderedDict", "Protocol",
            "Reversible",
            "Sequence", "Set", "Sized", "Text", "Tuple", "Type", "Union",
        ]
        var members: [String: Value] = [:]
        for name in names {
            members[name] = .object(TypeObject(builtIn: name, base: Types.object, layout: .instance))
        }
        members["TYPE_CHECKING"] = .bool(false)
        let typeVariable = NativeFunction("TypeVar", "*name, bound=, covariant=, contravariant=") { call in call[0] }
        let cast = NativeFunction("cast", "typ, val") { call in call[1] }
        return make("typing", [typeVariable, cast, identity("overload"), identity("final")], members)
    }()

    static let abc = make(
        "abc", [identity("abstractmethod")],
        [
            "ABC": .object(TypeObject(builtIn: "ABC", base: Types.object, layout: .instance)),
            "ABCMeta": .object(Types.type),
        ])

    /// A decorator that changes nothing.
    private static func identity(_ name: String) -> NativeFunction {
        NativeFunction(name, "function") { call in call[0] }
    }
}
