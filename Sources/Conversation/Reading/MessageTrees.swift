/// One message of OpenAssistant's trees.
struct TreeRecord: Decodable {
    enum Speaker: String {
        case prompter, assistant
    }

    let id: String
    let parent: String?
    let text: String
    let speaker: Speaker
    let rank: Double?
    let isDeleted: Bool

    private enum Field: String, CodingKey {
        case id = "message_id"
        case parent = "parent_id"
        case text, role, rank, deleted
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(String.self, forKey: .id)
        parent = try fields.decodeIfPresent(String.self, forKey: .parent)
        text = try fields.decode(String.self, forKey: .text)
        let role = try fields.decode(String.self, forKey: .role)
        guard let speaker = Speaker(rawValue: role) else {
            throw DecodingError.dataCorruptedError(
                forKey: .role, in: fields, debugDescription: "the role '\(role)' is neither prompter nor assistant")
        }
        self.speaker = speaker
        rank = try fields.decodeIfPresent(Double.self, forKey: .rank)
        isDeleted = try fields.decodeIfPresent(Bool.self, forKey: .deleted) ?? false
    }
}

/// Trees of messages, one record each in any order, and the conversations on their paths.
struct MessageTrees {
    private struct Node {
        let record: TreeRecord
        let line: Int
        var children: [Int] = []
    }

    private let paths: ConversationReader.TreePaths
    private var nodes: [Node] = []
    private var places: [String: Int] = [:]

    init(paths: ConversationReader.TreePaths) { self.paths = paths }

    mutating func add(_ record: TreeRecord, line: Int) throws(ConversationProblem) {
        guard places[record.id] == nil else {
            throw ConversationProblem(reason: "its message_id stands twice", repair: "Remove one of the two records.")
        }
        places[record.id] = nodes.count
        nodes.append(Node(record: record, line: line))
    }

    /// Adds the conversations of all paths to a set, and counts each message that is in none.
    mutating func collect(into set: inout ConversationSet) {
        var reasons = [String?](repeating: nil, count: nodes.count)
        var roots: [Int] = []
        for place in nodes.indices {
            let record = nodes[place].record
            if record.isDeleted {
                reasons[place] = "deleted"
            } else if let parent = record.parent {
                if let above = places[parent] {
                    if nodes[above].record.speaker == record.speaker {
                        reasons[place] = "it has the same role as its parent"
                    } else {
                        nodes[above].children.append(place)
                    }
                } else {
                    reasons[place] = "its parent is not in the file"
                }
            } else if record.speaker == .assistant {
                reasons[place] = "a tree begins with the assistant"
            } else {
                roots.append(place)
            }
        }
        for place in nodes.indices {
            nodes[place].children = nodes[place].children.sorted { order($0) < order($1) }
        }
        var isUsed = [Bool](repeating: false, count: nodes.count)
        var isReached = isUsed
        for root in roots {
            for path in found(from: root, &isReached) {
                for place in path { isUsed[place] = true }
                let messages = path.map { place in
                    Message(nodes[place].record.speaker == .assistant ? .assistant : .user, nodes[place].record.text)
                }
                if (try? ConversationProblem.checked(messages)) != nil {
                    set.keep(messages, line: nodes[root].line)
                } else {
                    for place in path { reasons[place] = ConversationProblem.unanswered.reason }
                }
            }
        }
        for place in nodes.indices {
            let isLast = nodes[place].children.isEmpty
            let reason =
                reasons[place]
                ?? (isUsed[place]
                    ? nil
                    : !isReached[place]
                        ? "what it answers was dropped"
                        : nodes[place].record.speaker == .prompter && isLast
                            ? "a question without an answer"
                            : "not on the best path")
            if let reason { set.report.drop(reason, line: nodes[place].line) }
        }
    }

    /// The best rank first; without a rank, the file's order.
    private func order(_ place: Int) -> (Double, Int) { (nodes[place].record.rank ?? .infinity, place) }

    /// The paths from a root to answers: one, or one for each last answer.
    private func found(from root: Int, _ isReached: inout [Bool]) -> [[Int]] {
        var found: [[Int]] = []
        var ends: Set<Int> = []
        var parents: [Int: Int] = [:]
        var open = [root]
        while let place = open.popLast() {
            isReached[place] = true
            let children = nodes[place].children
            for child in children { parents[child] = place }
            open += children.reversed()
            guard children.isEmpty else { continue }
            var path = [place]
            while let above = parents[path[path.count - 1]] { path.append(above) }
            path.reverse()
            if nodes[place].record.speaker == .prompter { path.removeLast() }
            guard let end = path.last, paths == .all || found.isEmpty else { continue }
            if ends.insert(end).inserted { found.append(path) }
        }
        return found
    }
}
