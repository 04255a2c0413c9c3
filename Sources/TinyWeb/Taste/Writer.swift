extension WritingPrompt {
    /// What somebody might write who is now better, now worse: on the matter or beside it, with craft or without, to the point or at
    /// length.
    public func answer(_ random: inout SeededGenerator) -> String {
        var sentences: [String]
        switch kind {
        case .jokes: sentences = joke(&random)
        case .poems: sentences = [poem(&random)]
        case .summaries: sentences = [summary(&random)]
        }
        if random.chance(0.2) { sentences.insert(random.pick(["Here it is.", "Of course.", "Listen."]), at: 0) }
        if random.chance(0.2) { sentences.append(random.pick(["I hope you like it.", "That is all.", "Good night."])) }
        return sentences.joined(separator: " ")
    }

    private func joke(_ random: inout SeededGenerator) -> [String] {
        let (adjective, place) = (wanted[0], wanted[1])
        let own = Vocabulary.puns.first { $0.place == place }?.pun ?? place
        let who = random.chance(0.7) ? "the \(adjective) pelican" : random.pick(["the pelican", "the bird", "a dog"])
        let setting = random.chance(0.8) ? place : random.pick(Vocabulary.puns).place
        let setup = random.pick([
            "Why did \(who) go to the \(setting)?", "Why did \(who) have to leave the \(setting)?",
            "What did \(who) want at the \(setting)?",
        ])
        let end = random.chance(0.3) ? "!" : "."
        let punchline =
            switch random.int(0...9) {
            case 0...3: random.pick(["Because of its big \(own)", "It had to show its \(own)"])
            case 4, 5: random.pick(["Because of its big \(random.pick(Vocabulary.puns).pun)", "It had a \(own)"])
            default: "Because it was \(random.pick(Vocabulary.reasons))"
            }
        return [setup, punchline + end] + (random.chance(0.15) ? ["Ha ha ha" + end] : [])
    }

    private func poem(_ random: inout SeededGenerator) -> String {
        let beginnings = [
            "The \(wanted[0]) goes over the", "I see the \(wanted[1]) and the", "The \(wanted[1]) comes to the",
            "We hear the \(wanted[0]) by the", "All of us look for the", "And then there is the",
        ].shuffled(using: &random)
        let lists = Vocabulary.rhymes.shuffled(using: &random)
        let rhymes = random.chance(0.7) ? [lists[0], lists[0], lists[1], lists[1]] : Array(lists.prefix(4))
        var used: [String] = []
        for list in rhymes { used.append(random.pick(list.filter { !used.contains($0) })) }
        let lines = random.chance(0.8) ? 4 : random.int(2...3)
        return (0..<lines).map { beginnings[$0] + " " + used[$0] + (random.chance(0.2) ? "!" : ".") }.joined(
            separator: "\n")
    }

    private func summary(_ random: inout SeededGenerator) -> String {
        func word(_ place: Int, _ others: [String]) -> String {
            random.chance(0.75) ? wanted[place] : random.pick(others)
        }
        let (who, deed) = (word(0, Vocabulary.allPeople), word(1, Vocabulary.allDeeds))
        let (object, day) = (word(2, Vocabulary.allObjects), word(3, Vocabulary.allDays))
        let end = random.chance(0.2) ? "!" : "."
        switch random.int(0...4) {
        case 0: return "The \(who) \(deed) the \(object)\(end)"
        case 1: return "On \(day) something happened to the \(who)\(end)"
        case 2: return "The weather was fine, and on \(day) the \(who) \(deed) the \(object)\(end)"
        default: return "On \(day) the \(who) \(deed) the \(object)\(end)"
        }
    }
}
