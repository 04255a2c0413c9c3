import Tensors
import Transformer

extension TinyModels {
    /// A network that knows one sequence by heart: at each place it foretells the next id, whatever stands before.
    ///
    /// GPT-2's learned positions make it: that of place p is 100·e_p, and an id's row is the sum of e_p over the places p
    /// that it follows. The blocks add nothing.
    ///
    /// - Parameter context: the longest sequence, also the width; a multiple of 4.
    public static func reciting(_ sequence: [Int32], vocabulary: Int = 300, context: Int = 256) -> LanguageModel {
        var made = ModelConfiguration(
            vocabulary: vocabulary, context: context, layers: 1, width: context, heads: 4, keyValueHeads: 4, hidden: 8)
        made.architecture = .gpt2
        made.tiedEmbeddings = true
        let model = LanguageModel(made, seed: 1)
        let matrices = model.parameters.filter { $0.value.shape.count == 2 }
        for matrix in matrices {
            for i in 0..<matrix.value.count { matrix.value.pointer[i] = 0 }
        }
        // The first matrices are the rows of ids and those of places.
        let (ids, places) = (matrices[0].value, matrices[1].value)
        for place in 0..<context { places.pointer[place * context + place] = 100 }
        for (place, id) in sequence.dropFirst().enumerated() where place < context {
            ids.pointer[Int(id) * context + place] = 1
        }
        for matrix in matrices { matrix.valueChanged() }
        return model
    }
}
