import Foundation
import Tensors

extension ForwardTrace {
    /// The trace as one JSON object: `architecture`, `tokens`, and `values`, each with `name`, `shape` and, row after row,
    /// `data`; null stands for what is not finite (scores that the mask hides).
    public func json() -> Data {
        var text = "{\"architecture\":\"\(architecture.rawValue)\",\"tokens\":\(tokens),\"values\":["
        for (index, value) in values.enumerated() {
            text += (index > 0 ? "," : "") + "\n{\"name\":\"\(value.name)\",\"shape\":\(value.tensor.shape),\"data\":["
            text += value.tensor.toArray().map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]}"
        }
        return Data((text + "\n]}\n").utf8)
    }

    /// Writes the values as float32 tensors; the tokens stand in the header's metadata.
    public func writeSafetensors(to url: URL) throws {
        try SafetensorsFile.write(
            values.map { ($0.name, $0.tensor) },
            metadata: [
                "architecture": architecture.rawValue, "tokens": tokens.map(String.init).joined(separator: ","),
            ], to: url)
    }
}
