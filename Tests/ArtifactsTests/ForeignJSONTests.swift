import Artifacts
import Foundation
import Testing

@Suite("JSON from elsewhere")
struct ForeignJSONTests {
    @Test(arguments: [2, 511, 512, 513, 514, 2000])
    func depthIsAnErrorAndNoTrap(depth: Int) {
        for end in ["", "{", "[", "]", " ", "1", "\"", ","] {
            for text in [
                String(repeating: "[", count: depth) + end, String(repeating: #"{"a":"#, count: depth) + end,
                #"{"a": "# + String(repeating: "[", count: depth) + end,
            ] {
                #expect(throws: DecodingError.self) {
                    try ForeignJSONDecoder().decode([String].self, from: Data(text.utf8))
                }
            }
        }
    }

    @Test func whatIsJSONIsRead() throws {
        #expect(try ForeignJSONDecoder().decode([Int].self, from: Data("[1, 2]".utf8)) == [1, 2])
        #expect(try ForeignJSONDecoder().decode(Int.self, from: Data("7".utf8)) == 7)
        #expect(throws: DecodingError.self) { try ForeignJSONDecoder().decode(Int.self, from: Data()) }
    }
}
