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

    /// The tokens before each row's in its sequence, 1 to `depth` places back; before a sequence stands `beginning`.
    ///
    /// Caches keep the tokens for the pass that follows.
    func before(_ tokens: [Int32], depth: Int, orElse beginning: Int32) -> [[Int32]] {
        var before = [[Int32]](repeating: tokens, count: depth)
        for (index, segment) in segments.enumerated() {
            let past = caches?[index].last(depth) ?? []
            for row in 0..<segment.count {
                for back in 1...depth {
                    let place = row - back
                    before[back - 1][segment.start + row] =
                        place >= 0
                        ? tokens[segment.start + place]
                        : past.count + place >= 0 ? past[past.count + place] : beginning
                }
            }
            caches?[index].append(tokens[segment.start..<segment.start + segment.count])
        }
        return before
    }
}
