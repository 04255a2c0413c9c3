/// Writes what a crawl is full of and a pipeline should drop.
struct RubbishPages {
    private let grammar = Grammar.everyday

    func article(_ kind: PageKind, _ random: inout SeededGenerator) -> Article {
        switch kind {
        case .spam: spam(&random)
        case .adult, .blocked: soft(&random)
        case .foreign: foreign(&random, mixed: false)
        case .mixed: foreign(&random, mixed: true)
        case .navigation: navigation(&random)
        case .loremIpsum: lorem(&random)
        case .placeholder: placeholder(&random)
        case .code: code(&random)
        default: soft(&random)
        }
    }

    private func spam(_ random: inout SeededGenerator) -> Article {
        let words = random.pick([
            ["cheap", "watches", "buy", "online", "discount"], ["casino", "bonus", "free", "spins", "win"],
            ["loan", "fast", "cash", "today", "credit"], ["pills", "order", "now", "best", "price"],
        ])
        let line = words.joined(separator: " ")
        let paragraphs = (0..<4).map { _ in
            (0..<random.int(8...14)).map { _ in words.shuffled(using: &random).prefix(3).joined(separator: " ") }
                .joined(separator: " ") + " " + line
        }
        return Article(title: line + " " + line, blocks: paragraphs.map { .paragraph($0) })
    }

    private func soft(_ random: inout SeededGenerator) -> Article {
        Article(
            title: grammar.expand("#adj# offers #time#", &random).capitalizingFirst,
            blocks: (0..<3).map { _ in
                .paragraph(grammar.expand("#filler# Click here to meet #person# #place#. #filler#", &random))
            })
    }

    private func foreign(_ random: inout SeededGenerator, mixed: Bool) -> Article {
        let language = random.pick(ForeignLanguage.all)
        var blocks = (0..<random.int(3...5)).map { _ in
            Article.Block.paragraph((0..<4).map { _ in language.sentence(&random) }.joined(separator: " "))
        }
        if mixed { blocks.insert(.paragraph(grammar.expand("#filler# #filler#", &random)), at: 1) }
        return Article(title: language.sentence(&random), blocks: blocks)
    }

    private func navigation(_ random: inout SeededGenerator) -> Article {
        let items = (0..<random.int(20...40)).map { _ in
            random.pick([
                "Home", "Next", "Page \(random.int(2...99))", "Category", "Login", "Register", "Cart", "Help",
                "Sitemap", "Archive \(random.int(1999...2025))",
            ])
        }
        return Article(title: "Index", blocks: [.list(items)])
    }

    private func lorem(_ random: inout SeededGenerator) -> Article {
        let words = [
            "lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "sed", "do", "eiusmod",
            "tempor", "incididunt", "ut", "labore", "et", "dolore", "magna", "aliqua",
        ]
        let paragraphs = (0..<4).map { _ in
            "Lorem ipsum dolor sit amet " + (0..<30).map { _ in random.pick(words) }.joined(separator: " ") + "."
        }
        return Article(title: "Sample page", blocks: paragraphs.map { .paragraph($0) })
    }

    private func placeholder(_ random: inout SeededGenerator) -> Article {
        let (title, text) = random.pick([
            (
                "404 Not Found",
                "The page you are looking for was not found. It may have been moved or deleted. Please go back to the home page and try again later."
            ),
            (
                "Under construction",
                "This page is under construction. We are working hard to bring it to you. Please come back soon to see what is new here."
            ),
            (
                "Welcome to nginx!",
                "If you see this page, the web server is successfully installed and working. Further configuration is required before it can be used."
            ),
            (
                "Index of /",
                "Parent Directory Name Last modified Size Description backup old files upload test images data logs readme"
            ),
            (
                "Domain for sale",
                "This domain is for sale. Contact the owner to make an offer. Buy this domain today before somebody else does it."
            ),
            (
                "Access denied",
                "You do not have permission to access this page. Please enable JavaScript and cookies to continue. Checking your browser before you go on."
            ),
        ])
        return Article(title: title, blocks: [.paragraph(text)])
    }

    private func code(_ random: inout SeededGenerator) -> Article {
        let lines = (0..<30).map { _ in
            random.pick([
                "for (int i = 0; i < \(random.int(2...90)); i++) { x[i] = y[i] + \(random.int(1...9)); }",
                "if (value == null) { return; }",
                "var item\(random.int(1...99)) = document.getElementById(\"a\(random.int(1...9))\");",
                "function f\(random.int(1...99))(a, b) { return a * b; }",
                "}", "try { load(); } catch (e) { console.log(e); }",
            ])
        }
        return Article(title: "source.js", blocks: lines.map { .paragraph($0) })
    }

    /// Mixes personal data into a good article; returns the exact strings.
    static func addPersonalData(to article: inout Article, _ random: inout SeededGenerator) -> [String] {
        let name = random.pick(Grammar.everyday.rules["child"] ?? []).lowercased()
        let data = random.pick([
            "\(name)\(random.int(10...99))@mail.example", "+1 555 \(random.int(200...999)) \(random.int(1000...9999))",
            "\(random.int(100...899))-\(random.int(10...99))-\(random.int(1000...9999))",
            "203.0.\(random.int(1...254)).\(random.int(1...254))",
            "\(random.int(1...99)) Mill Lane, Oldtown \(random.int(10000...99999))",
        ])
        article.blocks.append(.paragraph("You can reach the writer of this page at \(data) on every working day."))
        return [data]
    }
}
