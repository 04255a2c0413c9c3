/// What can go wrong while training.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A shard of tokens is not one, or is damaged.
    case badShard(path: String, reason: String)
    /// There is too little data for one window.
    case tooLittleData(tokens: Int, needed: Int)
    /// Loss or gradient was not finite for several updates in a row.
    case diverged(step: Int, updates: Int)
    /// A checkpoint that should be whole is damaged.
    case badCheckpoint(path: String, reason: String)
    /// A model cannot be trained on this data.
    case modelDoesNotFit(path: String, reason: String)
    /// A run has no update of this number.
    case noSuchUpdate(Int, of: Int)

    public var description: String {
        switch self {
        case .badShard(let path, let reason):
            "\(path) is not a whole shard of tokens: \(reason). Remove its directory and run the recipe again."
        case .tooLittleData(let tokens, let needed):
            "there are \(tokens) tokens to train on, but one window takes \(needed). Give more text, or a shorter context."
        case .diverged(let step, let updates):
            "loss or gradient was no finite number for \(updates) updates in a row, up to update \(step). Lower the learning "
                + "rate ('rate' in the recipe) and run again."
        case .badCheckpoint(let path, let reason):
            "the checkpoint \(path) is damaged: \(reason). Remove the checkpoints of this directory to begin the stage anew."
        case .modelDoesNotFit(let path, let reason):
            "the model \(path) cannot be trained on these tokens: \(reason). Name a model that this recipe made."
        case .noSuchUpdate(let number, let count):
            "there is no update \(number): this run has updates 1 to \(count)."
        }
    }
}
