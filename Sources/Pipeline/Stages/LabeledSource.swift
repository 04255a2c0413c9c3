import Artifacts
import Conversation
import Foundation
import Labeling

/// The finished conversations of a file of labels, as they were when the recipe was read.
///
/// The stage is made from this snapshot, and its digest is among the stage's parameters. So the stage is made anew exactly when
/// a finished conversation came, went or changed; the bytes of the SQLite file, drafts and notes do not count.
struct LabeledSource: Sendable {
    let conversations: [[Message]]
    private let path: String
    private let repeats: Int
    private let digest: Digest

    /// Reads the keys `labels` and `labelRepeats`; nil without a file.
    init?(_ section: RecipeSection) throws {
        let path = try section.string("labels", default: "")
        repeats = try section.int("labelRepeats", default: 1, in: 1...1000)
        guard !path.isEmpty else { return nil }
        self.path = path
        conversations = try LabelStore.finished(in: URL(fileURLWithPath: path))
        digest = Digest(of: try ConversationFile.data(conversations))
    }

    var parameters: JSONValue { ["conversations": .string(digest.hex), "repeats": .int(repeats)] }

    /// All of them, as often as they are to come.
    var repeated: [[Message]] { (0..<repeats).flatMap { _ in conversations } }

    /// A line for the screen.
    var summary: String {
        "\(path): \(conversations.count) finished conversations" + (repeats > 1 ? ", \(repeats) times each" : "")
    }
}
