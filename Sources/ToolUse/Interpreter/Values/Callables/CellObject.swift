/// A variable that several functions share.
final class CellObject: CyclicObject, @unchecked Sendable {
    var value: Value

    init(_ value: Value, _ heap: Heap) {
        self.value = value
        super.init(heap)
    }

    deinit { heap.discard(&value) }

    override func dismantle() { heap.discard(&value) }
}
