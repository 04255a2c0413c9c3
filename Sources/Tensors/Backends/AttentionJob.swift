/// One sequence's consecutive rows in a batch of rows.
public struct Segment: Sendable, Equatable {
    /// The first row in this batch.
    public var start: Int
    /// The number of rows in this batch.
    public var count: Int
    /// The absolute position of the first row: 0 unless earlier tokens lie in a cache.
    public var position: Int

    /// A segment of `count` rows from row `start`, whose first token stands at `position`.
    public init(start: Int, count: Int, position: Int = 0) {
        self.start = start
        self.count = count
        self.position = position
    }
}

/// The keys and values of one sequence in one layer, as far as they are known; rows of Hkv·D.
public final class LayerCache: @unchecked Sendable {
    /// Keys, (capacity × Hkv·D).
    public private(set) var keys: Tensor
    /// Values, (capacity × Hkv·D).
    public private(set) var values: Tensor
    /// Rows in use.
    public private(set) var count = 0
    private let width: Int

    /// An empty cache with room for `capacity` rows at first; it grows by doubling.
    public init(width: Int, capacity: Int = 64) {
        self.width = width
        keys = Tensor(uninitialized: [capacity, width])
        values = Tensor(uninitialized: [capacity, width])
    }

    /// Appends rows `start ..< start + rows` of k and v.
    public func append(_ k: Tensor, _ v: Tensor, start: Int, rows: Int) {
        let needed = count + rows
        if needed > keys.shape[0] {
            let capacity = max(needed, 2 * keys.shape[0])
            keys = grown(keys, capacity)
            values = grown(values, capacity)
        }
        keys.pointer.advanced(by: count * width).update(from: k.pointer + start * width, count: rows * width)
        values.pointer.advanced(by: count * width).update(from: v.pointer + start * width, count: rows * width)
        count = needed
    }

    /// A cache of the same rows, with as much room again.
    public func copy() -> LayerCache {
        let copy = LayerCache(width: width, capacity: 2 * max(32, count))
        copy.append(keys, values, start: 0, rows: count)
        return copy
    }

    /// Forgets the rows from `length` on.
    public func truncate(to length: Int) { count = min(count, length) }

    private func grown(_ tensor: Tensor, _ capacity: Int) -> Tensor {
        let larger = Tensor(uninitialized: [capacity, width])
        larger.pointer.update(from: tensor.pointer, count: count * width)
        return larger
    }
}

/// What an attention reads: queries (R×H·D), keys and values (R×Hkv·D) of all segments, or caches that hold the keys.
public struct AttentionJob: Sendable {
    /// Queries, keys and values of this batch.
    public var q: Tensor, k: Tensor, v: Tensor
    /// Query heads; `heads / keyValueHeads` of them share a key-value head.
    public var heads: Int
    /// Key-value heads.
    public var keyValueHeads: Int
    /// Floats per head.
    public var headSize: Int
    /// Multiplies q·k: 1/√D as a rule.
    public var scale: Float
    /// The sequences; query i of one sees its own keys up to its position.
    public var segments: [Segment]
    /// One cache per segment, which already holds this batch's keys; nil when all keys are in k and v.
    public var caches: [LayerCache]?

    /// A job; see the properties.
    public init(
        q: Tensor, k: Tensor, v: Tensor, heads: Int, keyValueHeads: Int, headSize: Int, scale: Float,
        segments: [Segment],
        caches: [LayerCache]? = nil
    ) {
        self.q = q
        self.k = k
        self.v = v
        self.heads = heads
        self.keyValueHeads = keyValueHeads
        self.headSize = headSize
        self.scale = scale
        self.segments = segments
        self.caches = caches
    }
}
