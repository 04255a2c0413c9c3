import Corpus
import Foundation
import Practice
import SwiftletTesting
import Testing

@Suite("Orderings, over-optimization, the guard")
struct PreferenceTests {
    private func read(_ text: String) throws -> [RatedAnswers] {
        try ScratchFolder.with("orderings.jsonl") { file in
            try Data(text.utf8).write(to: file)
            return try RatedAnswers.read(file)
        }
    }

    @Test func orderingsAreReadLineByLine() throws {
        let line = #"{"prompt":"a","answers":["x","y","z"],"order":[[2],[0,1]],"rater":"r"}"#
        let rated = try read(line + "\n\n" + line)
        #expect(rated.count == 2 && rated[0].ordering.pairs.map { [$0.better, $0.worse] } == [[2, 0], [2, 1]])
    }

    @Test(arguments: [
        #"{"prompt":"a","answers":["x","y"],"order":[[2],[0]]}"#,
        #"{"prompt":"a","answers":["x","y"],"order":[[0],[0]]}"#,
        #"{"prompt":"a","answers":["x"],"order":[[0]]}"#, #"{"prompt":"a","answers":["x","y"],"order":[]}"#, "{", "[]",
        #"{"prompt":"a","answers":["x","y"],"order":[[-1],[0]]}"#,
    ])
    func badOrderingsNameTheirLine(line: String) throws {
        let error = #expect(throws: PracticeError.self) {
            try read(#"{"prompt":"a","answers":["x","y"],"order":[[0],[1]]}"# + "\n" + line)
        }
        guard case .badOrdering(_, 2, _) = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test func nothingToReadIsSaid() {
        #expect(throws: PracticeError.self) { try read(" \n") }
        #expect(throws: CorpusError.self) { try RatedAnswers.read(URL(fileURLWithPath: "/nowhere/orderings.jsonl")) }
    }

    @Test func agreementCountsPairsThatBothOrder() {
        let order = Ordering([[0], [1], [2]])
        #expect(order.agreement(with: order) == PairAgreement(same: 3, all: 3))
        #expect(order.agreement(with: Ordering([[2], [1], [0]])).share == 0)
        // 0 before 1 in both; 0 and 2 tied in one of them; 1 and 2 the other way around.
        #expect(order.agreement(with: Ordering([[0, 2], [1]])) == PairAgreement(same: 1, all: 2))
        // Equal scores tell nothing apart, and are counted as wrong.
        #expect(order.agreement(with: [2.0, 2, 1]) == PairAgreement(same: 2, all: 3))
        #expect(PairAgreement([PairAgreement(same: 1, all: 2), PairAgreement(same: 2, all: 2)]).share == 0.75)
        #expect(PairAgreement([]).share == 0)
    }

    @Test(arguments: Overoptimization.Form.allCases)
    func fitsFindTheirParameters(form: Overoptimization.Form) throws {
        let points = (0...20).map { index -> (distance: Double, gold: Double) in
            let d = Double(index) / 2
            let bend = form == .quadratic ? d * d : d > 0 ? d * log(d) : 0
            return (d, 1.5 * d - 0.6 * bend)
        }
        let fit = try #require(Overoptimization(form, points))
        #expect(abs(fit.a - 1.5) < 1e-9 && abs(fit.b - 0.6) < 1e-9 && abs(fit.rSquared - 1) < 1e-9)
        #expect(abs(fit.gold(at: 3) - points[6].gold) < 1e-9)
        let noisy = points.enumerated().map { ($0.element.distance, $0.element.gold + ($0.offset % 2 == 0 ? 4 : -4)) }
        let other = try #require(Overoptimization(form, noisy))
        #expect(other.rSquared < 0.99)
        #expect(Overoptimization(form, Array(points.prefix(2))) == nil)
    }

    @Test func bestOfNGoesAsFarAsTheFormulaSays() {
        #expect(Overoptimization.divergence(bestOf: 1) == 0)
        #expect(abs(Overoptimization.divergence(bestOf: 4) - (log(4) - 0.75)) < 1e-12)
    }

    private func mark(_ step: Int, gold: Double, judges: [Double], repetition: Double = 0, words: Double = 10)
        -> PreferenceExamination.Mark
    {
        PreferenceExamination.Mark(
            step: step, distance: Double(step), proxy: Double(step), judges: judges, gold: gold, words: words,
            repetition: repetition)
    }

    @Test func theGuardStopsWhereJudgesFallApart() {
        let golds = [0, 1, 2, 2.5, 1, -3]
        let rising = golds.enumerated().map {
            mark($0.offset, gold: $0.element, judges: [Double($0.offset), Double($0.offset)])
        }
        #expect(PreferenceGuard().stop(rising) == 5)
        #expect(PreferenceGuard().kept(rising) < 0)
        let apart = golds.enumerated().map { step, gold in
            mark(step, gold: gold, judges: [Double(step), step > 3 ? -Double(step) : Double(step)])
        }
        #expect(PreferenceGuard().stop(apart) == 3 && PreferenceGuard().kept(apart) == 1)
        let repeating = golds.enumerated().map { step, gold in
            mark(step, gold: gold, judges: [Double(step), Double(step)], repetition: step > 3 ? 0.9 : 0)
        }
        #expect(PreferenceGuard().stop(repeating) == 3)
        let long = golds.enumerated().map { step, gold in
            mark(step, gold: gold, judges: [Double(step), Double(step)], words: step > 3 ? 60 : 10)
        }
        #expect(PreferenceGuard().stop(long) == 3)
        // Judges who like what is ever farther away only a little more are not followed there.
        let far = golds.enumerated().map { step, gold in
            mark(
                step, gold: gold,
                judges: Array(repeating: step > 3 ? 3 + Double(step - 3) / 20 : Double(step), count: 2))
        }
        #expect(PreferenceGuard().stop(far) == 3)
        var fearless = PreferenceGuard()
        fearless.distance = 0
        #expect(fearless.stop(far) == 5)
    }
}
