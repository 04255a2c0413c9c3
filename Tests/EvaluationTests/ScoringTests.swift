import Evaluation
import Foundation
import Testing

struct ScoringTests {
    @Test func intervalsHoldTheShare() {
        let share = Share(right: 80, asked: 100)
        #expect(abs(share.interval.lowerBound - 0.7112) < 1e-3 && abs(share.interval.upperBound - 0.8666) < 1e-3)
        #expect(Share(right: 0, asked: 0).interval == 0...1 && Share([true, false, true]).right == 2)
        #expect(
            Share(right: 5, asked: 5).interval.upperBound == 1 && Share(right: 0, asked: 5).interval.lowerBound == 0)
    }

    @Test func errorsAreThoseOfTheSample() throws {
        let estimate = Estimate(mean: [1, 0, 0, 1, 1])
        let error = try #require(estimate.standardError)
        // √(Σ(x − 0.6)² / 4 / 5) = √(1.2 / 20)
        #expect(abs(estimate.value - 0.6) < 1e-12 && abs(error - 0.06.squareRoot()) < 1e-12)
        #expect(Estimate(mean: [1]).standardError == nil && Estimate(mean: []).value == 0)
        // Equal denominators: the ratio is the mean over them.
        let ratio = Estimate(ratioOf: [2, 0, 0, 2, 2], to: [2, 2, 2, 2, 2])
        #expect(abs(ratio.value - 0.6) < 1e-12 && abs((ratio.standardError ?? 0) - error) < 1e-12)
        let raised = Estimate(value: 2, standardError: 0.1, count: 3).exponential(-1)
        #expect(abs(raised.value - exp(-2)) < 1e-12 && abs((raised.standardError ?? 0) - exp(-2) * 0.1) < 1e-12)
        #expect(Estimate(ratioOf: [1], to: [0]).value == 0)
    }

    /// How often the linearized error of a ratio holds the truth: about 95 of 100 times.
    @Test func ratioErrorsHoldTheTruth() {
        var random = CongruentialGenerator(state: 7)
        let inside = (0..<400).count { _ in
            let sizes = (0..<200).map { _ in Double.random(in: 1...20, using: &random) }
            let values = sizes.map { $0 * Double.random(in: 0...2, using: &random) }
            return Estimate(ratioOf: values, to: sizes).interval.contains(1)
        }
        #expect((360...398).contains(inside), "\(inside) of 400")
    }

    @Test func choicesArePickedByThreeRules() throws {
        // Sums −6, −7, −8.9 over 2, 7, 3 characters and 2, 7, 9 bytes.
        let choices = ["no", "perhaps", "日日日"]
        let score = try #require(MultipleChoiceScore(logProbabilities: [-6, -7, -8.9], choices: choices))
        #expect(score.picked == 0 && score.pickedPerCharacter == 1 && score.pickedPerByte == 2)
        #expect(MultipleChoiceScore(logProbabilities: [-1, -1], choices: ["a", "b"])?.picked == 0)
        #expect(MultipleChoiceScore(logProbabilities: [.nan, -1], choices: ["a", "b"])?.picked == 1)
        #expect(MultipleChoiceScore(logProbabilities: [-1], choices: ["a", "b"]) == nil)
        // é as one scalar and as two: characters are scalars, as Python counts them.
        let twins = try #require(MultipleChoiceScore(logProbabilities: [-2, -2.1], choices: ["\u{E9}", "e\u{301}"]))
        #expect(twins.pickedPerCharacter == 1)
    }

    /// Every way to choose k of n answers, counted.
    @Test func passAtKIsTheShareOfSubsetsWithARightAnswer() throws {
        for n in 1...8 {
            for right in 0...n {
                for k in 1...n {
                    let subsets = (0..<(1 << n)).filter { $0.nonzeroBitCount == k }
                    let good = subsets.count { $0 & ((1 << right) - 1) != 0 }
                    let estimate = try #require(PassAtK.estimate(answers: n, right: right, k: k))
                    #expect(abs(estimate - Double(good) / Double(subsets.count)) < 1e-12)
                }
            }
        }
        #expect(
            PassAtK.estimate(answers: 3, right: 1, k: 4) == nil && PassAtK.estimate(answers: 3, right: 4, k: 1) == nil)
        let many = try #require(PassAtK.estimate(answers: 100_000, right: 1, k: 50_000))
        #expect(abs(many - 0.5) < 1e-9)
        #expect(PassAtK.reported(answers: 1) == [1] && PassAtK.reported(answers: 100) == [1, 10, 100])
        #expect(PassAtK.reported(answers: 20) == [1, 10, 20])
    }

    @Test func majorityIsTheFirstOfTheMostFrequent() {
        #expect(MajorityVote.winner(["2", "3", nil, "3", nil, nil]) == "3")
        #expect(MajorityVote.winner(["2", "3", "3", "2"]) == "2")
        #expect(MajorityVote.winner([nil, nil]) == nil && MajorityVote.winner([]) == nil)
    }

    @Test(arguments: [
        ("so 2 + 3 = 5\n#### 5", "5", "5"), ("#### -1,234.50", "-1234.50", "-1234.50"), ("#### $7", nil, "7"),
        ("####7", nil, "7"), ("#### x #### 12.", "12", "12"), ("The answer is $1,080.", nil, "1080"),
        ("It is 3. No, 4 of them.", nil, "4"), ("none", nil, nil), ("", nil, nil), ("-", nil, nil), ("--5", nil, "-5"),
        ("between 3-5", nil, "-5"), ("#### ", nil, nil), ("#### 3\n#### 4", "3", "4"), ("costs 5$.", nil, "5"),
        ("日本 #### 8 日", "8", "8"),
    ])
    func numbersAreTakenAsTheHarnessTakesThem(answer: String, strict: String?, flexible: String?) {
        #expect(AnswerNumber.strict(answer) == strict && AnswerNumber.flexible(answer) == flexible)
    }

    @Test func numbersAreNormalized() {
        #expect(AnswerNumber.normalized("a <<3+4=7>>7\n#### $1,007.") == "1007")
        #expect(AnswerNumber.first("say 3... or 4") == "3" && AnswerNumber.last("3 or 4... ..") == "4")
        #expect(AnswerNumber.last("$..") == nil)
    }

    @Test func textsAreComparedBySQuADsRules() {
        #expect(TextMatch.normalized(" The  Eiffel-Tower, an\nicon!") == "eiffeltower icon")
        #expect(TextMatch.exact("the Cat.", ["dog", "cat"]) && !TextMatch.exact("cat food", ["cat"]))
        #expect(TextMatch.contains("It is a cat, I think.", ["the cat"]) && !TextMatch.contains("concatenate", ["cat"]))
        #expect(TextMatch.f1("the red cat", ["a red dog", "cat"]) == 2 * 1 / 3.0)
        #expect(TextMatch.f1("", ["cat"]) == 0 && TextMatch.f1("the", ["a"]) == 1)
        #expect(TextMatch.f1("cat cat", ["cat"]) == 2 * 1 / 3.0)
    }
}

/// A small generator for tests (Knuth's linear congruence).
struct CongruentialGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
