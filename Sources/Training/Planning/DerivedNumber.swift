import Foundation

/// A number that a rule gave, with the rule in words.
public struct DerivedNumber: Sendable, Equatable, Codable {
    /// What it is, in a recipe's words.
    public let name: String
    /// The number.
    public let value: Double
    /// The rule that gave it.
    public let rule: String

    /// The number as a person writes it.
    public var text: String {
        value == value.rounded() && abs(value) < 1e15
            ? "\(Int(value))"
            : value.formatted(.number.precision(.significantDigits(3)).locale(.init(identifier: "en_US")))
    }
}
