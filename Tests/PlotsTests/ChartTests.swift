import Foundation
import Plots
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ChartTests {
    /// The elements and texts of a picture; nil when it is not well-formed XML.
    private final class Picture: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []
        var text = ""

        init?(_ svg: String) {
            super.init()
            let parser = XMLParser(data: Data(svg.utf8))
            parser.delegate = self
            guard parser.parse() else { return nil }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements.append((name, attributes)) }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func all(_ name: String, _ style: String) -> [[String: String]] {
            elements.filter { $0.name == name && $0.attributes["class", default: ""].contains(style) }.map(\.attributes)
        }
    }

    private func numbers(_ path: String) -> [Double] {
        path.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
    }

    @Test func pointsStandWhereTheAxesSay() throws {
        let panel = Panel(
            "Loss", y: Axis(domain: 0...10),
            series: [Series("a", [Point(0, 0), Point(5, 5), Point(10, 10)], .markers)],
            height: 200)
        let picture = try #require(Picture(Chart("t", rows: [[panel]]).svg))
        let dots = picture.all("circle", "dot").compactMap { attributes -> Point? in
            guard let x = attributes["cx"].flatMap(Double.init), let y = attributes["cy"].flatMap(Double.init) else {
                return nil
            }
            return Point(x, y)
        }
        #expect(dots.count == 3)
        #expect(dots[1].x == (dots[0].x + dots[2].x) / 2 && dots[1].y == (dots[0].y + dots[2].y) / 2)
        #expect(dots[0].y - dots[2].y == 200)
        // The grid line of 10 is at the height of the point of 10, that of 0 at the point of 0.
        let lines = picture.all("line", "grid").compactMap { $0["y1"].flatMap(Double.init) }
        #expect(lines.first == dots[0].y && lines.last == dots[2].y)
        let path = try #require(picture.all("path", "curve").first?["d"])
        #expect(numbers(path) == dots.flatMap { [$0.x, $0.y] })
    }

    @Test func plotsOfARowBeginSideBySide() throws {
        let curves = (0..<6).map { Series("a curve with a long name \($0)", [Point(0, 0), Point(1, 1)]) }
        let row = [Panel("Many", series: curves), Panel("One", series: [Series("a", [Point(0, 0), Point(1, 1)])])]
        let picture = try #require(Picture(Chart("t", rows: [row]).svg))
        let clips = picture.elements.filter { $0.name == "rect" && $0.attributes["class"] == nil }
            .compactMap { $0.attributes["y"] }
        #expect(clips.count == 2 && Set(clips).count == 1)
        let headings = picture.all("text", "head").compactMap { $0["y"] }
        #expect(headings.count == 2 && Set(headings).count == 1)
    }

    @Test func intervalsOfMarkersAreBars() throws {
        let series = Series("a", [Point(1, 5)], .markers, band: [Interval(1, 2, 10)])
        let panel = Panel("p", y: Axis(domain: 0...10), series: [series], height: 200)
        let picture = try #require(Picture(Chart("t", rows: [[panel]]).svg))
        let bar = numbers(try #require(picture.all("path", "bar").first?["d"]))
        let dot = try #require(picture.all("circle", "dot").first)
        #expect(bar[0] == dot["cx"].flatMap(Double.init) && bar[2] == bar[0])
        #expect(abs(bar[1] - bar[3]) == 160)
        #expect(picture.all("path", "band").isEmpty)
    }

    @Test func anyTextIsEscaped() throws {
        let nasty = "a<b>&\"c\" ]]> \u{1}\u{FFFE}\u{0} 日本 'x'"
        let series = Series(nasty, [Point(1, 1), Point(2, 2)])
        let panel = Panel(nasty, unit: nasty, x: Axis(nasty), series: [series])
        let chart = Chart(
            nasty, subtitle: nasty, rows: [[panel]], notesTitle: nasty, notes: [.init(nasty, nasty + "\n" + nasty)])
        let picture = try #require(Picture(chart.svg))
        #expect(picture.text.contains("a<b>&\"c\" ]]> \u{FFFD}\u{FFFD}\u{FFFD} 日本 'x'"))
    }

    @Test(arguments: [
        [], [Point(3, 4)], [Point(.nan, 1), Point(1, .nan)], [Point(1, .infinity), Point(2, -.infinity), Point(3, 5)],
        [Point(1, 0), Point(2, -4)], [Point(-1e308, 1e308), Point(1e308, -1e308)], [Point(2, 2), Point(2, 2)],
        [Point(.infinity, .infinity)],
    ])
    func strangePointsMakeAWholePictureOfFiniteNumbers(points: [Point]) throws {
        for kind in [Scale.Kind.linear, .logarithmic] {
            for style in [Series.Style.line, .markers, .faint, .dashed] {
                let band = points.map { Interval($0.x, $0.y, $0.y + 1) }
                let panel = Panel(
                    "p", x: Axis("x", kind), y: Axis("y", kind, includesZero: true),
                    series: [Series("s", points, style, band: band)])
                let svg = Chart("t", rows: [[panel]]).svg
                let picture = try #require(Picture(svg), "\(points)")
                for (_, attributes) in picture.elements {
                    for key in ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"] {
                        if let text = attributes[key] { #expect(Double(text)?.isFinite == true, "\(key)=\(text)") }
                    }
                    for value in numbers(attributes["d"] ?? "") { #expect(abs(value) <= 1e5) }
                }
                #expect(!svg.contains("nan") && !svg.contains("inf"))
            }
        }
        let chart = Chart("t", rows: [[Panel("p", series: [Series("s", points)])]])
        let isEmpty = !points.contains { $0.x.isFinite && $0.y.isFinite }
        #expect(chart.svg.contains("nothing measured") == isEmpty)
    }

    @Test func gapsCutTheCurveAndALonePointIsADot() throws {
        let points = [Point(1, 1), Point(2, 2), Point(3, .nan), Point(4, 4), Point(5, .nan), Point(6, 6), Point(7, 7)]
        let picture = try #require(Picture(Chart("t", rows: [[Panel("p", series: [Series("s", points)])]]).svg))
        let path = try #require(picture.all("path", "curve").first?["d"])
        #expect(path.count(where: { $0 == "M" }) == 2 && path.count(where: { $0 == "L" }) == 2)
        #expect(picture.all("circle", "dot").count == 1)
    }

    @Test func longCurvesAreThinnedButKeepTheirPeaks() throws {
        var points = (0..<100_000).map { Point(Double($0), Double($0 % 7)) }
        points[41_234].y = 100
        points[77_777].y = -50
        let svg = Chart("t", rows: [[Panel("p", y: Axis(domain: -50...100), series: [Series("s", points)])]]).svg
        let picture = try #require(Picture(svg))
        let path = numbers(try #require(picture.all("path", "curve").first?["d"]))
        let heights = stride(from: 1, to: path.count, by: 2).map { path[$0] }
        #expect(svg.utf8.count < 200_000)
        let highest = try #require(heights.min())
        let lowest = try #require(heights.max())
        #expect(lowest - highest == 180)
    }

    @Test(arguments: [(1, 0.0), (6, 1.0), (40, 7.0)])
    func namesOfCurvesStandUnderAHeadingThatLeavesNoRoom(count: Int, lines: Double) throws {
        let series = (0..<count).map { Series("curve number \($0)", [Point(0, 0), Point(1, 1)]) }
        let chart = Chart("t", rows: [[Panel("Ordered as the raters did", unit: "share", series: series)]])
        let texts = try #require(Picture(chart.svg)).elements.filter { $0.name == "text" }.map(\.attributes)
        let heading = try #require(texts.first { $0["class"] == "head" }.flatMap { $0["y"] }.flatMap(Double.init))
        let legend = texts.filter { $0["class"] == nil }.compactMap { $0["y"].flatMap(Double.init) }
        #expect((legend.max() ?? 0) - heading == 18 * lines && legend.count == max(1, Int(lines)))
    }

    @Test func subtitlesAreWrapped() throws {
        let long = Chart("t", subtitle: Array(repeating: "words", count: 60).joined(separator: " "), rows: [])
        #expect(try #require(Picture(long.svg)).all("text", "pale").count > 1)
    }

    @Test func notesAreWrappedBetweenWords() throws {
        let words = (1...200).map { "word\($0)" }.joined(separator: " ")
        let picture = try #require(Picture(Chart("t", rows: [], notes: [.init("10", words)]).svg))
        let lines = picture.all("text", "mono").count
        #expect(lines > 5)
        #expect(picture.text.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("word") }.count == 200)
    }

    @Test func colorsFollowTheReadersSurroundings() {
        #expect(Chart("t", rows: []).svg.contains("@media (prefers-color-scheme: dark)"))
    }
}
