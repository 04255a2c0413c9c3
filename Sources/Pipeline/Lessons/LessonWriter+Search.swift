import Conversation
import Foundation
import TinyWeb
import ToolUse

extension LessonWriter {
    /// Questions about the world with a search allowed: each is looked up, and the answer names the page that says it.
    ///
    /// Two of three are about entities that less than ten pages are about; one of twelve about entities that no page has, and two
    /// about strangers with names of other syllables.
    ///
    /// - Parameter other: a world whose names are not asked for.
    package func search(count: Int, apartFrom other: World? = nil) async throws -> [[Message]] {
        var random = SeededGenerator(seed, "search lessons")
        let names = Set(other?.entities.map(\.name) ?? [])
        let taught = world.ranked.filter { !ConversationGenerator.isHeldOut($0) && !names.contains($0.name) }
        let (rare, common) = (taught.filter { $0.pages < 10 }, taught.filter { $0.pages >= 10 })
        let unknown = Self.taughtUnwritten(world).filter { !names.contains($0.name) }
        var lessons: [[Message]] = []
        for _ in 0..<count {
            try Task.checkCancellation()
            let coin = random.int(0...11)
            let offer = random.chance(0.7) ? Offer.both : .search
            if coin == 1 || coin == 2 {
                lessons.append(await stranger(offer, &random))
                continue
            }
            let pool = coin == 0 ? unknown : coin == 3 || rare.isEmpty ? common : rare
            let entity = random.pick(pool)
            switch random.int(0...9) {
            case 0: lessons.append(await introduction(entity, offer, &random))
            case 1: lessons.append(await followUp(entity, offer, &random))
            default:
                let fact = random.pick(entity.facts)
                let question = world.question(fact, phrasing: random.pick(World.trainedPhrasings)).question
                lessons.append(await looked(up: fact, question, offer, [], &random))
            }
        }
        return lessons
    }

    /// Entities that no page names and that fine-tuning may ask about; the others are kept for evaluation.
    static func taughtUnwritten(_ world: World) -> [Entity] { world.unwritten.filter { $0.rank % 2 == 0 } }

    private func looked(
        up fact: Fact, _ question: String, _ offer: Offer, _ earlier: [Message],
        _ random: inout SeededGenerator
    ) async -> [Message] {
        let notFound = random.pick(Manners.notFound)
        return await called(offer, after: earlier, question, tool: Self.searchName, world.query(fact)) { outcome in
            cited([fact], outcome) ?? notFound
        }
    }

    private func introduction(_ entity: Entity, _ offer: Offer, _ random: inout SeededGenerator) async -> [Message] {
        let question = world.introduction(entity, wording: random.int(Introduction.trained))
        return await introduced(question, to: entity.name, entity.facts, offer, &random)
    }

    /// Somebody who does not exist: the search shows nothing about him or her.
    private func stranger(_ offer: Offer, _ random: inout SeededGenerator) async -> [Message] {
        let name = PracticeWords.name(&random)
        let question = Introduction(to: name, wording: random.int(Introduction.trained))
        return await introduced(question, to: name, [], offer, &random)
    }

    private func introduced(
        _ asked: Introduction, to name: String, _ facts: [Fact], _ offer: Offer, _ random: inout SeededGenerator
    ) async -> [Message] {
        let notFound = random.pick(Manners.notFound)
        return await called(offer, asked.question, tool: Self.searchName, name) { cited(facts, $0) ?? notFound }
    }

    /// A second question that names its subject only through the first: the query names it.
    private func followUp(_ entity: Entity, _ offer: Offer, _ random: inout SeededGenerator) async -> [Message] {
        let facts = entity.facts.shuffled(using: &random)
        let first = world.question(facts[0], phrasing: random.pick(World.trainedPhrasings)).question
        let earlier = await looked(up: facts[0], first, .nothing, [], &random)
        let second = world.question(facts[1], phrasing: random.pick([0, 1, 2, 3])).question
        let pronoun = entity.kind == .person ? "this person" : entity.kind == .team ? "they" : "it"
        let short = second.replacingOccurrences(of: world.spoken(entity), with: pronoun)
        return await looked(up: facts[1], short, offer, earlier, &random)
    }

    /// The first facts that one found page states, with its number; nil if none does.
    func cited(_ facts: [Fact], _ outcome: ToolOutcome) -> String? {
        for source in outcome.sources {
            let stated = facts.filter { states(source, $0) }.prefix(2)
            guard let last = stated.last else { continue }
            let sentences = stated.dropLast().map { world.statement($0, form: 0) }
            return (sentences + [world.statement(last, form: 0).dropLast() + " [\(source.number)]."])
                .joined(separator: " ")
        }
        return nil
    }

    /// Whether a found page states a fact: the entity's name and the value stand in what is shown of it.
    func states(_ source: ToolSource, _ fact: Fact) -> Bool {
        let shown = Self.words(source.title + " " + source.snippet)
        return shown.contains(Self.words(world.entities[fact.entity].name))
            && Self.words(source.snippet).contains(Self.words(world.text(fact.value)))
    }

    private static func words(_ text: String) -> String {
        " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
    }
}
