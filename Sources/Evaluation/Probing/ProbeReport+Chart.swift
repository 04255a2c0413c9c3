import Plots

extension ProbeReport {
    /// P(correct) against the documents that name the subject, with what it was before if that is given; 95 % intervals.
    public func curveChart(since before: ProbeReport? = nil) -> Chart {
        let reports = (before.map { [("before", $0)] } ?? []) + [(before == nil ? model : "after", self)]
        let series = reports.enumerated().map { index, entry in
            let points = entry.1.curve
            return Series(
                entry.0, points.map { Point($0.exposures, $0.right.share) }, .markers,
                band: points.map { Interval($0.exposures, $0.right.interval.lowerBound, $0.right.interval.upperBound) },
                color: index)
        }
        return Chart(
            "What is read often is known", subtitle: "\(model); bars are 95 % intervals",
            rows: [
                [
                    Panel(
                        "P(correct)", unit: "share", x: Axis("documents that name it (none at 0.5)", .logarithmic),
                        y: Axis(domain: 0...1), series: series, height: 260)
                ]
            ])
    }

    /// Right, abstained and wrong answers by exposure, before (if given) and after.
    public func verdictChart(since before: ProbeReport? = nil) -> Chart {
        let reports = (before.map { [("Before", $0)] } ?? []) + [(before == nil ? model : "After", self)]
        let panels = reports.map { title, report in
            let groups = report.groups.filter { $0.exposure != .unknown }
            func series(_ name: String, _ color: Int, _ share: (Group) -> Share) -> Series {
                let points = groups.map { (Self.place($0.exposure), share($0)) }
                return Series(
                    name, points.map { Point($0.0, $0.1.share) }, .markers,
                    band: points.map { Interval($0.0, $0.1.interval.lowerBound, $0.1.interval.upperBound) },
                    color: color)
            }
            return Panel(
                title, unit: "share", x: Axis("documents that name it (none at 0.5)", .logarithmic),
                y: Axis(domain: 0...1),
                series: [
                    series("right", 0, \.right), series("does not know", 1, \.abstained), series("wrong", 2, \.wrong),
                ],
                height: 240)
        }
        return Chart(
            "Right, wrong, or not known", subtitle: "greedy answers; bars are 95 % intervals", rows: [panels])
    }

    private static func place(_ exposure: Exposure) -> Double {
        switch exposure {
        case .never, .unknown: 0.5
        case .once: 1.5
        case .seldom: 12
        case .often: 100
        }
    }

    /// The report as Markdown: classes, groups, and what changed since before.
    public func markdown(since before: ProbeReport? = nil) -> String {
        func percent(_ share: Share) -> String {
            let interval = share.interval
            return
                "\(Self.number(share.share)) (\(Self.number(interval.lowerBound)) to \(Self.number(interval.upperBound)))"
        }
        var text = "# What \(model) knows\n\n\(rows.count) questions, each asked \(settings.greedy) times greedily and "
        text +=
            "\(settings.samples) times at temperature \(settings.temperature).\n\n| class | questions |\n|---|---|\n"
        for knowledge in KnowledgeClass.allCases { text += "| \(knowledge.rawValue) | \(classes[knowledge] ?? 0) |\n" }
        text += "\nConsistently wrong: \(rows.count(where: \.isConsistentlyWrong)).\n"
        for (title, report) in (before.map { [("before", $0)] } ?? []) + [(before == nil ? "" : "after", self)] {
            text +=
                "\n| met in documents\(title.isEmpty ? "" : ", " + title) | right | does not know | wrong |\n|---|---|---|---|\n"
            for group in report.groups {
                text += "| \(group.exposure.rawValue) | \(percent(group.right)) | \(percent(group.abstained)) | "
                text += "\(percent(group.wrong)) |\n"
            }
        }
        if let before {
            text += "\nRefused of what was always right before: \(percent(overRefusal(since: before))).\n"
            text += changesMarkdown(changes(since: before))
        }
        return text
    }

    /// What became of the greedy answers: what was right or wrong before, and is what now.
    private func changesMarkdown(_ changes: [AnswerVerdict: [AnswerVerdict: Int]]) -> String {
        let columns = AnswerVerdict.allCases
        return "\n| answers | " + columns.map { "\($0.rawValue) now" }.joined(separator: " | ") + " |\n"
            + String(repeating: "|---", count: columns.count + 1) + "|\n"
            + columns.map { before in
                "| \(before.rawValue) before | "
                    + columns.map { "\(changes[before]?[$0] ?? 0)" }.joined(separator: " | ") + " |\n"
            }.joined()
    }

    private static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        return "\(thousandths / 1000)." + String("\(1000 + thousandths % 1000)".dropFirst())
    }
}
