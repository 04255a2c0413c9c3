/// What an assistant asks of a tool.
public struct ToolCall: Codable, Sendable, Equatable {
    /// The tool: 1 to 64 of A–Z, a–z, 0–9, `_`, `.`, `-`; empty where a model wrote a call that cannot be read.
    public var name: String
    /// The arguments as they were written: a JSON object for most tools, but any text may stand here.
    public var arguments: String
    /// Tells which result answers it; protocols do not write it, so parsing numbers the calls (`call_1`, `call_2`, …).
    public var id: String?

    /// A call.
    public init(name: String, arguments: String, id: String? = nil) {
        self.name = name
        self.arguments = arguments
        self.id = id
    }

    /// Whether a text can be a tool's name.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
