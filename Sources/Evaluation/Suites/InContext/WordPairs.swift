import Artifacts
import Foundation
import TinyWeb

/// Words with their translations into one language.
public struct WordPairs: Sendable, Equatable {
    /// The language.
    public var language: String
    /// The words.
    public var pairs: [Pair]

    /// A word with its translation.
    public struct Pair: Codable, Sendable, Equatable {
        /// The word.
        public var word: String
        /// Its translation.
        public var translation: String
    }

    /// The tables of the invented web: forty words in six languages.
    public static var tinyWeb: [WordPairs] {
        WordTables.languages.enumerated().map { index, language in
            WordPairs(
                language: language,
                pairs: WordTables.words.map { Pair(word: $0[0], translation: $0[index + 1]) })
        }
    }

    /// One language from a file of JSON lines: `{"word", "translation"}`.
    public init(contentsOf url: URL) throws {
        language = url.lastPathComponent
        var pairs: [Pair] = []
        let decoder = ForeignJSONDecoder()
        try JSONLines.read(url) { data, number in
            guard let pair = try? decoder.decode(Pair.self, from: data), !pair.word.isEmpty, !pair.translation.isEmpty
            else {
                throw EvaluationError.badLine(
                    path: url.path, line: number, reason: "it should be an object with 'word' and 'translation'")
            }
            pairs.append(pair)
        }
        guard pairs.count > 1 else { throw EvaluationError.empty(path: url.path) }
        self.pairs = pairs
    }

    /// Words of a language.
    public init(language: String, pairs: [Pair]) {
        self.language = language
        self.pairs = pairs
    }
}
