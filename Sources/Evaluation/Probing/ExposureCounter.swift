import Corpus
import Foundation

/// Counts in how many documents names occur, as whole words and without regard to case; one pass, whatever the number of names.
public struct ExposureCounter: Sendable {
    private var byFirstWord: [String: [(words: [String], name: Int)]] = [:]
    /// Documents that each name occurs in, in the order of the names.
    public private(set) var counts: [Int]

    /// A counter for names.
    public init(_ names: [String]) {
        counts = names.map { _ in 0 }
        for (index, name) in names.enumerated() {
            let words = Self.words(name)
            if let first = words.first { byFirstWord[first, default: []].append((words, index)) }
        }
    }

    /// Counts one document.
    public mutating func add(_ text: String) {
        let words = Self.words(text)
        var found: Set<Int> = []
        for (place, word) in words.enumerated() {
            for candidate in byFirstWord[word] ?? []
            where words[place...].starts(with: candidate.words) { found.insert(candidate.name) }
        }
        for name in found { counts[name] += 1 }
    }

    /// Counts the documents of a file.
    public static func counts(of names: [String], in documents: URL) throws -> [Int] {
        var counter = ExposureCounter(names)
        try DocumentReader.read(documents) { counter.add($0.text) }
        return counter.counts
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
