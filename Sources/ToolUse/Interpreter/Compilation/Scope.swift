/// The names of a module, function, comprehension or class, and where they live.
final class Scope {
    enum Kind {
        case module, function, type
        /// A list, set or dict comprehension: its names are its own, its registers those of the function around it.
        case comprehension
    }

    let kind: Kind
    let parent: Scope?
    /// The names assigned in it, in order.
    private(set) var bound: [String] = []
    private var boundSet: Set<String> = []
    /// The names declared `global`.
    private(set) var globals: Set<String> = []
    /// The names declared `nonlocal`.
    private(set) var nonlocals: Set<String> = []
    /// The names of its own that functions inside of it use.
    private(set) var captured: Set<String> = []
    /// The names that it, or a function inside of it, takes from around it, if anything there has them.
    private(set) var outer: [String] = []
    private var uses: [String: Bool] = [:]
    private var useOrder: [String] = []
    /// Whether it is a function that yields.
    var isGenerator = false
    /// Whether it is the function behind a generator expression.
    var isGeneratorExpression = false
    /// Whether `name := value` occurs in it.
    var hasInlineAssignment = false
    /// The registers of its names, once the compiler has chosen them.
    var registers: [String: Int] = [:]
    /// The registers of the cells that its frame takes from around it.
    var freeCells: [String: Int] = [:]

    init(_ kind: Kind, parent: Scope?) {
        self.kind = kind
        self.parent = parent
    }

    /// Whether it has a frame of its own.
    var hasFrame: Bool { kind != .comprehension }

    /// The scope whose frame holds its registers.
    var frame: Scope { hasFrame ? self : parent?.frame ?? self }

    func binds(_ name: String) -> Bool { boundSet.contains(name) }

    func bind(_ name: String) {
        guard !globals.contains(name), !nonlocals.contains(name), boundSet.insert(name).inserted else { return }
        bound.append(name)
    }

    func declareGlobal(_ name: String) { globals.insert(name) }

    func declareNonlocal(_ name: String) { nonlocals.insert(name) }

    /// Notes a use of a name, in this frame or in a function inside of it.
    func use(_ name: String, fromInside: Bool = false) {
        if uses[name] == nil { useOrder.append(name) }
        uses[name] = fromInside || uses[name] ?? false
    }

    /// Settles which names are captured and which come from outside. To be called when all uses are noted.
    func close() {
        for name in useOrder where !globals.contains(name) {
            let isFromInside = uses[name] ?? false
            if binds(name) {
                // The names of a class are not seen by its methods.
                if kind != .type || name == "__class__" {
                    if isFromInside { captured.insert(name) }
                    continue
                }
                if !isFromInside { continue }
            }
            if hasFrame { outer.append(name) }
            // Comprehensions do not see the names of a class either.
            parent?.use(name, fromInside: hasFrame || isFromInside || parent?.kind == .type)
        }
    }

    enum Resolution {
        /// In this frame, in a register that this scope knows.
        case local(Scope)
        /// In a cell that comes from a function around this frame.
        case free
        case global
    }

    /// Where a name is found.
    func resolve(_ name: String) -> Resolution {
        var scope = self
        var isOutside = false
        while true {
            if scope.globals.contains(name) { return .global }
            if scope.binds(name), scope.kind != .type || scope === self || name == "__class__" {
                if scope.kind == .module { return .global }
                return isOutside ? .free : .local(scope)
            }
            if scope.hasFrame { isOutside = true }
            guard let parent = scope.parent else { return .global }
            scope = parent
        }
    }

    /// The names whose cells a frame takes from the functions around it, in the order of its captured cells.
    var free: [String] {
        outer.filter { name in
            guard let parent else { return false }
            if kind == .type {
                if case .global = parent.resolve(name) { return false }
                return true
            }
            if case .free = resolve(name) { return true }
            return false
        }
    }
}
