/// An iterator that is written as a closure, over values that the closure does not hold itself.
///
/// `sources` are what it draws from; the closure gets them at each step, so that a long chain of iterators is taken apart
/// without deep recursion.
final class ClosureIterator: IteratorObject, @unchecked Sendable {
    typealias Step = (_ sources: inout [Value], _ machine: Machine) throws -> Value?

    private var sources: [Value]
    private let kind: TypeObject
    private let step: Step
    private var isFinished = false

    init(_ sources: [Value], kind: TypeObject = Types.iterator, _ heap: Heap, step: @escaping Step) {
        self.sources = sources
        self.kind = kind
        self.step = step
        super.init(heap)
    }

    deinit { heap.discard(&sources) }

    override var type: TypeObject { kind }

    override func next(_ machine: Machine) throws -> Value? {
        guard !isFinished else { return nil }
        return try machine.descend {
            try machine.spend(1)
            // The sources are taken out, so that a step that comes back to this iterator finds it at its end.
            var taken = sources
            sources = []
            isFinished = true
            var hasEnded = false
            defer {
                sources = taken
                isFinished = hasEnded
            }
            let value = try step(&taken, machine)
            hasEnded = value.map { _ in false } ?? true
            return value
        }
    }
}
