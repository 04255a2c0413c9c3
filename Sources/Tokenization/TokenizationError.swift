/// What can be wrong with a vocabulary's file or a request to train one.
public enum TokenizationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missingFile(path: String)
    /// The file is not what it should be; `place` is a line or a field.
    case badFile(path: String, place: String, reason: String)
    /// The file asks for something that this version does not have.
    case unsupported(path: String, feature: String)
    /// A vocabulary of that size cannot be made.
    case badSize(wanted: Int, least: Int)
    /// Writing failed.
    case cannotWrite(path: String, reason: String)

    public var description: String {
        switch self {
        case .missingFile(let path):
            "\(path) does not exist. Make a tokenizer with 'swiftlet tokenizer train'."
        case .badFile(let path, let place, let reason):
            "\(path), \(place): \(reason). Copy the file again from where it came."
        case .unsupported(let path, let feature):
            "\(path): \(feature) is not supported. Byte-level BPE with GPT-2's, GPT-4's, Llama 3's or Qwen's split "
                + "pattern is."
        case .badSize(let wanted, let least):
            "a vocabulary of \(wanted) symbols cannot be made: bytes and special tokens alone are \(least). Ask for more."
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason). Check the directory and its permissions."
        }
    }
}
