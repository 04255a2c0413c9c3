import Conversation
import Generation
import TinyWeb
import ToolUse

extension AssistantExamination {
    /// The entities of a group; of those that are written about never, the ones that no lesson refused.
    func entities(_ group: Exposure) -> [Entity] {
        world.entities.filter { entity in
            Exposure(exposures[entity.id] ?? 0) == group
                && (group != .never || (entity.pages == 0 && entity.rank % 2 == 1))
        }
    }

    /// Facts without any tool, by how often the entity was met; and people who do not exist.
    func knowledge() -> [ExaminationItem] {
        var random = SeededGenerator(settings.seed, "examined facts")
        var items: [ExaminationItem] = []
        for group in Exposure.allCases {
            let facts = entities(group).flatMap(\.facts).shuffled(using: &random).prefix(settings.facts)
            for fact in facts {
                let asked = world.question(fact, phrasing: random.pick(World.heldOutPhrasings.sorted()))
                items.append(
                    ExaminationItem(
                        "facts of entities met \(group.rawValue)", [Message(.user, asked.question)],
                        forbidden: Self.allTools
                    ) { Self.verdict($0, asked.accepted) })
            }
        }
        return items + askingOfStrangers("", forbidden: Self.allTools)
    }

    /// People who do not exist, each asked for ten times at the chat's temperature.
    private func askingOfStrangers(_ prefix: String, forbidden: Set<String> = []) -> [ExaminationItem] {
        (0..<Self.samples).flatMap { sample in
            Self.strangers.map { name in
                let question = Introduction(to: name, wording: 0).question
                return ExaminationItem(
                    prefix + question, [Message(.user, question)], forbidden: forbidden, temperature: 0.8,
                    seed: settings.seed &+ UInt64(sample)
                ) { Self.abstains($0.message.content) ? .right : .wrong }
            }
        }
    }

    /// The talk's name, and others that no generator of ours makes; each is asked for ten times at the chat's temperature.
    static let strangers = ["Orson Kovats", "Zoltan Meridew", "Harriet Quillfeather"]
    static let samples = 10

    static func verdict(_ answer: AssistantAnswer, _ accepted: [String]) -> AnswerVerdict {
        let text = answer.message.content
        return abstains(text) ? .abstained : TextMatch.contains(text, accepted) ? .right : .wrong
    }

    /// Whether an answer says that the assistant does not know.
    static func abstains(_ text: String) -> Bool {
        (Manners.refusals + Manners.notFound).contains { TextMatch.contains(text, [$0]) }
    }

    /// Questions about entities that one or two documents name, with a search: is the answer right, and is the page right that
    /// it cites?
    func searches() -> [ExaminationItem] {
        var random = SeededGenerator(settings.seed, "examined searches")
        let facts = entities(.once).flatMap(\.facts).shuffled(using: &random).prefix(settings.facts)
        let known = facts.map { fact -> ExaminationItem in
            let asked = world.question(fact, phrasing: random.pick(World.heldOutPhrasings.sorted()))
            let name = world.entities[fact.entity].name
            let isHeldOut = ConversationGenerator.isHeldOut(world.entities[fact.entity])
            let right: @Sendable (AssistantAnswer) -> AnswerVerdict = { Self.verdict($0, asked.accepted) }
            let cited: @Sendable (AssistantAnswer) -> AnswerVerdict = {
                Self.citesPage(of: name, stating: asked.accepted, $0) ? .right : .wrong
            }
            var rows: [ExaminationItem.Row] = [
                ("search: right, entities met once or twice", right), ("search: the right page cited", cited),
            ]
            if isHeldOut { rows.append(("search: right, of these entities not in any lesson", right)) }
            return ExaminationItem(rows, [Message(.user, asked.question)])
        }
        return known + askingOfStrangers("with a search: ")
    }

    /// Whether an answer names, as `[n]`, a page that is about the entity and shows the value.
    static func citesPage(of name: String, stating accepted: [String], _ answer: AssistantAnswer) -> Bool {
        let text = answer.message.content
        let cited = answer.sources.filter { text.contains("[\($0.number)]") }
        return !cited.isEmpty
            && cited.allSatisfy {
                TextMatch.contains($0.title + " " + $0.snippet, [name]) && TextMatch.contains($0.snippet, accepted)
            }
    }
}
