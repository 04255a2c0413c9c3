/// A dense block of float32 in row-major order, with reference-counted storage.
///
/// Copies share the storage; whoever fills a tensor does so before handing it on.
public struct Tensor: @unchecked Sendable {
    /// The size of each dimension; empty for a scalar.
    public let shape: [Int]
    /// The number of elements: the product of the shape.
    public let count: Int
    private var buffer: Buffer

    /// The first element; valid while the tensor lives.
    public var pointer: UnsafeMutablePointer<Float> { buffer.pointer }

    /// A tensor whose elements have no values yet.
    public init(uninitialized shape: [Int]) {
        self.shape = shape
        count = shape.reduce(1, *)
        buffer = Buffer(count: count)
    }

    /// A tensor of zeros.
    public init(zeros shape: [Int]) {
        self.init(uninitialized: shape)
        pointer.update(repeating: 0, count: count)
    }

    /// A tensor of the given values.
    public init(_ values: [Float], shape: [Int]) {
        precondition(values.count == shape.reduce(1, *), "\(values.count) values do not fill the shape \(shape)")
        self.init(uninitialized: shape)
        values.withUnsafeBufferPointer { pointer.update(from: $0.baseAddress ?? UnsafePointer(pointer), count: count) }
    }

    private init(shape: [Int], sharing other: Tensor) {
        self.shape = shape
        count = other.count
        buffer = other.buffer
    }

    /// The same elements under another shape; shares the storage.
    public func reshaped(_ shape: [Int]) -> Tensor {
        precondition(shape.reduce(1, *) == count, "\(self.shape) cannot be seen as \(shape)")
        return Tensor(shape: shape, sharing: self)
    }

    /// A tensor of its own with the same elements.
    public func copy() -> Tensor {
        let other = Tensor(uninitialized: shape)
        other.pointer.update(from: pointer, count: count)
        return other
    }

    /// Whether no other tensor shares the storage, so that it may be changed in place.
    mutating func isUniquelyOwned() -> Bool { isKnownUniquelyReferenced(&buffer) }

    /// The elements, in row-major order.
    public func toArray() -> [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

    /// The size of the last dimension; 1 for a scalar.
    public var width: Int { shape.last ?? 1 }

    /// The number of rows when the last dimension is seen as columns.
    public var rows: Int { width == 0 ? 0 : count / width }

    /// The one element of a scalar (or the first of more).
    public var scalar: Float { pointer[0] }
}
