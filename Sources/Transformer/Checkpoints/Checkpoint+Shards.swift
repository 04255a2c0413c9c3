import Foundation

/// One weights file, or several of bounded size with an index that says which tensor lies where.
extension Checkpoint {
    private static let single = "model.safetensors"
    private static let index = "model.safetensors.index.json"

    /// The weights of a directory: model.safetensors where it is there, else the files that the index names.
    static func weightFiles(of directory: URL) throws -> [SafetensorsFile] {
        let whole = directory.appendingPathComponent(single)
        let index = directory.appendingPathComponent(index)
        guard !FileManager.default.fileExists(atPath: whole.path),
            let data = FileManager.default.contents(atPath: index.path)
        else { return [try SafetensorsFile(whole)] }
        guard let fields = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let map = fields["weight_map"] as? [String: String]
        else { throw TransformerError.badFile(path: index.path, reason: "it has no 'weight_map'") }
        let names = Set(map.values).sorted()
        guard !names.isEmpty, names.allSatisfy({ !$0.contains("/") }) else {
            throw TransformerError.badFile(path: index.path, reason: "its 'weight_map' names no files beside it")
        }
        return try names.map { try SafetensorsFile(directory.appendingPathComponent($0)) }
    }

    /// Writes model.safetensors, or model-0000i-of-0000n.safetensors of at most `shardSize` bytes of tensors (a larger tensor
    /// has a file of its own) and then their index.
    static func writeWeights(_ outputs: [SafetensorsFile.Output], shardSize: Int?, to directory: URL) throws {
        let shards = shards(of: outputs, atMost: shardSize ?? .max)
        guard shards.count > 1 else {
            try SafetensorsFile.write(outputs, to: directory.appendingPathComponent(single))
            return
        }
        var map: [String: String] = [:]
        for (place, shard) in shards.enumerated() {
            let name = String(format: "model-%05d-of-%05d.safetensors", place + 1, shards.count)
            try SafetensorsFile.write(shard, to: directory.appendingPathComponent(name))
            for output in shard { map[output.name] = name }
        }
        let fields: [String: Any] = [
            "metadata": ["total_size": outputs.reduce(0) { $0 + $1.size }], "weight_map": map,
        ]
        try writing(to: directory) {
            try JSONSerialization.data(
                withJSONObject: fields, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            )
            .write(to: directory.appendingPathComponent(index))
        }
    }

    private static func shards(
        of outputs: [SafetensorsFile.Output], atMost limit: Int
    ) -> [[SafetensorsFile.Output]] {
        var shards: [[SafetensorsFile.Output]] = []
        var filled = 0
        for output in outputs {
            if let last = shards.indices.last, output.size <= limit - filled {
                shards[last].append(output)
                filled += output.size
            } else {
                shards.append([output])
                filled = min(output.size, limit)
            }
        }
        return shards
    }
}
