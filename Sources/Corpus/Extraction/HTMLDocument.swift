import CLibXML2
import Foundation

/// A page parsed by libxml2's forgiving HTML parser, as a tree of our own.
struct HTMLDocument {
    /// An element with its children, or a text.
    indirect enum Node {
        case element(Element)
        case text(String)
    }

    /// An element.
    struct Element {
        let name: String
        let hints: String
        let isHidden: Bool
        let children: [Node]
    }

    let root: Element?
    let title: String
    /// Deeper nesting is cut off: no real page needs it.
    private static let depthLimit = 200

    /// Parses bytes; the charset is the server's, or what the page or its bytes say.
    init(_ body: Data, charset: String?) {
        Self.prepare
        let encoding = Self.encoding(of: body, named: charset)
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue)
        let bytes = [UInt8](body.prefix(16 << 20))
        let document = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                htmlReadMemory($0.baseAddress, Int32($0.count), nil, encoding, options)
            }
        }
        defer { xmlFreeDoc(document) }
        guard let document, let top = xmlDocGetRootElement(document) else {
            (root, title) = (nil, "")
            return
        }
        let made = Self.element(top, 0)
        root = made
        title = Self.firstText(of: "title", in: made) ?? ""
    }

    /// libxml2 wants to be set up once, before several threads use it.
    private static let prepare: Void = xmlInitParser()

    private static func encoding(of body: Data, named charset: String?) -> String? {
        if let charset, !charset.isEmpty { return charset }
        let head = String(decoding: body.prefix(2048), as: UTF8.self).lowercased()
        if head.contains("charset=") { return nil }
        return String(validating: body, as: UTF8.self) != nil ? "utf-8" : "windows-1252"
    }

    private static func element(_ node: xmlNodePtr, _ depth: Int) -> Element {
        let name = node.pointee.name.map { String(cString: $0).lowercased() } ?? ""
        var hints = ""
        var isHidden = false
        for attribute in ["id", "class", "role", "hidden", "style", "aria-hidden"] {
            guard let value = xmlGetProp(node, attribute) else { continue }
            let text = String(cString: value).lowercased()
            free(value)  // what xmlFree is unless a program replaces it
            switch attribute {
            case "hidden": isHidden = true
            case "aria-hidden": isHidden = isHidden || text == "true"
            case "style": isHidden = isHidden || text.replacingOccurrences(of: " ", with: "").contains("display:none")
            default: hints += " " + text
            }
        }
        var children: [Node] = []
        var child = node.pointee.children
        while let current = child {
            switch current.pointee.type {
            case XML_ELEMENT_NODE where depth < depthLimit: children.append(.element(element(current, depth + 1)))
            case XML_TEXT_NODE: current.pointee.content.map { children.append(.text(String(cString: $0))) }
            default: break
            }
            child = current.pointee.next
        }
        return Element(name: name, hints: hints, isHidden: isHidden, children: children)
    }

    private static func firstText(of name: String, in element: Element) -> String? {
        for case .element(let child) in element.children {
            if child.name == name, case .text(let text)? = child.children.first { return text }
            if let found = firstText(of: name, in: child) { return found }
        }
        return nil
    }
}

extension String {
    /// The text if all of its bytes are valid; nil otherwise.
    fileprivate init?(validating data: Data, as: UTF8.Type) {
        guard let text = String(bytes: data, encoding: .utf8) else { return nil }
        self = text
    }
}
