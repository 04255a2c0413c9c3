import Foundation
import Generation

/// What an answer was worth.
public struct Grade: Codable, Sendable, Equatable {
    /// Whether the answer stands where it was asked for, and is right.
    public var isRight: Bool
    /// Whether the right answer can be found in it by somebody who does not mind the form.
    public var isRightLeniently: Bool
    /// Whether it has the form that was asked for, right or wrong.
    public var isFormed: Bool
    /// The reward for it, 0…1: 1 for a right answer and 0 for another, but where there is something in between.
    public var worth: Float

    /// A grade; see the properties.
    public init(isRight: Bool, isRightLeniently: Bool, isFormed: Bool, worth: Float? = nil) {
        (self.isRight, self.isRightLeniently, self.isFormed) = (isRight, isRightLeniently, isFormed)
        self.worth = worth ?? (isRight ? 1 : 0)
    }
}

/// Checks answers to problems: exactly, and without a model.
public protocol Verifier: Sendable {
    /// The name by which problems ask for it.
    static var name: String { get }
    /// Grades what an answer says, its thinking left out.
    func grade(_ answer: String, to problem: PracticeProblem) async -> Grade
    /// Grades several answers to one problem.
    func grades(_ answers: [String], to problem: PracticeProblem) async -> [Grade]
    /// What is wrong with a problem that this verifier cannot grade; nil where nothing is.
    func objection(to problem: PracticeProblem) -> String?
    /// For problems that take more than one answer, the conversation; nil for others.
    ///
    /// - Parameter seed: decides what chance decides in it.
    func conversation(_ problem: PracticeProblem, seed: UInt64) -> (any GradedConversation)?
}

extension Verifier {
    /// Most grade one after the other.
    public func grades(_ answers: [String], to problem: PracticeProblem) async -> [Grade] {
        var grades: [Grade] = []
        for answer in answers { grades.append(await grade(answer, to: problem)) }
        return grades
    }
    /// Most take any problem.
    public func objection(to problem: PracticeProblem) -> String? { nil }

    /// Most problems take one answer.
    public func conversation(_ problem: PracticeProblem, seed: UInt64) -> (any GradedConversation)? { nil }
}

/// A conversation that is graded as a whole, by who takes part in it.
public protocol GradedConversation: ConversationPartner {
    /// Grades all answers of rollout number `member`.
    func grade(_ answers: [String], member: Int) -> Grade
}

/// The verifiers by name.
public struct Verifiers: Sendable {
    private let known: [String: any Verifier]

    /// Those that there are.
    public init(
        _ verifiers: [any Verifier] = [
            BoxedNumber(), BoxedText(), CountdownVerifier(), ProgramVerifier(), ConnectFourReferee(),
        ]
    ) {
        known = Dictionary(verifiers.map { (type(of: $0).name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The names, sorted.
    public var names: [String] { known.keys.sorted() }

    /// The verifier of a name.
    ///
    /// - Throws: `PracticeError.unknownVerifier`.
    public subscript(_ name: String) -> any Verifier {
        get throws {
            guard let verifier = known[name] else { throw PracticeError.unknownVerifier(name, known: names) }
            return verifier
        }
    }
}

/// What stands in the last `\boxed{…}` of an answer, braces inside of it in pairs.
enum Boxed {
    static func content(_ answer: String) -> String? {
        guard let start = answer.range(of: "\\boxed{", options: .backwards)?.upperBound else { return nil }
        var depth = 1
        for index in answer[start...].indices {
            if answer[index] == "{" { depth += 1 }
            if answer[index] == "}" { depth -= 1 }
            if depth == 0 { return String(answer[start..<index]) }
        }
        return nil
    }
}
