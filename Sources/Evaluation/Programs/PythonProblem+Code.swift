import Foundation

/// Finding code in answers.
extension PythonProblem {
    /// What the prompt has before the line that defines the function.
    var beforeFunction: String {
        let lines = prompt.codeLines
        let head = lines.prefix { !isHead($0) }
        return head.count < lines.count ? head.map { $0 + "\n" }.joined() : ""
    }

    func definesFunction(_ code: String) -> Bool { code.codeLines.contains(where: isHead) }

    private func isHead(_ line: Substring) -> Bool {
        let plain = line.hasPrefix("async ") ? line.dropFirst("async ".count) : line
        guard plain.hasPrefix("def ") else { return false }
        let name = plain.dropFirst("def ".count).drop { $0 == " " }
        return name.hasPrefix(entryPoint) && name.dropFirst(entryPoint.count).drop { $0 == " " }.first == "("
    }

    /// A completion up to the first text that ends it.
    static func cut(_ completion: String) -> String {
        let end = stops.compactMap { completion.range(of: $0)?.lowerBound }.min()
        return String(completion[..<(end ?? completion.endIndex)])
    }

    /// The contents of blocks between ``` lines; one that is not closed ends with the text.
    static func fencedBlocks(of answer: String) -> [String] {
        var blocks: [String] = []
        var block: [Substring]?
        for line in answer.codeLines {
            let isFence = line.drop { $0 == " " || $0 == "\t" }.hasPrefix("```")
            switch (block, isFence) {
            case (nil, true): block = []
            case (.some(let lines), true):
                blocks.append(lines.joined(separator: "\n"))
                block = nil
            case (_, false): block?.append(line)
            }
        }
        if let block { blocks.append(block.joined(separator: "\n")) }
        return blocks
    }

    /// The lines from the first to the last one that can be code at the top of a file, with what is indented below them.
    static func withoutProse(_ answer: String) -> String {
        var kept: [Substring] = []
        var isInside = false
        for line in answer.codeLines {
            let isIndented = line.first == " " || line.first == "\t"
            if !isIndented, !line.isEmpty {
                let starts = ["def ", "async def ", "class ", "import ", "from ", "@", "#", ")", "]", "}"]
                isInside = starts.contains(where: line.hasPrefix) || isAssignment(line)
            }
            if isInside { kept.append(line) }
        }
        return kept.joined(separator: "\n")
    }

    /// Whether a line looks like `NAME = …` rather than like a sentence.
    private static func isAssignment(_ line: Substring) -> Bool {
        let name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return !name.isEmpty && line.dropFirst(name.count).drop { $0 == " " }.first == "="
    }

    /// Code that is no part of a function yet, indented to become one.
    static func indented(_ code: String) -> String {
        let lines = code.codeLines
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }), first.first?.isWhitespace == false
        else { return code }
        return lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The lines, ended by a line feed with or without a carriage return before it.
    fileprivate var codeLines: [Substring] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
}
