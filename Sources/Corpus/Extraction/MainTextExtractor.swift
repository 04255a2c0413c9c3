import Foundation

/// Finds the text that a page is about: navigation, banners, comments, related links and scripts go.
///
/// The tree is cut down by tags and class names first; then the element with the most text that is not in links is the main
/// one, together with its siblings that look alike. One block a paragraph; items and table rows a line.
public struct MainTextExtractor: Sendable {
    /// An extracted text.
    public struct Result: Sendable, Equatable {
        /// The page's title.
        public var title: String
        /// The main text.
        public var text: String
    }

    /// An extractor.
    public init() {}

    /// The main text of a page.
    public func extract(_ body: Data, charset: String? = nil) -> Result {
        let document = HTMLDocument(body, charset: charset)
        guard let root = document.root else { return Result(title: "", text: "") }
        let title = document.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cleaned = pruned(root)
        var best: (score: Double, element: HTMLDocument.Element)?
        search(cleaned, &best)
        var blocks = lines(best?.element ?? cleaned)
        if blocks.reduce(0, { $0 + $1.count }) < 200 { blocks = lines(cleaned) }
        return Result(title: title, text: joined(blocks))
    }

    private static let droppedTags: Set<String> = [
        "script", "style", "noscript", "template", "svg", "iframe", "form", "button", "nav", "footer", "aside",
        "header",
        "select", "object", "head", "figcaption", "dialog", "input", "textarea", "label",
    ]
    private static let droppedHints = [
        "cookie", "banner", "comment", "sidebar", "share", "social", "related", "breadcrumb", "footer", "navbar",
        "menu",
        "navigation", "advert", "promo", "popup", "modal", "newsletter", "subscribe", "widget", "pagination",
        "masthead",
        "disqus", "byline", "author-box", "recommend", "toolbar", "consent", "signup", "login", "caption", "hidden",
        "most-read", "outbrain", "taboola", "teaser", "read-more", "tags", "meta", "print", "skip", "header",
    ]
    private static let keptHints = [
        "article", "content", "post", "entry", "story", "main", "body", "text", "lesson", "thread", "tale",
    ]

    private func pruned(_ element: HTMLDocument.Element) -> HTMLDocument.Element {
        let children = element.children.compactMap { child -> HTMLDocument.Node? in
            guard case .element(let inner) = child else { return child }
            return isDropped(inner) ? nil : .element(pruned(inner))
        }
        return HTMLDocument.Element(
            name: element.name, hints: element.hints, isHidden: element.isHidden, children: children)
    }

    private func isDropped(_ element: HTMLDocument.Element) -> Bool {
        if element.isHidden { return true }
        if element.name == "header" { return !contains(element, "p") }
        if Self.droppedTags.contains(element.name) { return true }
        guard !["body", "html", "main", "article"].contains(element.name) else { return false }
        let words = element.hints.split { !$0.isLetter }
        let isBad = Self.droppedHints.contains { hint in
            hint.contains("-") ? element.hints.contains(hint) : words.contains { $0 == hint || $0 == hint + "s" }
        }
        guard isBad else { return false }
        // A wrapper that holds most of the page is kept in spite of its name.
        return !(Self.keptHints.contains { element.hints.contains($0) } && textLength(element) > 1500)
    }

    private func contains(_ element: HTMLDocument.Element, _ name: String) -> Bool {
        element.children.contains { child in
            guard case .element(let inner) = child else { return false }
            return inner.name == name || contains(inner, name)
        }
    }

    /// Scores each block element by the text in its own paragraphs, less what is in links.
    private func search(_ element: HTMLDocument.Element, _ best: inout (score: Double, element: HTMLDocument.Element)?)
    {
        let total = Double(textLength(element))
        guard total > 0 else { return }
        var direct = 0.0
        for case .element(let child) in element.children {
            let length = Double(textLength(child))
            switch child.name {
            case "p", "pre", "blockquote", "ul", "ol", "table", "h2", "h3", "dl":
                direct += length - Double(linkLength(child))
            case "div", "section", "article": direct += 0.35 * (length - Double(linkLength(child)))
            default: break
            }
            search(child, &best)
        }
        var score = direct * (1 - Double(linkLength(element)) / total)
        if element.name == "article" || element.name == "main" { score *= 1.3 }
        if Self.keptHints.contains(where: { element.hints.contains($0) }) { score *= 1.15 }
        if score > best?.score ?? 0 { best = (score, element) }
    }

    private func textLength(_ element: HTMLDocument.Element) -> Int {
        element.children.reduce(0) { sum, child in
            switch child {
            case .text(let text): sum + text.utf8.count
            case .element(let inner): sum + textLength(inner)
            }
        }
    }

    private func linkLength(_ element: HTMLDocument.Element) -> Int {
        element.name == "a"
            ? textLength(element)
            : element.children.reduce(0) { sum, child in
                if case .element(let inner) = child { sum + linkLength(inner) } else { sum }
            }
    }

    // MARK: Text

    private static let blockTags: Set<String> = [
        "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol",
        "dl",
        "table", "tbody", "thead", "body", "html", "figure", "center", "td", "dd", "dt", "header",
    ]

    private enum Line: Equatable {
        case block(String)
        case item(String)

        var count: Int {
            switch self {
            case .block(let text), .item(let text): text.count
            }
        }
    }

    private func lines(_ element: HTMLDocument.Element) -> [Line] {
        var lines: [Line] = []
        var inline = ""
        func flush() {
            let text = inline.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !text.isEmpty { lines.append(.block(text)) }
            inline = ""
        }
        for child in element.children {
            switch child {
            case .text(let text): inline += text
            case .element(let inner) where inner.name == "br": inline += " "
            case .element(let inner) where inner.name == "li":
                flush()
                let text = flat(inner)
                if !text.isEmpty { lines.append(.item(text)) }
            case .element(let inner) where inner.name == "tr":
                flush()
                let cells = inner.children.compactMap { cell -> String? in
                    if case .element(let cell) = cell { flat(cell) } else { nil }
                }.filter { !$0.isEmpty }
                if !cells.isEmpty { lines.append(.item(cells.joined(separator: " | "))) }
            case .element(let inner) where Self.blockTags.contains(inner.name):
                flush()
                lines += self.lines(inner)
            case .element(let inner): inline += raw(inner)
            }
        }
        flush()
        return lines
    }

    private func flat(_ element: HTMLDocument.Element) -> String {
        raw(element).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func raw(_ element: HTMLDocument.Element) -> String {
        element.children.map { child in
            switch child {
            case .text(let text): text
            case .element(let inner):
                Self.blockTags.contains(inner.name) || inner.name == "br" ? " \(raw(inner)) " : raw(inner)
            }
        }.joined()
    }

    private func joined(_ lines: [Line]) -> String {
        var text = ""
        var previous: Line?
        for line in lines where line != previous {
            switch (previous, line) {
            case (nil, .block(let own)), (nil, .item(let own)): text += own
            case (.item, .item(let own)): text += "\n" + own
            case (_, .block(let own)), (_, .item(let own)): text += "\n\n" + own
            }
            previous = line
        }
        return text
    }
}
