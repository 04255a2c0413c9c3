import Artifacts
import Foundation

/// Results as JSON for programs: sorted keys; numbers that JSON does not have as the texts inf, -inf and nan.
public enum ReportJSON {
    /// The JSON of a result, without a line end.
    public static func data(_ value: some Encodable, isPretty: Bool = false) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        encoder.nonConformingFloatEncodingStrategy = MetricsLog.notFinite.encoding
        return try encoder.encode(value)
    }

    /// The JSON of a result, as a text.
    public static func text(_ value: some Encodable) throws -> String {
        String(decoding: try data(value), as: UTF8.self)
    }
}
