import Artifacts
import Pipeline
import Plots
import Testing

@Suite("The curves of a practice")
struct PracticeChartTests {
    private let lines: [JSONValue] = (1...40).map { step in
        var fields: [String: JSONValue] = [
            "step": .int(step), "accuracy": .number(Double(step) / 50), "length": .number(20), "mismatch": .number(0),
        ]
        if step == 1 { fields["beginning"] = ["words": .number(0.25)] }
        if step % 20 == 0 { fields["examined"] = ["words": .number(Double(step) / 40)] }
        return .object(fields)
    }

    @Test func curvesAreThoseOfTheMetrics() throws {
        let chart = PracticeChart.chart(lines)
        let answers = chart.rows[0][0]
        #expect(answers.series.first?.points.count == 40 && answers.series.first?.points.last?.y == 0.8)
        let examined = try #require(chart.rows[1][0].series.first { $0.name == "words" })
        #expect(examined.points.map(\.x) == [0, 20, 40] && examined.points.map(\.y) == [0.25, 0.5, 1])
        let titles = chart.rows.dropFirst(2).flatMap { $0 }.map(\.title)
        #expect(titles == ["Length", "Time of an update"], "what was not measured has no panel")
        #expect(chart.subtitle.hasPrefix("40 updates") && chart.svg.contains("Held-out problems"))
    }

    @Test func nothingMeasuredIsNoFault() {
        #expect(PracticeChart.chart([]).svg.contains("Practice"))
    }
}
