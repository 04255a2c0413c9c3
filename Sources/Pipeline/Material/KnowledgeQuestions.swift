import Artifacts
import Evaluation
import Foundation
import TinyWeb

/// The facts of a run's invented world as questions to probe with, each with the documents that name its subject.
public struct KnowledgeQuestions: Sendable {
    /// The world.
    public let world: World
    /// In how many documents each entity occurs, by id.
    public let exposures: [Int: Int]
    /// The facts in the order of `questions`.
    public let facts: [Fact]
    /// The questions, in the phrasings that are trained on.
    public let questions: [ProbeQuestion]

    /// The facts of all entities that lessons may ask about; `limit` of each, evenly spread, nil for all.
    public init(web: URL, documents: URL, perEntity limit: Int? = nil) throws {
        world = try RunMaterial.world(web: web)
        let counts = try ExposureCounter.counts(
            of: world.entities.map(\.name), in: documents.appendingPathComponent("documents.jsonl.zst"))
        exposures = Dictionary(uniqueKeysWithValues: zip(world.entities.map(\.id), counts))
        let taught = Set(LessonWriter.taughtUnwritten(world).map(\.id))
        let asked = world.entities.filter {
            $0.pages > 0 ? !ConversationGenerator.isHeldOut($0) : taught.contains($0.id)
        }
        facts = asked.flatMap { entity in
            let start = entity.id % entity.facts.count
            return (entity.facts[start...] + entity.facts[..<start]).prefix(limit ?? entity.facts.count)
        }
        questions = facts.map { [world, exposures] fact in
            let asked = World.trainedPhrasings.map { world.question(fact, phrasing: $0) }
            let start = fact.entity % asked.count
            return ProbeQuestion(
                phrasings: (asked[start...] + asked[..<start]).map(\.question), accepted: asked[0].accepted,
                subject: world.entities[fact.entity].name, exposures: exposures[fact.entity])
        }
    }
}
