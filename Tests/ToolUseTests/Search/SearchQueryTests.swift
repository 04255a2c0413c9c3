import Testing
import ToolUse

struct SearchQueryTests {
    @Test func questionsAreAboutTheirContent() {
        let query = SearchQuery("Who is the mayor of New York's old town?")
        #expect(query.words == ["mayor", "new", "york", "old", "town"])
        #expect(query.pairs == [["new", "york"], ["old", "town"]])
        #expect(
            query.expression
                == "\"mayor\" OR \"new\" OR \"york\" OR \"old\" OR \"town\" OR \"new york\" OR \"old town\"")
    }

    @Test func aQuestionOfStopWordsIsKept() {
        #expect(SearchQuery("Who are you?").words == ["who", "are", "you"])
        #expect(SearchQuery("") == SearchQuery(" ?! \"*\" \u{0}"))
        #expect(SearchQuery("").expression == nil)
    }

    @Test func wordsOccurOnceAndAreLimited() {
        #expect(SearchQuery("tea tea TEA").words == ["tea"])
        #expect(SearchQuery("tea tea").pairs == [])
        let many = SearchQuery((0..<10_000).map { "w\($0)" }.joined(separator: " "))
        #expect(many.words.count == 24 && many.pairs.count <= 24)
        #expect((SearchQuery(String(repeating: "x", count: 100_000)).expression ?? "").utf8.count < 100)
    }

    @Test func snippetsHoldWhatFitsBest() {
        let filler = Array(repeating: "Nothing happened on that day.", count: 12).joined(separator: " ")
        let (open, close) = (SnippetMaker.opening, SnippetMaker.closing)
        let passage =
            "\(open)Ann\(close) lives here. \(filler) \(open)Ann\(close) was \(open)born\(close) in Oslo. \(filler)"
        let snippet = SnippetMaker.snippet(of: passage, words: 12)
        #expect(snippet.contains("Ann was born in Oslo."))
        #expect(snippet.hasPrefix("… ") && snippet.hasSuffix(" …"))
        #expect(snippet.split(separator: " ").count == 14)
        #expect(SnippetMaker.snippet(of: "\(open)a\(close) b", words: 12) == "a b")
        #expect(SnippetMaker.snippet(of: "", words: 12) == "")
    }

    @Test(arguments: ["", "\u{1}\u{2}", "\u{2}", String(repeating: "\u{1}x\u{2} ", count: 500)])
    func anySnippetIsShort(marked: String) {
        let snippet = SnippetMaker.snippet(of: marked, words: 10)
        #expect(snippet.split(separator: " ").count <= 12 && !snippet.contains("\u{1}"))
    }

    @Test func passagesHoldEveryWord() {
        let splitter = PassageSplitter(limit: 20)
        let text = (0..<300).map { "w\($0)" + ($0 % 7 == 0 ? "." : $0 % 31 == 0 ? "\n\n" : "") }.joined(separator: " ")
        let passages = splitter.passages(of: text)
        #expect(passages.joined(separator: " ").split(separator: " ") == text.split(whereSeparator: \.isWhitespace))
        #expect(passages.allSatisfy { $0.split(separator: " ").count <= 40 } && passages.count > 10)
        #expect(splitter.passages(of: " \n\n ") == [])
        let endless = splitter.passages(of: String(repeating: "x", count: 100_000))
        #expect(endless.allSatisfy { $0.utf8.count <= 4200 } && endless.count > 20)
    }

    @Test func strangersTextBecomesOnePlainLine() {
        #expect(PlainLine.of("  a\tb\r\n\u{0}c\u{202E}d\u{200B}e  ", limit: 100) == "a b cde")
        #expect(PlainLine.of("\u{1B}[31mred\u{7}", limit: 100) == "[31mred")
        #expect(PlainLine.of(String(repeating: "ab ", count: 100), limit: 10) == "ab ab ab a…")
        #expect(PlainLine.of("ab cd", limit: 2) == "ab…", "no blank before the end")
        #expect(PlainLine.of("größer 数 👍", limit: 100) == "größer 数 👍")
    }
}
