/// The content of a page, before it is dressed as HTML.
public struct Article: Sendable, Equatable {
    /// A piece of an article.
    public enum Block: Sendable, Equatable {
        case heading(String)
        case paragraph(String)
        case list([String])
        case table([[String]])
    }

    /// The title.
    public var title: String
    /// The pieces, in order.
    public var blocks: [Block]
    /// The entities that it is about or mentions.
    public var entities: [Int] = []

    /// The main text that extraction should find: a block a paragraph, an item or a row a line.
    public var text: String {
        blocks.map { block in
            switch block {
            case .heading(let text), .paragraph(let text): text
            case .list(let items): items.joined(separator: "\n")
            case .table(let rows): rows.map { $0.joined(separator: " | ") }.joined(separator: "\n")
            }
        }.joined(separator: "\n\n")
    }
}

/// The kinds of pages.
public enum PageKind: String, Codable, Sendable, CaseIterable {
    case encyclopedia, news, forum, quiz, interview, list
    case story, howTo, joke, dialogue, wordTable, schoolBook
    case spam, adult, blocked, foreign, mixed, exactDuplicate, nearDuplicate, navigation, loremIpsum, placeholder, code
    case truncated, misencoded

    /// Whether the page is rubbish that a pipeline should drop.
    public var isRubbish: Bool {
        switch self {
        case .encyclopedia, .news, .forum, .quiz, .interview, .list, .story, .howTo, .joke, .dialogue, .wordTable,
            .schoolBook:
            false
        default: true
        }
    }

    /// Kinds about entities, with how often each occurs among them.
    static let entityKinds: [(PageKind, Int)] = [
        (.encyclopedia, 34), (.news, 22), (.forum, 20), (.quiz, 14), (.interview, 10),
    ]
    /// Other good kinds, with how often each occurs among them.
    static let generalKinds: [(PageKind, Int)] = [
        (.schoolBook, 62), (.story, 16), (.howTo, 5), (.dialogue, 6), (.list, 4), (.joke, 3), (.wordTable, 4),
    ]
    /// Rubbish, with how often each kind occurs among it.
    static let rubbishKinds: [(PageKind, Int)] = [
        (.spam, 14), (.adult, 6), (.blocked, 8), (.foreign, 16), (.mixed, 4), (.exactDuplicate, 12),
        (.nearDuplicate, 8),
        (.navigation, 8), (.loremIpsum, 6), (.placeholder, 8), (.code, 4), (.truncated, 3), (.misencoded, 3),
    ]
}
