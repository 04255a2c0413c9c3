import Plots
import Testing

struct ScaleTests {
    @Test func placesAreLinearInTheValueOrInItsLogarithm() throws {
        let linear = Scale(domain: 10...20, from: 100, to: 0)
        #expect(linear.place(of: 10) == 100 && linear.place(of: 20) == 0 && linear.place(of: 12.5) == 75)
        let logarithmic = Scale(.logarithmic, domain: 1...100, from: 0, to: 200)
        #expect(logarithmic.place(of: 10) == 100 && logarithmic.place(of: 100) == 200)
        #expect(logarithmic.place(of: 0) == nil && logarithmic.place(of: -3) == nil)
        for value in [Double.nan, .infinity, -.infinity] { #expect(linear.place(of: value) == nil) }
    }

    @Test(arguments: [
        (0.0...1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (0...317, 4, ["0", "100", "200", "300"]),
        (-3...3, 3, ["−2", "0", "2"]), (0...12_500, 3, ["0", "5,000", "10,000"]),
        (0...2_200_000, 4, ["0", "0.5 M", "1.0 M", "1.5 M", "2.0 M"]),
        (2.31...2.34, 3, ["2.31", "2.32", "2.33", "2.34"]),
        (0...3e-6, 3, ["0", "1e−6", "2e−6", "3e−6"]),
    ])
    func ticksAreRoundNumbersInTheDomain(domain: ClosedRange<Double>, count: Int, labels: [String]) {
        let ticks = Ticks(Scale(domain: domain, from: 0, to: 1), count: count)
        #expect(ticks.labels == labels)
        #expect(ticks.values.allSatisfy { $0 >= domain.lowerBound - 1e-9 && $0 <= domain.upperBound + 1e-9 })
    }

    @Test func logarithmicTicksArePowersOfTenAndTheirParts() {
        let wide = Ticks(Scale(.logarithmic, domain: 0.001...1000, from: 0, to: 1), count: 4)
        #expect(wide.labels == ["0.001", "0.01", "0.1", "1", "10", "100", "1,000"])
        let narrow = Ticks(Scale(.logarithmic, domain: 0.9...25, from: 0, to: 1), count: 6)
        #expect(narrow.labels == ["1", "2", "5", "10", "20"])
        let inside = Ticks(Scale(.logarithmic, domain: 2.1...2.9, from: 0, to: 1), count: 4)
        #expect(inside.labels == ["2.2", "2.4", "2.6", "2.8"])
    }

    @Test(arguments: [
        0.0...0.0, 7...7, -1e308...1e308, 1e300...1e308, 0...Double.leastNonzeroMagnitude, 1e-300...1e-299, -5...(-5),
        1...1.0000000000000002,
    ])
    func everyDomainHasPlacesAndFewTicks(domain: ClosedRange<Double>) throws {
        for kind in [Scale.Kind.linear, .logarithmic] {
            let scale = Scale(kind, domain: domain, from: 0, to: 100)
            let middle = scale.domain.lowerBound / 2 + scale.domain.upperBound / 2
            let place = try #require(scale.place(of: middle))
            #expect(place.isFinite && place >= 0 && place <= 100)
            #expect(Ticks(scale, count: 5).values.count <= 60)
        }
    }

    @Test func smoothingKeepsALineToItsEndsAndCalmsNoise() throws {
        let line = (0..<50).map { Point(Double($0), 3 - 2 * Double($0)) }
        for (point, smooth) in zip(line, line.smoothed(over: 7)) {
            #expect(smooth.x == point.x && abs(smooth.y - point.y) < 1e-9)
        }
        let noise = (0..<50).map { Point(Double($0), $0 % 2 == 0 ? 1 : -1) }
        #expect(noise.smoothed(over: 10)[10..<40].allSatisfy { abs($0.y) < 0.05 })
        #expect(noise.smoothed(over: 0) == noise)
    }

    @Test func smoothingFollowsTheWeightsOfItsDefinition() {
        // At 1: neighbours at u = ½ weigh (1 − ⅛)³; by symmetry the line's value is the weighted mean.
        let side = 0.875 * 0.875 * 0.875
        let smooth = [Point(0, 4), Point(1, 1), Point(2, 10)].smoothed(over: 1)
        #expect(abs(smooth[1].y - (1 + side * 14) / (1 + 2 * side)) < 1e-12)
        // Only two points reach the ends: the line goes through them.
        #expect(abs(smooth[0].y - 4) < 1e-12 && abs(smooth[2].y - 10) < 1e-12)
        let gaps = [Point(0, 4), Point(1, .nan), Point(2, 8), Point(2, 6)].smoothed(over: 3)
        #expect(gaps[1].y.isNaN && gaps[0].y.isFinite && gaps[2].y.isFinite)
        #expect([Point(5, 2), Point(5, 4)].smoothed(over: 1)[0].y == (2 + 4 * side) / (1 + side))
    }

    @Test func meanOfCurvesHasTheirSpreadWhereAllWereMeasured() {
        let series = Series("x", meanOf: [[Point(1, 2), Point(2, 4), Point(3, 9)], [Point(1, 4), Point(2, 8)]])
        #expect(series.points == [Point(1, 3), Point(2, 6)])
        #expect(series.band == [Interval(1, 2, 4), Interval(2, 4, 8)])
    }
}
