/// Finds updates whose loss or gradient stands out from the recent ones, so that they can be skipped.
///
/// A value stands out when z = (value − mean) / deviation, over the last `window` updates, is above `limit`. Nothing does
/// before the window is full. Skipped values enter the window too: a level that stays is the new normal after about
/// window / limit² updates, so the guard cannot hold up a run for good. The idea is llm.c's outlier detector (Karpathy 2024).
public struct SpikeGuard: Codable, Sendable, Equatable {
    /// What does not change during a run.
    public struct Settings: Sendable, Equatable {
        /// The largest z that passes; 0 lets all finite numbers pass.
        public var limit = 6.0
        /// Updates in the window.
        public var window = 128
        /// Updates in a row without a finite number after which a run ends.
        public var notFiniteLimit = 5

        /// The defaults of this type's properties.
        public init() {}
    }

    /// Why an update is skipped.
    public enum Reason: String, Codable, Sendable {
        /// The loss stands out.
        case loss
        /// The norm of the gradient stands out.
        case gradient
        /// Loss or gradient is infinite, or no number.
        case notFinite
    }

    /// Updates without a finite number, since the last one with.
    public private(set) var notFiniteInARow = 0
    private var losses: [Double] = []
    private var norms: [Double] = []

    /// A guard that has seen nothing.
    public init() {}

    /// Judges an update and remembers its numbers; nil when it may be made.
    public mutating func judge(loss: Float, gradientNorm: Float, _ settings: Settings) -> Reason? {
        guard loss.isFinite, gradientNorm.isFinite else {
            notFiniteInARow += 1
            return .notFinite
        }
        notFiniteInARow = 0
        guard settings.limit > 0 else { return nil }
        let lossStandsOut = Self.standsOut(Double(loss), &losses, settings)
        let gradientStandsOut = Self.standsOut(Double(gradientNorm), &norms, settings)
        return lossStandsOut ? .loss : gradientStandsOut ? .gradient : nil
    }

    private static func standsOut(_ value: Double, _ window: inout [Double], _ settings: Settings) -> Bool {
        defer { window = (window + [value]).suffix(settings.window) }
        guard window.count == settings.window else { return false }
        // Summed anew each time: a running sum would keep what rounding has left in it.
        let mean = window.reduce(0, +) / Double(window.count)
        let variance = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(window.count)
        return variance > 0 && (value - mean) / variance.squareRoot() > settings.limit
    }
}
