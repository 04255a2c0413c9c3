import Artifacts

/// How many conversations of each kind the second fine-tuning has.
struct LessonCounts: Sendable {
    /// Questions that are answered from what a search finds in the run's own pages.
    var search: Int
    /// The same about a web that the model never read, so that nothing but reading helps.
    var unread: Int
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

    init(_ section: RecipeSection) throws {
        let range = 0...10_000_000
        search = try section.int("search", default: 2000, in: range)
        unread = try section.int("unread", default: 4000, in: range)
        code = try section.int("code", default: 4900, in: range)
        worked = try section.int("worked", default: 2800, in: range)
        drills = try section.int("drills", default: 5200, in: range)
        known = try section.int("known", default: 4000, in: range)
        refusals = try section.int("refusals", default: 3000, in: range)
        talk = try section.int("talk", default: 1200, in: range)
    }

    var json: [String: JSONValue] {
        [
            "search": .int(search), "unread": .int(unread), "code": .int(code), "worked": .int(worked),
            "drills": .int(drills), "known": .int(known), "refusals": .int(refusals), "talk": .int(talk),
        ]
    }
}
