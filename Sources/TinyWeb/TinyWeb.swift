import Foundation

/// A page of the invented web, as a server would send it.
public struct TinyWebPage: Sendable {
    /// The address.
    public let url: String
    /// When it was fetched, ISO 8601.
    public let date: String
    /// The HTTP status.
    public let status: Int
    /// HTTP headers, in order.
    public let headers: [(name: String, value: String)]
    /// The body as sent.
    public let body: Data
    /// What the page really is; for scoring alone.
    public let label: PageLabel
}

/// The truth about a page.
public struct PageLabel: Codable, Sendable, Equatable {
    /// The address.
    public let url: String
    /// The kind.
    public let kind: PageKind
    /// Whether a pipeline should drop it.
    public let isRubbish: Bool
    /// The address of the page that this one repeats, for duplicates.
    public let duplicateOf: String?
    /// Entities that it is about or mentions.
    public let entities: [Int]
    /// The title.
    public let title: String
    /// Personal data in its text, exactly as it stands there.
    public let personalData: [String]
    /// The main text.
    public let text: String
}

/// A small invented web: pages by number, each a function of (seed, number), so that memory stays flat.
public struct TinyWeb: Sendable {
    /// What the pages are about.
    public let world: World
    /// The number of pages.
    public let count: Int
    private let seed: UInt64
    /// The entity that each page is about; -1 for pages that are not about one.
    private let subjects: [Int32]

    /// Shares of pages: about entities, other good ones; the rest is rubbish.
    static let entityShare = 0.55
    static let generalShare = 0.28

    /// A web of `pages` pages about a world of `entities` entities.
    public init(seed: UInt64, entities: Int, pages: Int) {
        self.seed = seed
        count = pages
        let places = (0..<pages).filter { index in
            var random = SeededGenerator(seed, "page", index)
            return Self.isAboutEntity(Self.kind(&random))
        }
        world = World(seed: seed, entities: entities, pages: places.count)
        var random = SeededGenerator(seed, "subjects")
        let wanted = world.ranked.flatMap { [Int32](repeating: Int32($0.id), count: $0.pages) }.shuffled(using: &random)
        var subjects = [Int32](repeating: -1, count: pages)
        for (place, subject) in zip(places, wanted) { subjects[place] = subject }
        self.subjects = subjects
    }

    private static func isAboutEntity(_ kind: PageKind) -> Bool { PageKind.entityKinds.contains { $0.0 == kind } }

    /// Hosts that a block list would name, one a line.
    public var blockList: String {
        "# Hosts that no page is wanted from.\n" + (Self.blockedHosts + Self.adultHosts).joined(separator: "\n") + "\n"
    }

    static let blockedHosts = [
        "free-prizes.example", "download-now.example", "win-big.example", "miracle-cure.example",
    ]
    static let adultHosts = ["hot-dates.example", "grown-ups-only.example", "late-night-chat.example"]

    /// Page `index` of 0..<count.
    public func page(at index: Int) -> TinyWebPage {
        var random = SeededGenerator(seed, "page", index)
        let kind = Self.kind(&random)
        guard kind == .exactDuplicate || kind == .nearDuplicate else {
            return page(kind, index, path: index, &random)
        }
        // Repeats an earlier good page under another address.
        var original = index
        var originalKind = kind
        for _ in 0..<50 where originalKind.isRubbish {
            original = random.int(0...max(0, index - 1))
            var other = SeededGenerator(seed, "page", original)
            originalKind = Self.kind(&other)
        }
        guard !originalKind.isRubbish, original < index else { return page(.placeholder, index, path: index, &random) }
        var other = SeededGenerator(seed, "page", original)
        _ = Self.kind(&other)
        var article = article(originalKind, original, &other)
        let duplicated = Self.url(SiteDesign.site(for: originalKind, &other), original)
        if kind == .nearDuplicate { Self.disturb(&article, &random) }
        let site = random.pick(SiteDesign.sites)
        return dressed(article, kind, site, path: index, duplicateOf: duplicated, personal: [], &random)
    }

    /// The kind of a page: the first that its random numbers decide.
    private static func kind(_ random: inout SeededGenerator) -> PageKind {
        let coin = Double(random.int(0...9999)) / 10000
        let kinds =
            coin < entityShare
            ? PageKind.entityKinds : coin < entityShare + generalShare ? PageKind.generalKinds : PageKind.rubbishKinds
        return random.pick(kinds, weight: \.1).0
    }

    private func article(_ kind: PageKind, _ index: Int, _ random: inout SeededGenerator) -> Article {
        switch kind {
        case .encyclopedia, .news, .forum, .quiz, .interview:
            EntityPages(world: world).article(kind, about: subject(of: index), &random)
        case .list: EntityPages(world: world).topTen(&random)
        case .truncated, .misencoded: GeneralPages().article(.story, &random)
        default: kind.isRubbish ? RubbishPages().article(kind, &random) : GeneralPages().article(kind, &random)
        }
    }

    private func subject(of page: Int) -> Entity {
        subjects[page] < 0 ? world.ranked[0] : world.entities[Int(subjects[page])]
    }

    private func page(_ kind: PageKind, _ index: Int, path: Int, _ random: inout SeededGenerator) -> TinyWebPage {
        var article = article(kind, index, &random)
        let site: SiteDesign
        switch kind {
        case .blocked, .adult:
            let host = random.pick(kind == .blocked ? Self.blockedHosts : Self.adultHosts)
            site = SiteDesign(
                host: host, isSemantic: false, contentClass: "offer", hasComments: false, hasSidebar: true)
        default: site = SiteDesign.site(for: kind, &random)
        }
        let personal = !kind.isRubbish && random.chance(0.02) ? RubbishPages.addPersonalData(to: &article, &random) : []
        return dressed(article, kind, site, path: path, duplicateOf: nil, personal: personal, &random)
    }

    private func dressed(
        _ article: Article, _ kind: PageKind, _ site: SiteDesign, path: Int, duplicateOf: String?, personal: [String],
        _ random: inout SeededGenerator
    ) -> TinyWebPage {
        let url = Self.url(site, path)
        let comments = (0..<random.int(0...3)).map { _ in Grammar.everyday.expand("Nice! #filler#", &random) }
        let html = site.html(article, path: "/\(path)", comments: comments, random: &random)
        var body = Data(html.utf8)
        if kind == .truncated { body = body.prefix(body.count * random.int(15...30) / 100) }
        // UTF-8 read as Latin-1 and written as UTF-8 again, with many marks for lost characters.
        if kind == .misencoded {
            body = Data(
                html.replacingOccurrences(of: "e", with: "Ã©").replacingOccurrences(of: "a", with: "\u{FFFD}").utf8)
        }
        let second = 1_760_000_000 + path * 7
        let date = ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: Double(second)))
        let isMissing = kind == .placeholder && article.title.hasPrefix("404")
        return TinyWebPage(
            url: url, date: date, status: isMissing ? 404 : 200,
            headers: [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Server", random.pick(["nginx", "Apache/2.4", "cloudfront"])),
                ("Date", date), ("Content-Length", "\(body.count)"), ("Cache-Control", "max-age=600"),
            ],
            body: body,
            label: PageLabel(
                url: url, kind: kind, isRubbish: kind.isRubbish, duplicateOf: duplicateOf, entities: article.entities,
                title: article.title, personalData: personal, text: article.text))
    }

    private static func url(_ site: SiteDesign, _ path: Int) -> String { "https://\(site.host)/\(path)" }

    /// Changes some words and the order of two paragraphs.
    private static func disturb(_ article: inout Article, _ random: inout SeededGenerator) {
        article.blocks = article.blocks.map { block in
            guard case .paragraph(let text) = block else { return block }
            let words = text.split(separator: " ").map { random.chance(0.04) ? "indeed" : String($0) }
            return .paragraph(words.joined(separator: " "))
        }
        if article.blocks.count > 2 { article.blocks.swapAt(0, 1) }
    }
}
