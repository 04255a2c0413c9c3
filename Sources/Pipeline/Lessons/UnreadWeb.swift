import Foundation
import TinyWeb
import ToolUse

/// A second invented web, which the model never read: whoever answers about it has read what the search found.
///
/// From its own web a model can learn to answer after a search from memory, and to cite a page that it did not look at; on the
/// seldom told, which it does not remember, it fails then.
struct UnreadWeb {
    private let web: TinyWeb

    /// The world that its pages are about.
    var world: World { web.world }

    /// Makes another seed of the read web's, so that the two are never the same.
    private static let otherSeed: UInt64 = 0x5EC0_4D00

    /// A web beside the one that was read, of as many entities, most of them on one page to three.
    init(beside read: World) {
        let entities = read.entities.count
        web = TinyWeb(seed: read.seed ^ Self.otherSeed, entities: entities, pages: 4 * entities)
    }

    /// Writes the index of its pages into a folder, as `IndexStage` does for the run's own.
    func index(in folder: URL) throws {
        let pages = (0..<web.count).lazy.map { web.page(at: $0).label }.filter { !$0.isRubbish }
        try SearchIndex.build(
            at: folder.appendingPathComponent(IndexStage.fileName),
            from: pages.map { SearchDocument(url: $0.url, title: $0.title, text: $0.text) })
    }
}
