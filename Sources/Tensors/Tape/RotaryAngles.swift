import Foundation
import Synchronization

/// Cosines and sines of rotary positions, one row of D/2 per row of a batch.
public struct RotaryAngles: Sendable {
    /// cos(position·frequency), (R×D/2).
    public let cosines: Tensor
    /// sin(position·frequency), (R×D/2).
    public let sines: Tensor
}

/// The cosines and sines of a network's positions, computed when they are first asked for.
public final class RotaryTable: Sendable {
    private let inverseFrequencies: [Float]
    private let known = Mutex<(angles: RotaryAngles, count: Int)?>(nil)

    /// A table of D/2 inverse frequencies.
    public init(inverseFrequencies: [Float]) { self.inverseFrequencies = inverseFrequencies }

    /// The angles of rows at the given positions.
    public func angles(of positions: [Int32]) -> RotaryAngles {
        let needed = Int(positions.max() ?? 0) + 1
        let table = known.withLock { known in
            if let known, known.count >= needed { return known.angles }
            let count = max(needed, 2 * (known?.count ?? 128))
            let made = computed(count)
            known = (made, count)
            return made
        }
        return RotaryAngles(cosines: table.cosines.rows(positions), sines: table.sines.rows(positions))
    }

    private func computed(_ count: Int) -> RotaryAngles {
        let half = inverseFrequencies.count
        let (cosines, sines) = (Tensor(uninitialized: [count, half]), Tensor(uninitialized: [count, half]))
        for position in 0..<count {
            for (i, frequency) in inverseFrequencies.enumerated() {
                let angle = Float(position) * frequency
                cosines.pointer[position * half + i] = Foundation.cos(angle)
                sines.pointer[position * half + i] = Foundation.sin(angle)
            }
        }
        return RotaryAngles(cosines: cosines, sines: sines)
    }
}
