/// Invented names: pronounceable, unique, from so many stems that two of them seldom share a piece.
struct Names {
    private var used: Set<String> = []

    private static let onsets = [
        "B", "Br", "C", "Cl", "D", "Dr", "F", "Fl", "G", "Gr", "H", "J", "K", "L", "M", "N", "P", "Pr", "Qu", "R", "S",
        "Sk", "St", "T", "Th", "Tr", "V", "W", "Y", "Z",
    ]
    private static let middles = [
        "a", "e", "i", "o", "u", "ai", "ea", "ou", "or", "ar", "el", "il", "an", "en", "in", "on", "un", "as", "es",
        "is",
    ]
    private static let seconds = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "nd", "lk", "rt", "mb", "st", "rv", "sk",
    ]
    private static let firstEndings = ["a", "o", "i", "ia", "en", "us", "ette", "on", "y", "el"]
    private static let lastEndings = [
        "ane", "ow", "ick", "ell", "under", "ova", "ing", "oft", "ard", "emble", "otti", "ux",
    ]
    private static let townEndings = ["by", "ford", "holm", "wick", "stead", "mouth", "bury", "field", "haven", "dale"]
    private static let riverEndings = ["a", "e", "ine", "our", "isse", "ay", "ello", "ump"]
    private static let animalEndings = [
        "ling", "fox", "hopper", "bird", "tail", "bear", "mouse", "fish", "wing", "snout",
    ]
    private static let teamWords = [
        "Comets", "Otters", "Rovers", "Lanterns", "Falcons", "Badgers", "Thunder", "Pilots", "Miners", "Swans",
        "Arrows",
        "Giants", "Foxes", "Sailors", "Wolves", "Hammers",
    ]
    private static let landmarkWords = ["Tower", "Bridge", "Castle", "Lighthouse", "Temple", "Clock", "Gate", "Dome"]
    private static let bookFirst = [
        "Silent", "Golden", "Broken", "Hidden", "Last", "Winter", "Blue", "Lost", "Crooked", "Sleeping", "Burning",
        "Paper", "Iron", "Hollow", "Wandering", "Seventh", "Glass", "Salt", "Velvet", "Midnight",
    ]
    private static let bookSecond = [
        "Garden", "Harbor", "Mirror", "Orchard", "Lantern", "River", "Kingdom", "Window", "Letter", "Forest", "Clock",
        "Island", "Summer", "Bell", "Road", "Crown", "Piano", "Feather", "Market", "Stranger",
    ]

    mutating func make(_ kind: EntityKind, town: String, _ random: inout SeededGenerator) -> String {
        var tries = 0
        while true {
            tries += 1
            var name = candidate(kind, town: town, &random)
            // Where most names of a kind are taken, a second part keeps them from running out.
            if tries > 100 { name += " of " + stem(&random) }
            if used.insert(name).inserted { return name }
        }
    }

    private func stem(_ random: inout SeededGenerator) -> String {
        random.pick(Self.onsets) + random.pick(Self.middles) + random.pick(Self.seconds)
    }

    private func candidate(_ kind: EntityKind, town: String, _ random: inout SeededGenerator) -> String {
        switch kind {
        case .person:
            return stem(&random) + random.pick(Self.firstEndings) + " " + stem(&random) + random.pick(Self.lastEndings)
        case .town: return stem(&random) + random.pick(["", "e", "er"]) + random.pick(Self.townEndings)
        case .team: return town + " " + random.pick(Self.teamWords)
        case .animal: return stem(&random).lowercased() + random.pick(Self.animalEndings)
        case .landmark: return stem(&random) + random.pick(["", "en", "er"]) + " " + random.pick(Self.landmarkWords)
        case .book: return "The " + random.pick(Self.bookFirst) + " " + random.pick(Self.bookSecond)
        case .river: return "River " + stem(&random) + random.pick(Self.riverEndings)
        }
    }
}
