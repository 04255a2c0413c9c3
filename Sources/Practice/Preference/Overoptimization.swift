import Foundation

/// How true taste grows and falls while a policy is trained against a reward model (Gao, Schulman & Hilton 2022), with d = √KL.
public struct Overoptimization: Codable, Sendable, Equatable {
    /// The forms that curves have.
    public enum Form: String, Codable, Sendable, CaseIterable {
        /// d·(a − b·d): the best of n.
        case quadratic
        /// d·(a − b·log d): reinforcement learning.
        case logarithmic

        /// What b is multiplied with.
        func bend(_ distance: Double) -> Double {
            self == .quadratic ? distance * distance : distance > 0 ? distance * log(distance) : 0
        }
    }

    /// The form.
    public var form: Form
    /// The parameters.
    public var a: Double
    public var b: Double
    /// 1 − Σ (y − ŷ)² / Σ (y − ȳ)².
    public var rSquared: Double

    /// Fits a form to points (d, gold) by least squares; nil with less than three points, or where all d are one.
    public init?(_ form: Form, _ points: [(distance: Double, gold: Double)]) {
        guard points.count > 2 else { return nil }
        // The normal equations of gold = a·u − b·v.
        var (uu, uv, vv, uy, vy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for point in points {
            let (u, v) = (point.distance, form.bend(point.distance))
            (uu, uv, vv) = (uu + u * u, uv + u * v, vv + v * v)
            (uy, vy) = (uy + u * point.gold, vy + v * point.gold)
        }
        let determinant = uu * vv - uv * uv
        guard abs(determinant) > 1e-12 else { return nil }
        self.form = form
        a = (uy * vv - vy * uv) / determinant
        b = -(uu * vy - uv * uy) / determinant
        let mean = points.reduce(0) { $0 + $1.gold } / Double(points.count)
        var (left, all) = (0.0, 0.0)
        for point in points {
            let error = point.gold - (a * point.distance - b * form.bend(point.distance))
            left += error * error
            all += (point.gold - mean) * (point.gold - mean)
        }
        rSquared = all > 0 ? 1 - left / all : 0
    }

    /// The gold that the form says.
    public func gold(at distance: Double) -> Double { a * distance - b * form.bend(distance) }

    /// KL(best of n ‖ one) = log n − (n − 1) / n, in nats.
    public static func divergence(bestOf n: Int) -> Double { log(Double(n)) - Double(n - 1) / Double(n) }
}

/// Stops at what is probably the peak of true taste, by what anybody has who knows no true taste: reward models that are not trained
/// against, how far they disagree, how far the policy has gone, and what its answers look like.
public struct PreferenceGuard: Sendable, Equatable {
    /// How much the deviation between the judges counts against their mean.
    public var disagreement = 1.0
    /// How much repetition counts.
    public var repetition = 4.0
    /// The longest answers, in lengths of the beginning's, that are no sign of anything; each length more counts one.
    public var length = 1.5

    /// How much distance from the beginning counts, for each unit of d = √KL: the farther answers are from those that were put in order, the less
    /// any judge's score is to be believed. Near the beginning scores grow by 0.7 to 0.9 per unit; where they grow by less than this, true taste
    /// mostly falls.
    public var distance = 0.25

    /// The standard settings.
    public init() {}

    /// What a mark is worth to the guard: the judges' mean, less what counts against it.
    public func worth(_ mark: PreferenceExamination.Mark, _ beginning: PreferenceExamination.Mark) -> Double {
        let judges = mark.judges
        let count = Double(max(1, judges.count))
        let mean = judges.reduce(0, +) / count
        let spread = (judges.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        let longer = max(0, mark.words / max(1, beginning.words) - length)
        return mean - disagreement * spread - distance * mark.distance
            - repetition * max(0, mark.repetition - beginning.repetition) - longer
    }

    /// The place of the mark at which to stop.
    public func stop(_ marks: [PreferenceExamination.Mark]) -> Int {
        guard let first = marks.first else { return 0 }
        let values = marks.map { worth($0, first) }
        return values.indices.max { values[$0] < values[$1] } ?? 0
    }

    /// The share of the gain to the true peak that the guard keeps.
    public func kept(_ marks: [PreferenceExamination.Mark]) -> Double {
        guard let first = marks.first, let peak = marks.map(\.gold).max(), peak > first.gold else { return 0 }
        return (marks[stop(marks)].gold - first.gold) / (peak - first.gold)
    }
}
