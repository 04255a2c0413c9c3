import Foundation

/// A page: what stands in its file, in the frame that all pages have.
struct StudioPage: Sendable {
    /// The name in the bar.
    let name: String
    /// The path in its address.
    let path: String
    /// The path of its script.
    let script: String
    /// The file: what is added to the bar, if anything, then `divider`, then what is below the bar.
    private let bytes: [UInt8]

    /// All pages, in the order of the bar.
    static let all = [
        StudioPage(name: "Chat", path: "/", script: "/main.js", bytes: PackageResources.index_html),
        StudioPage(name: "Data", path: "/data", script: "/data.js", bytes: PackageResources.data_html),
        StudioPage(name: "Label", path: "/label", script: "/label.js", bytes: PackageResources.label_html),
        StudioPage(name: "Rate", path: "/rate", script: "/rate.js", bytes: PackageResources.rate_html),
        StudioPage(
            name: "Knowledge", path: "/knowledge", script: "/knowledge.js", bytes: PackageResources.knowledge_html),
        StudioPage(name: "Practice", path: "/practice", script: "/practice.js", bytes: PackageResources.practice_html),
    ]

    private static let divider = "<!-- below the bar -->\n"
    private static let frame = String(decoding: PackageResources.frame_html, as: UTF8.self)

    /// The whole page.
    var html: String {
        let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: Self.divider)
        let links = Self.all.map { page in
            "<a href=\"\(page.path)\"\(page.path == path ? " aria-current=\"page\"" : "")>\(page.name)</a>"
        }
        let fields: KeyValuePairs = [
            "title": path == "/" ? "Swiftlet" : "\(name) · Swiftlet", "script": script, "links": links.joined(),
            "bar": parts.count > 1 ? parts[0] : "", "content": parts.last ?? "",
        ]
        return fields.reduce(Self.frame) { $0.replacingOccurrences(of: "{{\($1.key)}}", with: $1.value) }
    }
}
