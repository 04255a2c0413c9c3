/// A dense block of numbers in row-major order, with reference-counted storage.
///
/// Numbers are float32; what only feeds matrix products in bf16 and amx precision may be bfloat16. Copies share the storage; whoever
/// fills a tensor does so before handing it on.
public struct Tensor: @unchecked Sendable {
    /// How a number is stored.
    public enum Element: Sendable, Equatable {
        /// IEEE single precision.
        case float32
        /// The upper half of a float32.
        case bfloat16

        /// Bytes of one number.
        public var size: Int { self == .float32 ? 4 : 2 }
    }

    /// The size of each dimension; empty for a scalar.
    public let shape: [Int]
    /// The number of elements: the product of the shape.
    public let count: Int
    /// How the numbers are stored.
    public let element: Element
    private var buffer: Buffer
    private let offset: Int

    /// The first byte; valid while the tensor lives.
    public var bytes: UnsafeMutableRawPointer { buffer.pointer + offset }

    /// The first element of a float32 tensor; valid while the tensor lives.
    public var pointer: UnsafeMutablePointer<Float> {
        precondition(element == .float32, "a bfloat16 tensor has no floats to point to")
        return bytes.assumingMemoryBound(to: Float.self)
    }

    /// A tensor whose elements have no values yet.
    public init(uninitialized shape: [Int], _ element: Element = .float32) {
        self.shape = shape
        self.element = element
        count = shape.reduce(1, *)
        offset = 0
        buffer = Buffer(bytes: count * element.size)
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

    private init(shape: [Int], sharing other: Tensor, from element: Int = 0) {
        self.shape = shape
        count = shape.reduce(1, *)
        self.element = other.element
        offset = other.offset + element * other.element.size
        buffer = other.buffer
    }

    /// The same elements under another shape; shares the storage.
    public func reshaped(_ shape: [Int]) -> Tensor {
        precondition(shape.reduce(1, *) == count, "\(self.shape) cannot be seen as \(shape)")
        return Tensor(shape: shape, sharing: self)
    }

    /// Some consecutive rows, as a matrix; shares the storage.
    public func rows(_ range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "there are only \(rows) rows")
        return Tensor(shape: [range.count, width], sharing: self, from: range.lowerBound * width)
    }

    /// The rows of given numbers, copied.
    public func rows(_ numbers: [some BinaryInteger]) -> Tensor {
        let chosen = Tensor(uninitialized: [numbers.count, width], element)
        let size = width * element.size
        for (row, number) in numbers.enumerated() {
            precondition(number >= 0 && number < rows, "there are only \(rows) rows")
            (chosen.bytes + row * size).copyMemory(from: bytes + Int(number) * size, byteCount: size)
        }
        return chosen
    }

    /// A tensor of its own with the same elements.
    public func copy() -> Tensor {
        let other = Tensor(uninitialized: shape, element)
        other.bytes.copyMemory(from: bytes, byteCount: count * element.size)
        return other
    }

    /// Whether no other tensor shares the storage, so that it may be changed in place.
    mutating func isUniquelyOwned() -> Bool { isKnownUniquelyReferenced(&buffer) }

    /// The elements, in row-major order, as float32.
    public func toArray() -> [Float] {
        switch element {
        case .float32: return Array(UnsafeBufferPointer(start: pointer, count: count))
        case .bfloat16:
            let halves = UnsafeBufferPointer(start: bytes.assumingMemoryBound(to: UInt16.self), count: count)
            return halves.map { Float(bitPattern: UInt32($0) << 16) }
        }
    }

    /// The size of the last dimension; 1 for a scalar.
    public var width: Int { shape.last ?? 1 }

    /// The number of rows when the last dimension is seen as columns.
    public var rows: Int { width == 0 ? 0 : count / width }

    /// The one element of a scalar (or the first of more).
    public var scalar: Float { pointer[0] }
}
