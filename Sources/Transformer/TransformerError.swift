/// What can be wrong with a model's files.
public enum TransformerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file of the model is not there.
    case missingFile(path: String)
    /// A file cannot be read as what it should be.
    case badFile(path: String, reason: String)
    /// A safetensors file ends before its tensors do, or its header lies.
    case cutShort(path: String, tensor: String, needed: Int, found: Int)
    /// A tensor that the configuration asks for is not in the checkpoint.
    case missingTensor(path: String, tensor: String)
    /// A tensor has another shape than the configuration says.
    case wrongShape(path: String, tensor: String, expected: [Int], found: [Int])
    /// The configuration names an architecture or a feature that this version does not have.
    case unsupported(path: String, feature: String)
    /// Tokens that cannot be passed through a network.
    case unfitTokens(reason: String)
    /// A number that half precision cannot hold.
    case numberTooLarge(tensor: String, value: Float)
    /// Writing failed.
    case cannotWrite(path: String, reason: String, diskFull: Bool)

    public var description: String {
        switch self {
        case .missingFile(let path):
            "\(path) does not exist. A model is a directory with config.json and model.safetensors; "
                + "make one with 'swiftlet run recipes/tiny.yaml'."
        case .badFile(let path, let reason):
            "\(path) cannot be read: \(reason). Copy the file again from where it came."
        case .cutShort(let path, let tensor, let needed, let found):
            "\(path) is cut short: tensor '\(tensor)' needs \(needed) bytes, the file has \(found). Copy the file again."
        case .missingTensor(let path, let tensor):
            "\(path) has no tensor '\(tensor)', which config.json asks for. Check that the two belong together."
        case .wrongShape(let path, let tensor, let expected, let found):
            "\(path): tensor '\(tensor)' has shape \(found), but config.json asks for \(expected). "
                + "Check that the two belong together."
        case .unsupported(let path, let feature):
            "\(path): \(feature) is not supported. Supported architectures: gpt2, llama, qwen2, qwen3, swiftlet."
        case .unfitTokens(let reason):
            "the tokens do not fit the model: \(reason). 'swiftlet model inspect MODEL' shows vocabulary and context."
        case .numberTooLarge(let tensor, let value):
            "tensor '\(tensor)' holds \(value), and f16 ends at 65504. Write bf16 or f32 instead."
        case .cannotWrite(let path, let reason, let diskFull):
            diskFull
                ? "no space left on the disk that holds \(path). Free some space and run the same command again; "
                    + "earlier whole files are kept."
                : "cannot write \(path): \(reason). Check the directory and its permissions."
        }
    }
}
