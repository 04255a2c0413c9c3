import Artifacts
import Foundation
import TinyWeb

/// A problem whose answers can be checked.
public struct PracticeProblem: Codable, Sendable, Equatable {
    /// What is asked.
    public var question: String
    /// The answer, or what else its verifier wants to know.
    public var answer: String
    /// Who checks answers: the name of a verifier.
    public var verifier: String
    /// The numbers that are given, for `countdown`.
    public var numbers: [Int]
    /// How hard it is; 0 where nobody says.
    public var level: Int

    /// A problem; see the properties.
    public init(question: String, answer: String, verifier: String, numbers: [Int] = [], level: Int = 0) {
        (self.question, self.answer, self.verifier) = (question, answer, verifier)
        (self.numbers, self.level) = (numbers, level)
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let (answer, verifier) = (
            try fields.decode(String.self, forKey: .answer), try fields.decodeIfPresent(String.self, forKey: .verifier)
        )
        // GSM8K's lines have a worked answer, and the number behind four signs.
        let number = verifier == nil ? answer.range(of: "####", options: .backwards)?.upperBound : nil
        self.init(
            question: try fields.decode(String.self, forKey: .question),
            answer: number.map { answer[$0...].trimmingCharacters(in: .whitespacesAndNewlines) } ?? answer,
            verifier: verifier ?? BoxedNumber.name,
            numbers: try fields.decodeIfPresent([Int].self, forKey: .numbers) ?? [],
            level: try fields.decodeIfPresent(Int.self, forKey: .level) ?? 0)
    }

    /// A problem of the invented world.
    public init(_ task: PracticeTask, _ kind: PracticeKind, level: Int) {
        let verifier =
            switch kind {
            case .words, .arithmetic, .decimals: BoxedNumber.name
            case .countdown: CountdownVerifier.name
            case .letters: BoxedText.name
            case .programs: ProgramVerifier.name
            }
        self.init(
            question: task.question, answer: task.answer, verifier: verifier, numbers: task.numbers, level: level)
    }
}
