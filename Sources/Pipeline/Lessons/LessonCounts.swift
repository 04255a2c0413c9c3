import Artifacts

/// How many conversations of each kind the second fine-tuning has.
struct LessonCounts: Sendable {
    /// Questions that are answered from what a search finds in the run's own pages.
    var search: Int
    /// The same about a web that the model never read, so that nothing but reading helps.
    var unread: Int
    /// How often each lesson with a search comes: really searching takes much longer than writing other lessons.
    var searchRepeats: Int
    /// Problems that are solved by a program.
    var code: Int
    /// The same problems without tools: worked out, or answered at once.
    var worked: Int
    /// Lines of tables and words to repeat.
    var drills: Int
    /// Facts that the model knows, without a search.
    var known: Int
    /// Facts that it does not know: the most.
    var refusals: Int
    /// Small talk, stories, lists.
    var talk: Int
    /// How often each conversation about the assistant itself comes, each time under an offer drawn anew.
    var identity: Int
    /// The share of the lessons that are joined to conversations of two and three questions (see `JoinedLessons`).
    var joined: Double

    init(_ section: RecipeSection) throws {
        let range = 0...10_000_000
        search = try section.int("search", default: 2000, in: range)
        unread = try section.int("unread", default: 4000, in: range)
        searchRepeats = try section.int("searchRepeats", default: 3, in: 1...1000)
        code = try section.int("code", default: 14700, in: range)
        worked = try section.int("worked", default: 8400, in: range)
        drills = try section.int("drills", default: 15000, in: range)
        known = try section.int("known", default: 12000, in: range)
        refusals = try section.int("refusals", default: 8400, in: range)
        talk = try section.int("talk", default: 3600, in: range)
        identity = try section.int("identity", default: 27, in: 0...1000)
        joined = try section.double("joined", default: 0.3, in: 0...1)
    }

    var json: [String: JSONValue] {
        [
            "search": .int(search), "unread": .int(unread), "searchRepeats": .int(searchRepeats),
            "code": .int(code), "worked": .int(worked), "drills": .int(drills), "known": .int(known),
            "refusals": .int(refusals), "talk": .int(talk), "identity": .int(identity), "joined": .number(joined),
        ]
    }
}
