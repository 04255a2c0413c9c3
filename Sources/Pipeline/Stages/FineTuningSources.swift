import Artifacts
import Conversation
import Foundation
import Labeling
import TinyWeb
import Yams

/// Where the conversations of fine-tuning come from: a file, a mixture of files, or the invented web; and, beside it, what
/// people wrote at the studio's page.
struct FineTuningSources: Sendable {
    /// The conversations, with what is to be said about them.
    struct Made {
        let examples: [RenderedConversation]
        let lines: [String]
        let report: JSONValue
    }

    private let file: URL?
    private let mixtureFile: URL?
    private let mixture: Mixture?
    private let reader: ConversationReader
    private let invented: Int
    private let labels: LabeledSource?
    /// The name under which a mixture takes the conversations about the invented web.
    static let inventedName = "tinyweb"

    init(_ section: RecipeSection) throws {
        invented = try section.int("conversations", default: 20_000, in: 10...10_000_000)
        labels = try LabeledSource(section)
        let file = try section.string("conversationFile", default: "")
        let mixture = try section.string("mixture", default: "")
        self.file = file.isEmpty ? nil : URL(fileURLWithPath: file)
        mixtureFile = mixture.isEmpty ? nil : URL(fileURLWithPath: mixture)
        self.mixture = try mixtureFile.map(Self.read)
        var reader = ConversationReader()
        let formats = ConversationFormat.allCases.map(\.rawValue)
        reader.format = ConversationFormat(
            rawValue: try section.string("format", default: "auto", oneOf: ["auto"] + formats))
        reader.strictness =
            ConversationReader.Strictness(
                rawValue: try section.string(
                    "badRecords", default: reader.strictness.rawValue,
                    oneOf: ConversationReader.Strictness.allCases.map(\.rawValue))) ?? reader.strictness
        reader.paths =
            ConversationReader.TreePaths(
                rawValue: try section.string(
                    "treePaths", default: reader.paths.rawValue,
                    oneOf: ConversationReader.TreePaths.allCases.map(\.rawValue))) ?? reader.paths
        self.reader = reader
    }

    /// All files that are read.
    var files: [URL] {
        if let mixture, let mixtureFile {
            let folder = mixtureFile.deletingLastPathComponent()
            return [mixtureFile] + mixture.sources.compactMap { $0.url(in: folder) }
        }
        return file.map { [$0] } ?? []
    }

    /// Whether conversations about the invented web are among them.
    var needsWeb: Bool { mixture.map { $0.sources.contains { $0.file == nil } } ?? (file == nil) }

    var parameters: [String: JSONValue] {
        var fields: [String: JSONValue] = ["conversations": .int(invented)]
        if let labels { fields["labels"] = labels.parameters }
        guard !files.isEmpty else { return fields }
        fields["badRecords"] = .string(reader.strictness.rawValue)
        fields["treePaths"] = .string(reader.paths.rawValue)
        if let format = reader.format { fields["format"] = .string(format.rawValue) }
        return fields
    }

    /// Reads, mixes and renders them; they are kept beside the model, to be looked at.
    func examples(_ stage: StageContext, _ renderer: ChatRenderer) throws -> Made {
        let read = try conversations(stage, renderer)
        let labeled = labels?.repeated ?? []
        try AtomicFile.write(
            ConversationFile.data(read.conversations + labeled),
            to: stage.output.appendingPathComponent("conversations.jsonl"))
        var report = read.report
        if let labels, case .object(var fields) = report {
            fields["labels"] = .int(labels.conversations.count)
            report = .object(fields)
        }
        return Made(
            examples: try read.examples + labeled.flatMap { try renderer.trainingExamples($0) },
            lines: read.lines + (labels.map { [$0.summary] } ?? []), report: report)
    }

    private struct Read {
        let conversations: [[Message]]
        let examples: [RenderedConversation]
        let lines: [String]
        let report: JSONValue
    }

    private func conversations(_ stage: StageContext, _ renderer: ChatRenderer) throws -> Read {
        let made = needsWeb ? try invent(stage) : []
        if let mixture, let mixtureFile {
            let mixed = try mixture.mix(
                reading: reader, in: mixtureFile.deletingLastPathComponent(), made: [Self.inventedName: made],
                seed: stage.seed)
            return Read(
                conversations: mixed.conversations,
                examples: try mixed.conversations.flatMap { try renderer.trainingExamples($0) },
                lines: mixed.report.rows.compactMap(\.reading?.summary) + mixed.report.lines,
                report: try JSONValue(encoding: mixed.report))
        }
        guard let file else {
            return Read(
                conversations: made, examples: try made.flatMap { try renderer.trainingExamples($0) }, lines: [],
                report: ["kept": .int(made.count)])
        }
        let set = try reader.read(file)
        return Read(
            conversations: set.conversations, examples: try set.examples(renderer),
            lines: [set.report.summary] + set.report.examples, report: try JSONValue(encoding: set.report))
    }

    private func invent(_ stage: StageContext) throws -> [[Message]] {
        let world = try RunMaterial.world(web: stage.inputs(WebStage.name))
        let made = ConversationGenerator(world: world, seed: stage.seed).conversations(count: invented)
        return made.map(\.messages)
    }

    private static func read(_ url: URL) throws -> Mixture {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw ConversationError.missingFile(path: url.path)
        }
        do {
            return try YAMLDecoder().decode(Mixture.self, from: data)
        } catch {
            throw ConversationError.badMixture(
                source: url.path, reason: "it should be 'sources', a list with name, file and weight or repeats")
        }
    }
}
