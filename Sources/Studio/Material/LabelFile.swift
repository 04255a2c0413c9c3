import Foundation
import Labeling

/// The file of labels; it is made when the first conversation is saved.
actor LabelFile {
    nonisolated let place: URL
    private var opened: LabelStore?

    init(_ place: URL) { self.place = place }

    /// The labels, if there are some.
    func existing() throws -> LabelStore? {
        guard FileManager.default.fileExists(atPath: place.path) else { return nil }
        return try store()
    }

    /// The labels, in a new file if need be.
    func store() throws -> LabelStore {
        // A file that somebody took away would be written into unseen.
        if let opened, FileManager.default.fileExists(atPath: place.path) { return opened }
        let store = try LabelStore(place)
        opened = store
        return store
    }
}
