/// The kinds of things that the invented world has.
public enum EntityKind: String, Codable, Sendable, CaseIterable {
    case person, town, team, animal, landmark, book, river

    /// The share of the kind in a world.
    var share: Double {
        switch self {
        case .person: 0.32
        case .town: 0.18
        case .team, .landmark, .book: 0.12
        case .animal, .river: 0.07
        }
    }
}

/// The value of a fact.
public enum FactValue: Codable, Sendable, Equatable {
    /// Another entity, by id.
    case entity(Int)
    /// A count or a measure.
    case number(Int)
    /// A word, such as a colour or a job.
    case word(String)
}

/// One thing that is true of an entity.
public struct Fact: Codable, Sendable, Equatable {
    /// The entity's id.
    public let entity: Int
    /// What the fact is about.
    public let attribute: Attribute
    /// What is true.
    public let value: FactValue
}

/// A person, a town, a team …
public struct Entity: Codable, Sendable, Equatable {
    /// Its place in the world's list.
    public let id: Int
    /// Its kind.
    public let kind: EntityKind
    /// Its name, unique in the world.
    public let name: String
    /// Its facts.
    public internal(set) var facts: [Fact]
    /// How often it is written about: 1 is the most; entities that nothing is written about come last.
    public internal(set) var rank: Int
    /// Pages that are about it; 0 for a tenth of the world.
    public internal(set) var pages: Int
}
