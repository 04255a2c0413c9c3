import CCLD2

/// The languages of a text by the Compact Language Detector 2.
public enum LanguageIdentifier {
    /// The likeliest language and the share of English.
    public struct Shares: Sendable, Equatable {
        /// The language with the greatest share, ISO 639; `un` when nothing was recognized.
        public var language: String
        /// The share of the text that is English, 0…1.
        public var english: Double
    }

    /// Identifies the languages of a text.
    public static func identify(_ text: String) -> Shares {
        var text = text
        let result = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                ccld2_identify($0.baseAddress, Int32(clamping: $0.count))
            }
        }
        func code(_ raw: some Any) -> String {
            withUnsafeBytes(of: raw) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        let found = [
            (code(result.code.0), result.percent.0), (code(result.code.1), result.percent.1),
            (code(result.code.2), result.percent.2),
        ]
        let english = found.first { $0.0 == "en" }.map { Double($0.1) / 100 } ?? 0
        return Shares(language: found[0].0.isEmpty ? "un" : found[0].0, english: english)
    }
}
