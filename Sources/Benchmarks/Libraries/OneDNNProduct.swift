/// One product, made ready: c = a·b by a matmul primitive, as often as it is called.
///
/// The library's descriptors are structures that it fills in; here they are bytes, more than any version 2 needs.
final class OneDNNProduct {
    private typealias Handle = OneDNNFunctions.Handle

    /// An argument of an execution: its role, then its memory.
    private struct Argument {
        var role: Int32
        var memory: Handle = nil
    }

    private static let descriptorBytes = 4096
    private enum Role {
        static let source: Int32 = 1
        static let destination: Int32 = 17
        static let weights: Int32 = 33
    }

    private let matmul: OneDNNMatmul
    private var primitive: Handle = nil
    private var memories: [Handle] = []
    private var packed: UnsafeMutableRawPointer?

    /// The product a (m×k) · b (k×n) → c (m×n, float32); with `packs`, b is laid out as the library likes it, here and now.
    init?(
        _ matmul: OneDNNMatmul, _ a: OneDNNMatmul.Matrix, _ b: OneDNNMatmul.Matrix, into c: OneDNNMatmul.Matrix,
        packs: Bool
    ) {
        self.matmul = matmul
        let library = matmul.functions
        let scratch = UnsafeMutableRawPointer.allocate(byteCount: 5 * Self.descriptorBytes, alignment: 64)
        scratch.initializeMemory(as: UInt8.self, repeating: 0, count: 5 * Self.descriptorBytes)
        defer { scratch.deallocate() }
        func place(_ index: Int) -> UnsafeMutableRawPointer { scratch + index * Self.descriptorBytes }
        func describe(_ index: Int, _ matrix: OneDNNMatmul.Matrix) -> Bool {
            library.describe(
                place(index), 2, [Int64(matrix.rows), Int64(matrix.columns)], matrix.element.rawValue, matrix.strides)
                == 0
        }
        let anyLayout: Int32 = 1
        let shape = [Int64(b.rows), Int64(b.columns)]
        guard describe(0, a), describe(1, b), describe(2, c),
            !packs || library.describeByTag(place(3), 2, shape, b.element.rawValue, anyLayout) == 0,
            library.describeMatmul(place(4), place(0), place(packs ? 3 : 1), nil, place(2)) == 0
        else { return nil }
        var descriptor: Handle = nil
        guard library.makeDescriptor(&descriptor, place(4), nil, matmul.engine, nil) == 0 else { return nil }
        defer { _ = library.destroyDescriptor(descriptor) }
        guard library.makePrimitive(&primitive, descriptor) == 0, memory(place(0), a.data),
            memory(place(1), b.data), memory(place(2), c.data)
        else { return nil }
        if packs {
            let weightsQuery: Int32 = 131
            guard let layout = library.query(descriptor, weightsQuery, 0), pack(from: place(1), to: layout) else {
                return nil
            }
        }
    }

    deinit {
        for memory in memories { _ = matmul.functions.destroyMemory(memory) }
        _ = matmul.functions.destroyPrimitive(primitive)
        packed?.deallocate()
    }

    /// Runs it and waits for the end.
    func callAsFunction() {
        run(primitive, [(Role.source, memories[0]), (Role.weights, memories[1]), (Role.destination, memories[2])])
    }

    /// Lays b out anew; its memory takes the place of the plain one.
    private func pack(from plain: UnsafeRawPointer, to layout: UnsafeRawPointer) -> Bool {
        let library = matmul.functions
        let storage = UnsafeMutableRawPointer.allocate(byteCount: library.size(layout), alignment: 64)
        packed = storage
        var (descriptor, reorder): (Handle, Handle) = (nil, nil)
        guard library.makeReorder(&descriptor, plain, matmul.engine, layout, matmul.engine, nil) == 0 else {
            return false
        }
        defer { _ = library.destroyDescriptor(descriptor) }
        guard library.makePrimitive(&reorder, descriptor) == 0, memory(layout, storage) else { return false }
        defer { _ = library.destroyPrimitive(reorder) }
        run(reorder, [(Role.source, memories[1]), (Role.destination, memories[3])])
        memories.swapAt(1, 3)
        return true
    }

    private func memory(_ descriptor: UnsafeRawPointer, _ data: UnsafeMutableRawPointer) -> Bool {
        var memory: Handle = nil
        guard matmul.functions.makeMemory(&memory, descriptor, matmul.engine, data) == 0 else { return false }
        memories.append(memory)
        return true
    }

    private func run(_ primitive: Handle, _ arguments: [(role: Int32, memory: Handle)]) {
        let list = arguments.map { Argument(role: $0.role, memory: $0.memory) }
        list.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            _ = matmul.functions.execute(primitive, matmul.stream, Int32(list.count), start)
        }
        _ = matmul.functions.wait(matmul.stream)
    }
}
