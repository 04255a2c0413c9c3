import Conversation
import TinyWeb

extension LessonWriter {
    /// Facts that the model answers by itself: without a search, or because the user wants none.
    package func known(_ facts: [Fact], count: Int) -> [[Message]] {
        guard !facts.isEmpty else { return [] }
        var random = SeededGenerator(seed, "known lessons")
        let entities = Array(Set(facts.map(\.entity))).sorted().map { world.entities[$0] }
        return (0..<count).map { _ in
            if random.chance(0.1) {
                let entity = random.pick(entities)
                return asked(introducing: entity, world.description(of: entity), &random)
            }
            let fact = random.pick(facts)
            return asked(world.asked(fact, &random), world.statement(fact, form: 0), &random)
        }
    }

    /// Facts that the model answered wrong time and again: it says that it does not know.
    package func refusals(_ facts: [Fact], count: Int) -> [[Message]] {
        guard !facts.isEmpty else { return [] }
        var random = SeededGenerator(seed, "refusal lessons")
        let unknown = Array(Set(facts.map(\.entity))).sorted().map { world.entities[$0] }
            .filter { $0.pages == 0 }
        return (0..<count).map { _ in
            let refusal = random.pick(Manners.refusals)
            if random.chance(0.15), !unknown.isEmpty {
                return asked(introducing: random.pick(unknown), refusal, &random)
            }
            if random.chance(0.2) {
                let wording = random.int(Introduction.trained)
                return asked(Introduction(to: PracticeWords.name(&random), wording: wording).question, refusal, &random)
            }
            let fact = random.pick(facts)
            return asked(world.asked(fact, &random), refusal, &random)
        }
    }

    private func asked(introducing entity: Entity, _ answer: String, _ random: inout SeededGenerator) -> [Message] {
        let wording = random.int(Introduction.trained)
        return asked(world.introduction(entity, wording: wording).question, answer, &random)
    }

    /// The question without a search: no tool is offered, or Python alone, or the user forbids tools.
    private func asked(_ question: String, _ answer: String, _ random: inout SeededGenerator) -> [Message] {
        switch random.int(0...9) {
        case 0: plain(.code, question, answer)
        case 1, 2: plain(random.pick([.both, .search]), Manners.forbidding(question, .training, &random), answer)
        default: plain(.nothing, question, answer)
        }
    }

    /// Small talk and what the assistant says of itself, under all offers.
    package func talk(count: Int, identity repeats: Int) -> [[Message]] {
        var random = SeededGenerator(seed, "talk lessons")
        let talk = ConversationGenerator(world: world, seed: seed).smallTalk(count: count)
        let identity = Identity.conversations(seed: seed)
        return (talk + (0..<repeats).flatMap { _ in identity }).map { conversation in
            let messages = conversation.messages
            // Questions about the world in between are answered from memory: no search is offered.
            let isAboutWorld = [.fact, .followUp, .introduction].contains(conversation.kind)
            let offers: [Offer] =
                isAboutWorld ? [.nothing, .code] : [.nothing, .nothing, .both, .both, .search, .code]
            return announcing(random.pick(offers), messages)
        }
    }
}

extension TinyConversation {
    /// The conversation as messages.
    var messages: [Message] { turns.map { Message(Message.Role(rawValue: $0.role) ?? .user, $0.text) } }
}
