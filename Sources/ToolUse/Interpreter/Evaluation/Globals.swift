/// The variables of a session outside of functions. They stay where they are while a program runs.
final class Globals {
    private(set) var values: UnsafeMutablePointer<Value>
    private var capacity = 64
    private(set) var names: [String] = []
    private var indices: [String: Int] = [:]

    init() {
        values = .allocate(capacity: capacity)
        values.initialize(repeating: .undefined, count: capacity)
    }

    deinit {
        values.deinitialize(count: capacity)
        values.deallocate()
    }

    func index(of name: String) -> Int? { indices[name] }

    /// Whether a program runs, which relies on the variables staying where they are.
    var isInUse = false

    /// Makes sure that `eval` finds room for some new names.
    func makeRoom() {
        while capacity - names.count < 32 { grow() }
    }

    /// The index of a variable, new if need be.
    func reserve(_ name: String) throws -> Int {
        if let known = indices[name] { return known }
        if names.count == capacity {
            guard !isInUse else { throw Interruption.runtimeError("too many new names in eval()") }
            grow()
        }
        indices[name] = names.count
        names.append(name)
        return names.count - 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: 2 * capacity)
        larger.moveInitialize(from: values, count: capacity)
        (larger + capacity).initialize(repeating: .undefined, count: capacity)
        values.deallocate()
        values = larger
        capacity *= 2
    }

    /// Lets go of all values.
    func dismantle(_ heap: Heap) {
        for index in names.indices { heap.discard(&values[index]) }
    }
}
