import Foundation

/// A decoder for bytes from elsewhere: what is no JSON is an error, whatever it is.
///
/// Foundation's own traps where brackets nest too deeply and the last byte is the first bracket too many (`[` 513 times), because it looks for the
/// place of the error behind the end. A blank there makes it an error like any other.
public final class ForeignJSONDecoder: JSONDecoder, @unchecked Sendable {
    public override func decode<T: Decodable>(_ type: T.Type, from data: Data) throws -> T {
        try super.decode(type, from: data + [0x20])
    }
}
