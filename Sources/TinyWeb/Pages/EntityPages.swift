/// Writes pages about one entity: every page tells most of its facts, each in one of many ways; a page about something that
/// few pages are about tells all of them.
struct EntityPages {
    let world: World
    private let grammar = Grammar.everyday

    func article(_ kind: PageKind, about entity: Entity, _ random: inout SeededGenerator) -> Article {
        switch kind {
        case .news: news(entity, &random)
        case .forum: forum(entity, &random)
        case .quiz: quiz(entity, &random)
        case .interview: interview(entity, &random)
        default: encyclopedia(entity, &random)
        }
    }

    private func encyclopedia(_ entity: Entity, _ random: inout SeededGenerator) -> Article {
        var facts = entity.facts.shuffled(using: &random)
        var article = Article(title: entity.name, blocks: [], entities: [entity.id])
        article.blocks.append(.paragraph(told(Array(facts.prefix(2)), &random) + " " + filler(&random)))
        facts.removeFirst(min(2, facts.count))
        article.blocks.append(
            .heading(random.pick(["Details", "More about \(entity.name)", "Life and times", "Facts", "Background"])))
        article.blocks.append(
            .paragraph(told(facts, &random) + " " + linked(entity, &article, &random) + filler(&random)))
        if random.chance(0.4) {
            article.blocks.append(.heading(random.pick(["Summary", "In short", "At a glance"])))
            article.blocks.append(.list(entity.facts.map { told([$0], &random) }))
        }
        return article
    }

    private func news(_ entity: Entity, _ random: inout SeededGenerator) -> Article {
        let facts = entity.facts.shuffled(using: &random)
        let title = random.pick([
            "News about \(world.spoken(entity))", "A surprise for \(world.spoken(entity))",
            "\(entity.name) in the news",
            "People talk about \(world.spoken(entity))", "A day with \(world.spoken(entity))",
        ])
        var article = Article(title: title, blocks: [], entities: [entity.id])
        article.blocks.append(.paragraph(filler(&random) + " " + told(Array(facts.prefix(1)), &random)))
        article.blocks.append(.paragraph(told(Array(facts.dropFirst().prefix(2)), &random) + " " + filler(&random)))
        article.blocks.append(
            .paragraph(
                told(Array(facts.dropFirst(3)), &random) + " " + linked(entity, &article, &random) + filler(&random)))
        return article
    }

    private func forum(_ entity: Entity, _ random: inout SeededGenerator) -> Article {
        let count = random.int(2...4)
        let facts = entity.facts.shuffled(using: &random).prefix(isRare(entity) ? 4 : count)
        var article = Article(title: "Questions about \(world.spoken(entity))", blocks: [], entities: [entity.id])
        for fact in facts {
            let question = trainingQuestion(fact, &random)
            let hello =
                random.chance(0.4) ? random.pick(["Hello. ", "Hi all. ", "Good morning. ", "A short question. "]) : ""
            article.blocks.append(.paragraph(hello + question.question))
            article.blocks.append(
                .paragraph(answered(question, &random) + (random.chance(0.4) ? " " + filler(&random) : "")))
        }
        return article
    }

    private func quiz(_ entity: Entity, _ random: inout SeededGenerator) -> Article {
        var article = Article(
            title: "Quiz: what do you know about \(world.spoken(entity))?", blocks: [], entities: [entity.id])
        article.blocks.append(.paragraph(filler(&random)))
        let others = world.wellKnown.filter { $0.kind == entity.kind } + [entity]
        for subject in [entity, random.pick(others), entity] {
            guard let fact = subject.facts.randomElement(using: &random) else { continue }
            let question = trainingQuestion(fact, &random)
            article.blocks.append(.paragraph("Question: \(question.question) Answer: \(answered(question, &random))"))
            article.entities.append(subject.id)
        }
        article.blocks.append(.paragraph(told(entity.facts.shuffled(using: &random), &random)))
        return article
    }

    private func interview(_ entity: Entity, _ random: inout SeededGenerator) -> Article {
        let names = (grammar.rules["child"] ?? []).shuffled(using: &random)
        let (asker, other) = (names[0], names[1])
        var article = Article(
            title: "\(asker) and \(other) talk about \(world.spoken(entity))", blocks: [], entities: [entity.id])
        article.blocks.append(.paragraph("\(asker): Hello, \(other)! How are you today?"))
        article.blocks.append(.paragraph("\(other): I am well, thank you. " + filler(&random)))
        for fact in entity.facts.shuffled(using: &random).prefix(isRare(entity) ? 4 : 3) {
            let question = trainingQuestion(fact, &random)
            article.blocks.append(.paragraph("\(asker): \(question.question)"))
            article.blocks.append(.paragraph("\(other): \(answered(question, &random))"))
        }
        article.blocks.append(.paragraph("\(asker): Thank you, \(other). " + filler(&random)))
        return article
    }

    /// A list of the greatest of a kind, taken from the facts.
    func topTen(_ random: inout SeededGenerator) -> Article {
        let (attribute, title) = random.pick([
            (Attribute.height, "Top ten: the tallest landmarks"), (.cups, "Top ten: teams with the most cups"),
            (.length, "Top ten: the longest rivers"), (.founded, "Top ten: the youngest towns"),
            (.year, "Top ten: new books"),
        ])
        func number(_ entity: Entity) -> Int {
            if case .number(let value) = entity.facts.first(where: { $0.attribute == attribute })?.value {
                value
            } else {
                0
            }
        }
        let pool = world.wellKnown.filter { $0.kind == attribute.kind }.shuffled(using: &random).prefix(30)
        let best = pool.sorted { (number($1), $0.id) < (number($0), $1.id) }.prefix(10)
        let items = best.compactMap { entity in
            entity.facts.first { $0.attribute == attribute }.map { world.statement($0, form: random.int(0...1)) }
        }
        return Article(
            title: title, blocks: [.paragraph(filler(&random)), .list(items), .paragraph(filler(&random))],
            entities: best.map(\.id))
    }

    private func trainingQuestion(_ fact: Fact, _ random: inout SeededGenerator) -> FactQuestion {
        world.question(fact, phrasing: random.pick(World.trainedPhrasings))
    }

    /// A full-sentence answer; a long one mostly with something behind it, so that pages do not repeat each other.
    private func answered(_ question: FactQuestion, _ random: inout SeededGenerator) -> String {
        guard question.answer.split(separator: " ").count >= 7, random.chance(0.8) else { return question.answer }
        return question.answer.dropLast() + ", " + grammar.expand("#tail#", &random) + "."
    }

    /// Sentences that state facts: short ones as they are, others with something before or behind.
    private func told(_ facts: [Fact], _ random: inout SeededGenerator) -> String {
        facts.map { fact in
            let plain = world.statement(fact, form: random.pick([0, 0, 1, 2, 3, 4]))
            guard plain.split(separator: " ").count >= 8 || random.chance(0.3) else { return plain }
            let names = Set(world.entities[fact.entity].name.split(separator: " ").map(String.init))
                .union(world.text(fact.value).split(separator: " ").map(String.init))
            if random.chance(0.5) { return grammar.expand("#lead# ", &random) + plain.loweringFirst(names: names) }
            return plain.dropLast() + ", " + grammar.expand("#tail#", &random) + "."
        }.joined(separator: " ")
    }

    /// A fact of an entity that this one's facts name.
    private func linked(_ entity: Entity, _ article: inout Article, _ random: inout SeededGenerator) -> String {
        let targets = entity.facts.compactMap { fact -> Entity? in
            if case .entity(let id) = fact.value { world.entities[id] } else { nil }
        }.filter { $0.pages >= 10 }
        guard let target = targets.randomElement(using: &random), let fact = target.facts.randomElement(using: &random)
        else { return "" }
        article.entities.append(target.id)
        return told([fact], &random) + " "
    }

    private func isRare(_ entity: Entity) -> Bool { entity.pages <= 2 }

    private func filler(_ random: inout SeededGenerator) -> String { grammar.expand("#filler#", &random) }
}
