import Artifacts
import Foundation

/// Reads sets of conversations: OpenAI's messages, ShareGPT, Alpaca, OpenAssistant's trees; as JSON lines or one JSON array.
public struct ConversationReader: Sendable {
    /// What to do with a record that is wrong.
    public enum Strictness: String, Sendable, CaseIterable {
        /// Stop with an error that names file, line, and what to do.
        case stop
        /// Leave it out and count it by its reason.
        case leaveOut = "leave-out"
    }

    /// Which conversations of a tree of answers are taken.
    public enum TreePaths: String, Sendable, CaseIterable {
        /// One per tree: the answer ranked best, and so on.
        case best
        /// One per last answer.
        case all
    }

    /// The format; nil to tell it from the first record.
    public var format: ConversationFormat?
    /// What to do with a record that is wrong.
    public var strictness = Strictness.stop
    /// Which conversations of trees are taken.
    public var paths = TreePaths.best

    /// A reader that tells the format by itself and stops at the first mistake.
    public init() {}

    /// Reads a file.
    public func read(_ url: URL) throws -> ConversationSet {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw ConversationError.missingFile(path: url.path)
        }
        return try read(data, path: url.path)
    }

    /// Reads the bytes of a file; `path` names it in errors.
    public func read(_ data: Data, path: String) throws -> ConversationSet {
        let records = JSONRecords(data, path: path)
        let format = try format ?? Self.format(of: records, path: path)
        var set = ConversationSet(report: ReadingReport(path: path, format: format))
        var trees = MessageTrees(paths: paths)
        try records.forEach { record in
            set.report.records += 1
            do {
                switch format {
                case .messages:
                    let messages = try Self.decode(ConversationFile.Line.self, record.bytes).messages
                    set.keep(try ConversationProblem.checked(messages), line: record.line)
                case .shareGPT:
                    let messages = try Self.decode(ShareGPTRecord.self, record.bytes).messages()
                    set.keep(try ConversationProblem.checked(messages), line: record.line)
                case .alpaca:
                    let messages = try Self.decode(AlpacaRecord.self, record.bytes).messages()
                    set.keep(try ConversationProblem.checked(messages), line: record.line)
                case .oasst:
                    try trees.add(try Self.decode(TreeRecord.self, record.bytes), line: record.line)
                }
            } catch let problem as ConversationProblem {
                try refuse(problem, record.line, &set)
            } catch let error as DecodingError {
                let (place, reason) = error.placeAndReason
                let problem = ConversationProblem(
                    reason: place.isEmpty ? reason : "'\(place)': \(reason)",
                    repair: "A record looks like \(format.example).")
                try refuse(problem, record.line, &set)
            }
        }
        trees.collect(into: &set)
        return set
    }

    private func refuse(_ problem: ConversationProblem, _ line: Int, _ set: inout ConversationSet) throws {
        guard strictness == .leaveOut else {
            throw ConversationError.badLine(
                path: set.report.path, line: line, reason: problem.reason, repair: problem.repair)
        }
        set.report.drop(problem.reason, line: line)
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        do {
            return try ForeignJSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw error
        } catch let problem as ConversationProblem {
            throw problem
        } catch {
            throw ConversationProblem(reason: "it cannot be read", repair: "Remove the record or write it anew.")
        }
    }

    private static func format(of records: JSONRecords, path: String) throws -> ConversationFormat {
        struct Found: Error { let format: ConversationFormat? }
        do {
            try records.forEach { throw Found(format: .of($0.bytes)) }
        } catch let found as Found {
            guard let format = found.format else {
                throw ConversationError.unknownFormat(path: path, reason: "its first record is of no known format")
            }
            return format
        }
        throw ConversationError.unknownFormat(path: path, reason: "it holds no records")
    }
}
