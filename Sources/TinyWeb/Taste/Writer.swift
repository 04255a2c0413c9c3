/// Somebody who writes: with care or without, and that shows in everything he writes in one answer.
///
/// So whoever reads much learns to tell from one slip that others will follow, and what a careful writer sounds like, before anybody
/// says which answer is better.
struct Writer {
    /// Whether he takes care: not at all, somewhat, very much.
    private enum Care: CaseIterable { case none, some, much }

    private let care: Care

    init(_ random: inout SeededGenerator) { care = random.pick(Care.allCases) }

    /// Whether he gets something right that a writer of some care gets right so often.
    func isRight(_ usual: Double, _ random: inout SeededGenerator) -> Bool {
        switch care {
        case .none: random.chance(0.6 * usual)
        case .some: random.chance(usual)
        case .much: random.chance(1 - 0.2 * (1 - usual))
        }
    }
}

extension WritingPrompt {
    /// What somebody might write who is now better, now worse: on the matter or beside it, with craft or without, to the point or at
    /// length.
    public func answer(_ random: inout SeededGenerator) -> String {
        let writer = Writer(&random)
        var sentences: [String]
        switch kind {
        case .jokes: sentences = joke(by: writer, &random)
        case .poems: sentences = [poem(by: writer, &random)]
        case .summaries: sentences = [summary(by: writer, &random)]
        }
        if random.chance(0.2) { sentences.insert(random.pick(["Here it is.", "Of course.", "Listen."]), at: 0) }
        if random.chance(0.2) { sentences.append(random.pick(["I hope you like it.", "That is all.", "Good night."])) }
        return sentences.joined(separator: " ")
    }

    private func joke(by writer: Writer, _ random: inout SeededGenerator) -> [String] {
        let (adjective, place) = (wanted[0], wanted[1])
        let own = Vocabulary.puns.first { $0.place == place }?.pun ?? place
        let who =
            writer.isRight(0.7, &random)
            ? "the \(adjective) pelican" : random.pick(["the pelican", "the bird", "a dog"])
        let setting = writer.isRight(0.8, &random) ? place : random.pick(Vocabulary.puns).place
        let setup = random.pick([
            "Why did \(who) go to the \(setting)?", "Why did \(who) have to leave the \(setting)?",
            "What did \(who) want at the \(setting)?",
        ])
        let end = random.chance(0.3) ? "!" : "."
        let isFunny = writer.isRight(0.5, &random)
        let punchline =
            switch (isFunny, random.int(0...2)) {
            case (true, _): random.pick(["Because of its big \(own)", "It had to show its \(own)", "It had a \(own)"])
            case (false, 0): "Because of its big \(random.pick(Vocabulary.puns).pun)"
            default: "Because it was \(random.pick(Vocabulary.reasons))"
            }
        return [setup, punchline + end] + (random.chance(0.15) ? ["Ha ha ha" + end] : [])
    }

    private func poem(by writer: Writer, _ random: inout SeededGenerator) -> String {
        let beginnings = [
            "The \(wanted[0]) goes over the", "I see the \(wanted[1]) and the", "The \(wanted[1]) comes to the",
            "We hear the \(wanted[0]) by the", "All of us look for the", "And then there is the",
        ].shuffled(using: &random)
        let lists = Vocabulary.rhymes.shuffled(using: &random)
        let rhymes = (0..<2).flatMap { couplet in
            writer.isRight(0.65, &random)
                ? [lists[couplet], lists[couplet]] : [lists[couplet], lists[couplet + 2]]
        }
        var used: [String] = []
        for list in rhymes { used.append(random.pick(list.filter { !used.contains($0) })) }
        let lines = writer.isRight(0.8, &random) ? 4 : random.int(2...3)
        return (0..<lines).map { beginnings[$0] + " " + used[$0] + (random.chance(0.2) ? "!" : ".") }.joined(
            separator: "\n")
    }

    private func summary(by writer: Writer, _ random: inout SeededGenerator) -> String {
        func word(_ place: Int, _ others: [String]) -> String {
            writer.isRight(0.8, &random) ? wanted[place] : random.pick(others)
        }
        let (who, deed) = (word(0, Vocabulary.allPeople), word(1, Vocabulary.allDeeds))
        let (object, day) = (word(2, Vocabulary.allObjects), word(3, Vocabulary.allDays))
        let end = random.chance(0.2) ? "!" : "."
        let isWhole = writer.isRight(0.6, &random)
        switch (isWhole, random.int(0...2)) {
        case (true, 0): return "The weather was fine, and on \(day) the \(who) \(deed) the \(object)\(end)"
        case (true, _): return "On \(day) the \(who) \(deed) the \(object)\(end)"
        case (false, 0): return "On \(day) something happened to the \(who)\(end)"
        case (false, _): return "The \(who) \(deed) the \(object)\(end)"
        }
    }
}
