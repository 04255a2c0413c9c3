import Foundation

/// Drops pages by their address: a list of hosts and domains, one a line, `#` for remarks (UT1's layout).
public struct URLFilter: Sendable {
    private let hosts: Set<String>

    /// A filter of some lists' texts.
    public init(lists: [String]) {
        hosts = Set(
            lists.flatMap { $0.split(whereSeparator: \.isNewline) }.map {
                $0.trimmingCharacters(in: .whitespaces).lowercased()
            }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") })
    }

    /// Why a page is not wanted; nil when it is.
    public func reason(_ url: String) -> String? {
        guard !hosts.isEmpty, let host = URL(string: url)?.host?.lowercased() else { return nil }
        var parts = host.split(separator: ".")[...]
        while !parts.isEmpty {
            let name = parts.joined(separator: ".")
            if hosts.contains(name) { return "the host \(name) is on the block list" }
            parts = parts.dropFirst()
        }
        return nil
    }
}
