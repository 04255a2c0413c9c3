/// Multiple choice by likelihood: the model chooses the continuation that is likeliest to it.
///
/// Three rules, as in lm-evaluation-harness: the greatest Σ ln p (`acc`), the greatest Σ ln p per character of the choice (`acc_norm`:
/// long choices are not punished for their length), and per UTF-8 byte (`acc_bytes`). Among equals the first choice is taken.
public struct MultipleChoiceScore: Sendable, Equatable {
    /// The choice with the greatest sum.
    public let picked: Int
    /// The choice with the greatest sum per character (Unicode scalar).
    public let pickedPerCharacter: Int
    /// The choice with the greatest sum per byte.
    public let pickedPerByte: Int

    /// What is picked among choices with these Σ ln p; nil where there are none, or not as many of both.
    public init?(logProbabilities: [Double], choices: [String]) {
        guard !choices.isEmpty, logProbabilities.count == choices.count else { return nil }
        let divided = { (length: (String) -> Int) in
            zip(logProbabilities, choices).map { $0 / Double(max(1, length($1))) }
        }
        picked = Self.greatest(logProbabilities)
        pickedPerCharacter = Self.greatest(divided { $0.unicodeScalars.count })
        pickedPerByte = Self.greatest(divided { $0.utf8.count })
    }

    /// The place of the greatest value, the first one among equals; what is not a number is never the greatest.
    private static func greatest(_ values: [Double]) -> Int {
        var best = 0
        for (place, value) in values.enumerated() where value > values[best] || values[best].isNaN && !value.isNaN {
            best = place
        }
        return best
    }
}
