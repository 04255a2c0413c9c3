extension Methods {
    private static func set(
        _ name: String, _ signature: Signature = "", _ body: @escaping (SetObject, Call) throws -> Value
    ) -> NativeFunction {
        of("set", { if case .set(let set) = $0 { set } else { nil } }, name, signature, body)
    }

    static let frozenSet: [NativeFunction] =
        sized + [
            combining("union", .or),
            combining("intersection", .and),
            combining("difference", .subtract),
            set("symmetric_difference", "other") { set, call in
                try combined(set, .xor, with: [call[1]], call.machine)
            },
            set("issubset", "other") { set, call in
                .bool(try set.isSubset(of: call.machine.makeSet(of: call[1]), call.machine))
            },
            set("issuperset", "other") { set, call in
                .bool(try call.machine.makeSet(of: call[1]).isSubset(of: set, call.machine))
            },
            set("isdisjoint", "other") { set, call in
                for value in try call.elements(1) {
                    try call.machine.spend(1)
                    if try set.entry(of: value, call.machine) != nil { return .bool(false) }
                }
                return .bool(true)
            },
            set("copy") { set, call in .set(try set.copy(isFrozen: set.isFrozen, call.machine)) },
        ]

    static let set: [NativeFunction] =
        frozenSet + [
            set("add", "elem") { set, call in
                try set.add(call[1], call.machine)
                return .none
            },
            set("remove", "elem") { set, call in
                guard try set.remove(call[1], call.machine) != nil else { throw try call.machine.keyError(call[1]) }
                return .none
            },
            set("discard", "elem") { set, call in
                try set.remove(call[1], call.machine)
                return .none
            },
            set("pop") { set, call in
                guard let entry = set.table.keys.firstIndex(where: { !$0.isUndefined }) else {
                    throw try call.machine.keyError(call.machine.string("pop from an empty set"))
                }
                try call.machine.spend(entry / 8)
                return set.remove(at: entry).key
            },
            set("clear") { set, _ in
                set.removeAll()
                return .none
            },
            updating("update", .or),
            updating("intersection_update", .and),
            updating("difference_update", .subtract),
            updating("symmetric_difference_update", .xor),
        ]

    private static func combining(_ name: String, _ operation: BinaryOperator) -> NativeFunction {
        set(name, "*others") { set, call in
            try combined(set, operation, with: Array(call.values.dropFirst()), call.machine)
        }
    }

    private static func combined(
        _ set: SetObject, _ operation: BinaryOperator, with others: [Value], _ machine: Machine
    ) throws -> Value {
        var result = try set.copy(isFrozen: set.isFrozen, machine)
        for other in others {
            result = try result.combined(operation, with: machine.makeSet(of: other), machine) ?? result
        }
        return .set(result)
    }

    private static func updating(_ name: String, _ operation: BinaryOperator) -> NativeFunction {
        set(name, "*others") { set, call in
            for other in call.values.dropFirst() {
                if let result = try set.combined(operation, with: call.machine.makeSet(of: other), call.machine) {
                    set.takeTable(of: result)
                }
            }
            return .none
        }
    }
}
