/// What programs can import.
enum Modules {
    /// All modules by name.
    private static let all: [String: ModuleObject] = Dictionary(
        uniqueKeysWithValues: [
            math, string, itertools, collections, functools, fractions, operators, heapq, bisect, copy, typing, abc,
            dataclasses, random, ModuleObject("collections.abc", typing.members), ModuleObject("__future__", future),
        ].map { ($0.name, $0) })

    /// `from __future__ import …` changes nothing.
    private static let future: [String: Value] = ["annotations": .none, "division": .none, "print_function": .none]

    /// `import name`
    static func module(_ name: String, isOutermost: Bool = false) throws -> Value {
        let wanted = isOutermost ? String(name.prefix { $0 != "." }) : name
        guard all[name] != nil, let module = all[wanted] else {
            let known = all.keys.filter { !$0.hasPrefix("_") }.sorted().joined(separator: ", ")
            throw Interruption.failure(.moduleNotFoundError, "No module named '\(name)'; these exist: \(known)")
        }
        return .object(module)
    }

    /// `from module import name`
    static func member(_ name: String, of module: String) throws -> Value {
        guard let member = all[module]?.members[name] else {
            if let inner = all["\(module).\(name)"] { return .object(inner) }
            throw Interruption.failure(.importError, "cannot import name '\(name)' from '\(module)'")
        }
        return member
    }

    /// The names that `from module import *` takes over.
    static func publicNames(of module: String) -> [String] {
        all[module]?.members.keys.filter { !$0.hasPrefix("_") }.sorted() ?? []
    }

    /// A module of functions, by their own names, and of other values.
    static func make(_ name: String, _ functions: [NativeFunction], _ others: [String: Value] = [:]) -> ModuleObject {
        var members = others
        for function in functions { members[function.name] = .native(function) }
        return ModuleObject(name, members)
    }
}
