import Foundation

/// The invented world: entities whose facts agree with each other.
///
/// A function of (seed, size). How often an entity is written about follows the law of Zipf and Mandelbrot, pages ∝ 1/(rank + 10)^1.5:
/// a few dozen are known to everybody, most are named on a handful of pages, many on one or two; about a third of the entities
/// nothing is ever written. Who is named on the pages of others, as a birthplace or an architect, is in proportion written about.
public struct World: Sendable {
    /// All entities; an entity's id is its place.
    public let entities: [Entity]
    /// The entities from the most to the least written about; those never written about are not among them.
    public let ranked: [Entity]
    /// The entities that nothing is written about.
    public let unwritten: [Entity]
    /// The seed.
    public let seed: UInt64

    /// A world of `count` entities (50 at least), about which `pages` pages are written.
    public init(seed: UInt64, entities count: Int, pages: Int) {
        precondition(count >= 50, "a world has at least 50 entities")
        self.seed = seed
        var random = SeededGenerator(seed, "world")
        var entities = Self.named(count, &random)
        let written = count - count / 3
        let order = Self.order(entities, written: written, &random)
        let shares = Self.pages(pages, among: written)
        for (index, id) in order.enumerated() {
            entities[id].rank = index + 1
            if index < written { entities[id].pages = shares[index] }
        }
        for id in entities.indices { entities[id].facts = Self.facts(of: entities[id], in: entities, &random) }
        self.entities = entities
        ranked = order.prefix(written).map { entities[$0] }
        unwritten = order.dropFirst(written).map { entities[$0] }
    }

    /// The text of a fact's value.
    public func text(_ value: FactValue) -> String {
        switch value {
        case .entity(let id): entities[id].name
        case .number(let number): "\(number)"
        case .word(let word): word
        }
    }

    /// The name as it stands in a sentence: animals are common nouns with an article, rivers take "the".
    public func spoken(_ entity: Entity) -> String {
        switch entity.kind {
        case .animal, .river, .landmark: "the \(entity.name)"
        case .team: "the \(entity.name)"
        default: entity.name
        }
    }

    /// The text of a fact's value as it stands in a sentence.
    public func spoken(_ value: FactValue) -> String {
        if case .entity(let id) = value { spoken(entities[id]) } else { text(value) }
    }

    /// Pages by rank; one at least for each, and as many as there are in all (unless they are fewer than the entities).
    private static func pages(_ pages: Int, among count: Int) -> [Int] {
        let weights = (1...count).map { Foundation.pow(Double($0) + 10, -1.5) }
        let total = weights.reduce(0, +)
        var shares = weights.map { max(1, Int((Double(pages) * $0 / total).rounded())) }
        shares[0] = max(1, shares[0] + pages - shares.reduce(0, +))
        return shares
    }

    /// The entities that pages about others name: written about on ten pages or more; in a web that has none, all of them.
    var wellKnown: [Entity] {
        let known = ranked.filter { $0.pages >= 10 }
        return known.isEmpty ? ranked : known
    }

    /// All ids from the most to the least written about; a town is written about more than the teams that are named after it.
    private static func order(_ entities: [Entity], written: Int, _ random: inout SeededGenerator) -> [Int] {
        let hosts = entities.map { $0.kind == .team ? town(of: $0, in: entities)?.id : nil }
        let shuffled = entities.indices.shuffled(using: &random)
        let unwritten = Set(shuffled.filter { !hosts.contains($0) }.suffix(entities.count - written))
        var order = shuffled.filter { !unwritten.contains($0) } + shuffled.filter(unwritten.contains)
        for place in order.indices {
            guard let host = hosts[order[place]], let later = order[place...].firstIndex(of: host) else { continue }
            order.swapAt(place, later)
        }
        return order
    }

    /// The town that a team is named after.
    private static func town(of team: Entity, in entities: [Entity]) -> Entity? {
        entities.first { $0.kind == .town && team.name.hasPrefix($0.name + " ") }
    }

    private static func named(_ count: Int, _ random: inout SeededGenerator) -> [Entity] {
        var names = Names()
        var entities: [Entity] = []
        // Towns first: teams are named after them.
        let order: [EntityKind] = [.town, .river, .person, .team, .animal, .landmark, .book]
        for kind in order {
            let share = kind == .book ? count - entities.count : Int(Double(count) * kind.share)
            let towns = entities.filter { $0.kind == .town }
            for _ in 0..<share {
                let town = towns.isEmpty ? "" : random.pick(towns).name
                let name = names.make(kind, town: town, &random)
                entities.append(
                    Entity(id: entities.count, kind: kind, name: name, facts: [], rank: 0, pages: 0))
            }
        }
        return entities
    }

    private static func facts(of entity: Entity, in entities: [Entity], _ random: inout SeededGenerator) -> [Fact] {
        Attribute.allCases.filter { $0.kind == entity.kind }.map { attribute in
            let value: FactValue
            if attribute == .homeTown, let town = town(of: entity, in: entities) {
                value = .entity(town.id)
            } else {
                switch attribute.values {
                case .entities(let kind):
                    // In proportion to what is written about them: what many pages name, many pages tell of.
                    let all = entities.filter { $0.kind == kind && $0.pages > 0 }
                    let known = all.filter { $0.pages >= 10 }
                    value = .entity(random.pick(known.count < 5 ? all : known, weight: \.pages).id)
                case .numbers(let range, let step): value = .number(random.int(range) / step * step)
                case .words(let words): value = .word(random.pick(words))
                }
            }
            return Fact(entity: entity.id, attribute: attribute, value: value)
        }
    }
}
