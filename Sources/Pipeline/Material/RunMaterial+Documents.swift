import Artifacts
import Corpus
import Evaluation
import Foundation
import Tokenization
import Training

extension RunMaterial {
    /// Documents of a run, with how often its pre-training read each: those that were held out (never), and up to `limit` for each
    /// number of times.
    ///
    /// Windows are drawn at random, but each from (seed, update, place): which ones they were is computed again. A document counts
    /// where every one of its first `tokens` tokens was read equally often, so that the number is exact.
    public static func documents(of run: RunDirectory, limit: Int, tokens: Int) throws -> [SeenDocument] {
        let place = run.stage(PretrainStage.name)
        let manifest = try Manifest(directory: place)
        let tokenizer = try Tokenizer(contentsOf: place.appendingPathComponent("tokenizer.json"))
        let shards = run.stage(TokensStage.name)
        let data = try PretrainStage(of: manifest).beginning(tokenizer, shards: shards, seed: manifest.seed).data
        let shard = try TokenShard(shards.appendingPathComponent("training.tokens"))
        let times = timesRead(shard, data.timesRead(), start: tokenizer.specialTokens["<|endoftext|>"], tokens)
        var found: [Int: [SeenDocument]] = [:]
        var (index, trained) = (0, 0)
        try DocumentReader.read(run.stage(DataStage.name).appendingPathComponent("documents.jsonl.zst")) { document in
            let isHeldOut = TokensStage.isHeldOut(index)
            let count = isHeldOut ? 0 : trained < times.count ? times[trained] : nil
            if let count, found[count]?.count ?? 0 < limit {
                found[count, default: []].append(SeenDocument(text: document.text, count: count))
            }
            index += 1
            trained += isHeldOut ? 0 : 1
        }
        return found.sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// How often the first tokens of each document were read; nil where some were read more often than others.
    private static func timesRead(_ shard: TokenShard, _ times: [Int], start: Int32?, _ tokens: Int) -> [Int?] {
        let ids = shard[0..<shard.count]
        let starts = ids.indices.filter { ids[$0] == start }
        return starts.enumerated().map { place, first in
            let end = min(first + 1 + tokens, place + 1 < starts.count ? starts[place + 1] : ids.count)
            let read = Set(times[min(first + 1, end)..<end])
            return read.count == 1 ? read.first : nil
        }
    }
}
