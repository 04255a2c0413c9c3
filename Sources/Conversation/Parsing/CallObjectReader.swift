import Foundation

/// Reads a call that is a JSON object, giving its arguments while they come.
///
/// That works for an object that begins with the name and has an object as arguments, as protocols write it; anything else is
/// read when it is whole: fields in another order, arguments that are a text.
struct CallObjectReader: Sendable {
    /// What one more byte made certain.
    enum Step {
        case nothing
        /// The name; the byte is the first one of the arguments.
        case began(name: String)
        case argument
    }

    /// What the end of the object made of it.
    enum Outcome {
        /// All was given before.
        case whole
        /// A call of which nothing was given before.
        case call(name: String, arguments: String)
        /// Something that is no call, or goes on after one.
        case unreadable(String, isBegun: Bool)
    }

    private enum Phase { case head, arguments, tail }

    private let form: ChatProtocol.CallObject
    private var phase = Phase.head
    private var bytes: [UInt8] = []
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private static let longestHead = 512

    init(_ form: ChatProtocol.CallObject) { self.form = form }

    mutating func append(_ byte: UInt8) -> Step {
        switch phase {
        case .head:
            bytes.append(byte)
            guard byte == UInt8(ascii: "{"), bytes.count > 1, bytes.count <= Self.longestHead, let name = head() else {
                return .nothing
            }
            phase = .arguments
            depth = 1
            bytes = []
            return .began(name: name)
        case .arguments:
            track(byte)
            if depth == 0 { phase = .tail }
            return .argument
        case .tail:
            bytes.append(byte)
            return .nothing
        }
    }

    /// The end; a suffix at the end of what is no object does not belong to it.
    mutating func finish(suffix: [UInt8]) -> Outcome {
        switch phase {
        case .tail:
            var scanner = JSONScanner(bytes)
            let isClosed = scanner.skip(UInt8(ascii: "}")) && scanner.isAtEnd
            return isClosed ? .whole : .unreadable(String(decoding: bytes, as: UTF8.self), isBegun: true)
        case .arguments: return .unreadable("the arguments do not end", isBegun: true)
        case .head:
            var text = bytes[...]
            if !suffix.isEmpty, text.suffix(suffix.count).elementsEqual(suffix) { text = text.dropLast(suffix.count) }
            let raw = String(decoding: text, as: UTF8.self)
            let first = text.first { !JSONScanner.isBlank($0) }
            if let plain = form.plain, first != nil, first != UInt8(ascii: "{") {
                return .call(name: plain, arguments: raw)
            }
            return object(Array(text)) ?? .unreadable(raw, isBegun: false)
        }
    }

    /// The name, if what was read is all before the first byte of an object of arguments.
    private func head() -> String? {
        var scanner = JSONScanner(bytes)
        guard scanner.skip(UInt8(ascii: "{")), scanner.key() == form.name, let value = scanner.value(),
            let name = scanner.text(value), scanner.skip(UInt8(ascii: ",")), scanner.key() == form.arguments,
            scanner.skip(UInt8(ascii: "{")), scanner.isAtEnd
        else { return nil }
        return name
    }

    private mutating func track(_ byte: UInt8) {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
    }

    private func object(_ text: [UInt8]) -> Outcome? {
        var scanner = JSONScanner(text)
        var name: String?
        var arguments: String?
        guard scanner.skip(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = scanner.key(), let value = scanner.value() else { return nil }
            switch key {
            case form.name: name = scanner.text(value)
            case form.arguments, "arguments", "parameters":
                arguments = scanner.text(value) ?? String(decoding: text[value], as: UTF8.self)
            default: break
            }
        } while scanner.skip(UInt8(ascii: ","))
        guard scanner.skip(UInt8(ascii: "}")), scanner.isAtEnd, let name, let arguments else { return nil }
        return .call(name: name, arguments: arguments)
    }
}
