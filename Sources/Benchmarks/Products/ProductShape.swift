/// A product as training has it: its sizes, and which of a linear map's three products it is.
public struct ProductShape: Sendable, Equatable {
    /// The products of a linear map y = x·Wᵀ.
    public enum Kind: String, Sendable, CaseIterable {
        /// x (m×k) · Wᵀ, W (n×k) laid out beforehand, as weights are once per update.
        case forward = "y"
        /// dy (m×k) · W (k×n), W as it is stored: laying it out counts.
        case inputGradient = "dx"
        /// dyᵀ · x with dy (k×m) and x (k×n): both are new each time, so laying x out counts.
        case weightGradient = "dw"
    }

    /// Rows of the result.
    public let m: Int
    /// Columns of the result.
    public let n: Int
    /// What is summed over.
    public let k: Int
    /// Which product.
    public let kind: Kind

    /// A shape; see the properties.
    public init(_ m: Int, _ n: Int, _ k: Int, _ kind: Kind = .forward) {
        self.m = m
        self.n = n
        self.k = k
        self.kind = kind
    }

    /// Reads `m,n,k` and, for the gradients, `m,n,k,dx` and `m,n,k,dw`.
    public init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.prefix(3).compactMap { Int($0) }
        guard numbers.count == 3, numbers.allSatisfy({ (1...1 << 20).contains($0) }), parts.count <= 4,
            numbers[0] * numbers[1] <= 1 << 30, numbers[1] * numbers[2] <= 1 << 30, numbers[0] * numbers[2] <= 1 << 30,
            let kind = parts.count == 3 ? .forward : Kind(rawValue: parts[3])
        else { return nil }
        self.init(numbers[0], numbers[1], numbers[2], kind)
    }

    /// The shape in words.
    public var name: String { "\(m)×\(n)×\(k) \(kind.rawValue)" }
    /// Floating-point operations.
    public var flops: Double { 2 * Double(m) * Double(n) * Double(k) }

    /// Whether the left operand is stored the other way round.
    var transposesA: Bool { kind == .weightGradient }
    /// Whether the right operand is stored the other way round.
    var transposesB: Bool { kind == .forward }

    /// GPT-2 124M in passes of 1,024 rows and a network of 6 million parameters in passes of 2,048, their output matrices in the
    /// loss's chunks of rows; single rows, as in decoding.
    public static let training: [ProductShape] = {
        let gpt2 = [(1024, 2304, 768), (1024, 768, 768), (1024, 3072, 768), (1024, 768, 3072), (512, 50_257, 768)]
        let small = [(2048, 256, 256), (2048, 704, 256), (2048, 256, 704), (1024, 4096, 256)]
        let trained = (gpt2 + small).flatMap { rows, outputs, inputs in
            [
                ProductShape(rows, outputs, inputs), ProductShape(rows, inputs, outputs, .inputGradient),
                ProductShape(outputs, inputs, rows, .weightGradient),
            ]
        }
        return trained + [(2304, 768), (50_257, 768), (4096, 256)].map { ProductShape(1, $0, $1) }
    }()
}
