import Foundation

/// How a site dresses its articles: layout, class names and what stands around the text.
struct SiteDesign: Sendable {
    let host: String
    let isSemantic: Bool
    let contentClass: String
    let hasComments: Bool
    let hasSidebar: Bool

    /// The sites of the invented web; each kind of page lives on some of them.
    static let sites: [SiteDesign] = [
        SiteDesign(
            host: "www.open-lexicon.example", isSemantic: true, contentClass: "lexicon-entry", hasComments: false,
            hasSidebar: true),
        SiteDesign(
            host: "daily-herald.example", isSemantic: true, contentClass: "story-body", hasComments: true,
            hasSidebar: true),
        SiteDesign(
            host: "forum.curious-minds.example", isSemantic: false, contentClass: "thread-posts", hasComments: false,
            hasSidebar: false),
        SiteDesign(
            host: "blog.walnut-street.example", isSemantic: true, contentClass: "entry-content", hasComments: true,
            hasSidebar: false),
        SiteDesign(
            host: "www.evening-stories.example", isSemantic: false, contentClass: "tale", hasComments: false,
            hasSidebar: true),
        SiteDesign(
            host: "learn.sunny-school.example", isSemantic: false, contentClass: "lesson-text", hasComments: false,
            hasSidebar: true),
        SiteDesign(
            host: "www.handy-advice.example", isSemantic: true, contentClass: "post", hasComments: true,
            hasSidebar: true),
        SiteDesign(
            host: "magazine.far-and-near.example", isSemantic: false, contentClass: "article__text", hasComments: true,
            hasSidebar: false),
    ]

    /// The page of an article.
    func html(_ article: Article, path: String, comments: [String], random: inout SeededGenerator) -> String {
        let title = Self.escaped(article.title)
        let site = host.split(separator: ".").dropLast().last.map(String.init) ?? host
        let related = (0..<random.int(3...6)).map { _ in
            "<li><a href=\"/\(random.int(100...999))\">\(random.pick(["Read next", "Popular", "Also here", "More on this", "From the archive"])): part \(random.int(2...90))</a></li>"
        }.joined()
        let menu = ["Home", "News", "Topics", "About us", "Contact", "Shop", "Log in"].shuffled(using: &random).prefix(
            5
        )
        .map { "<li><a href=\"/\($0.lowercased().replacingOccurrences(of: " ", with: "-"))\">\($0)</a></li>" }.joined()
        let body = article.blocks.map(Self.html).joined(separator: "\n")
        let wrapped =
            isSemantic
            ? "<main><article class=\"\(contentClass)\"><h1>\(title)</h1>\n\(body)\n</article></main>"
            : "<div id=\"wrap\"><div class=\"\(contentClass)\"><h1 class=\"title\">\(title)</h1>\n\(body)\n</div></div>"
        let sidebar =
            hasSidebar
            ? "<\(isSemantic ? "aside" : "div class=\"sidebar widget\"")><h3>Related</h3><ul>\(related)</ul><p>Advertisement: buy two, get one free!</p></\(isSemantic ? "aside" : "div")>"
            : ""
        let discussion =
            hasComments
            ? "<section id=\"comments\" class=\"comments\"><h3>\(comments.count) comments</h3>"
                + comments.map {
                    "<div class=\"comment\"><span class=\"comment-author\">guest\(random.int(10...99))</span><p>\(Self.escaped($0))</p></div>"
                }.joined() + "</section>" : ""
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title) | \(site)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta property="og:title" content="\(title)">
            <link rel="canonical" href="https://\(host)\(path)"><link rel="stylesheet" href="/static/site.css">
            <style>body{font-family:sans-serif;margin:0}.\(contentClass){max-width:60em}.cookie{position:fixed;bottom:0}</style>
            <script>window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push({event:e,page:"\(path)"});}track("view");</script>
            <script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage","name":"\(title.replacingOccurrences(of: "\"", with: ""))"}</script>
            </head><body>
            <div class="cookie cookie-banner" id="cookie-consent"><p>We use cookies to improve your visit. <button>Accept all</button> <button>Settings</button></p></div>
            <header class="site-header"><a class="logo" href="/">\(site)</a><nav class="menu"><ul>\(menu)</ul></nav></header>
            <div class="breadcrumb"><a href="/">Home</a> &raquo; <a href="/all">All pages</a> &raquo; \(title)</div>
            \(wrapped)
            <div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Print</a></div>
            \(sidebar)\(discussion)
            <footer class="site-footer"><p>&copy; \(random.int(2009...2026)) \(site). All rights reserved. <a href="/privacy">Privacy policy</a> <a href="/terms">Terms of use</a></p></footer>
            <script src="/static/app.js"></script></body></html>
            """
    }

    private static func html(_ block: Article.Block) -> String {
        switch block {
        case .heading(let text): "<h2>\(escaped(text))</h2>"
        case .paragraph(let text): "<p>\(escaped(text))</p>"
        case .list(let items): "<ul>" + items.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n") + "</ul>"
        case .table(let rows):
            "<table>"
                + rows.map { "<tr>" + $0.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>" }.joined(separator: "\n")
                + "</table>"
        }
    }

    static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }

    /// The site on which a kind of page lives.
    static func site(for kind: PageKind, _ random: inout SeededGenerator) -> SiteDesign {
        switch kind {
        case .encyclopedia: sites[0]
        case .news: random.pick([sites[1], sites[7]])
        case .forum: sites[2]
        case .story: random.pick([sites[4], sites[3]])
        case .schoolBook, .wordTable: sites[5]
        case .howTo: sites[6]
        default: random.pick(sites)
        }
    }
}
