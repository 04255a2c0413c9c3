import Tensors

/// Where the rows of one forward pass belong.
struct Batch {
    let segments: [Segment]
    let caches: [KeyValueCache]?
    let positions: [Int32]
    let angles: RotaryAngles?

    init(segments: [Segment], caches: [KeyValueCache]?, rows: Int, context: Int, rotary: RotaryTable?) {
        self.segments = segments
        self.caches = caches
        var positions = [Int32](repeating: 0, count: rows)
        for segment in segments {
            precondition(
                segment.position + segment.count <= context, "a sequence is longer than the context")
            for i in 0..<segment.count { positions[segment.start + i] = Int32(segment.position + i) }
        }
        self.positions = positions
        angles = rotary?.angles(of: positions)
    }

    /// The token before each row's in its sequence; at the beginning of a sequence stands `beginning`.
    ///
    /// Caches keep the tokens for the pass that follows.
    func before(_ tokens: [Int32], orElse beginning: Int32) -> [Int32] {
        var before = tokens
        for (index, segment) in segments.enumerated() where segment.count > 0 {
            let rows = segment.start..<segment.start + segment.count
            before[rows.lowerBound] = caches?[index].last ?? beginning
            for row in rows.dropFirst() { before[row] = tokens[row - 1] }
            caches?[index].append(tokens[rows])
        }
        return before
    }
}
