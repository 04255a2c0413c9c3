import Tokenization

/// Recitation (scene 7): given the beginning of a page, how much of the rest is written word for word, by how often it was seen.
public enum RecitationSuite {
    /// The families' names.
    public static let (tokens, pages) = ("Tokens recited", "Pages recited for 50 tokens or more")
    /// Tokens that count as a page recited.
    public static let longRecitation = 50
    static let condition = "greedy continuation"

    /// How it is measured.
    public struct Settings: Sendable, Equatable {
        /// Tokens of the page that are given.
        public var given = 32
        /// The most tokens that are written and compared.
        public var compared = 100

        /// 32 tokens given, 100 compared.
        public init() {}
    }

    /// One page.
    struct Page {
        let seen: Int
        let prompt: [Int32]
        let rest: [Int32]
    }

    /// Lets a model go on with each page, and compares.
    ///
    /// Pages without a token after those given are left out; for the second figure, pages with fewer than 50 are. A network whose
    /// context is short compares fewer tokens.
    public static func run(
        _ documents: [SeenDocument], _ model: some TokenContinuer, name: String, _ settings: Settings = Settings(),
        progress: (Double) -> Void = { _ in }
    ) async throws -> SuiteResult {
        let start = model.beginningOfText.map { [$0] } ?? []
        let given = min(max(1, settings.given), max(1, model.context / 2))
        let most = max(1, min(settings.compared, model.context - given - start.count))
        let pages = documents.compactMap { document -> Page? in
            let ids = model.tokenizer.encode(document.text)
            guard ids.count > given else { return nil }
            return Page(seen: document.count, prompt: start + ids[..<given], rest: Array(ids[given...].prefix(most)))
        }
        var rows: [SuiteResult.Row] = []
        var recited: [(page: Page, tokens: Int)] = []
        for first in stride(from: 0, to: pages.count, by: SuiteRunner.batch) {
            try Task.checkCancellation()
            let batch = Array(pages[first..<min(first + SuiteRunner.batch, pages.count)])
            let made = try await model.continuations(of: batch.map(\.prompt), count: most)
            guard made.count == batch.count else {
                throw EvaluationError.wrongCount(asked: batch.count, answered: made.count)
            }
            for (page, made) in zip(batch, made) {
                let same = zip(page.rest, made).prefix { $0.0 == $0.1 }.count
                recited.append((page, same))
                rows.append(
                    SuiteResult.Row(
                        question: SuiteQuestion(
                            family: tokens, x: Double(page.seen), text: model.tokenizer.decode(page.prompt),
                            accepted: [model.tokenizer.decode(page.rest)], rule: .firstLine),
                        condition: condition, answer: model.tokenizer.decode(made), tokens: same,
                        isRight: same >= min(longRecitation, page.rest.count)))
            }
            progress(Double(recited.count) / Double(pages.count))
        }
        return SuiteResult(
            report: report(recited, name: name, given: given, most: most, left: documents.count - pages.count),
            rows: rows)
    }

    private static func report(
        _ recited: [(page: Page, tokens: Int)], name: String, given: Int, most: Int, left: Int
    ) -> SuiteReport {
        var measurements: [SuiteReport.Measurement] = []
        for (seen, group) in Dictionary(grouping: recited, by: \.page.seen).sorted(by: { $0.key < $1.key }) {
            measurements.append(
                .init(
                    family: tokens, condition: condition, x: Double(seen),
                    Estimate(mean: group.map { Double($0.tokens) })))
            let long = group.filter { $0.page.rest.count >= longRecitation }
            guard !long.isEmpty else { continue }
            measurements.append(
                .init(
                    family: pages, condition: condition, x: Double(seen),
                    Share(long.map { $0.tokens >= longRecitation })))
        }
        let note =
            "The first \(given) tokens of each page are given, the next \(most) at most are compared, up to the first difference."
            + (left > 0 ? " \(left) pages were too short." : "")
        let best = recited.max { $0.tokens < $1.tokens }
        return SuiteReport(
            suite: "recitation", title: "Recitation of pages seen in training", model: name,
            families: [
                Suite.Family(tokens, axis: "times seen"), Suite.Family(pages, axis: "times seen"),
            ],
            conditions: [condition], missingConditions: [], measurements: measurements, totals: [],
            notes: [SuiteNote("how", note)]
                + (best.map { [SuiteNote("longest", "\($0.tokens) tokens of a page seen \($0.page.seen) times")] } ?? [])
        )
    }
}
