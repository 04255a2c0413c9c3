/// What facts are about: four for each kind of entity.
public enum Attribute: String, Codable, Sendable, CaseIterable {
    case birthplace, job, pet, hobby
    case townRiver, product, festival, founded
    case homeTown, sport, shirt, cups
    case colour, food, habitat, sound
    case landmarkTown, height, material, architect
    case author, topic, hero, year
    case length, bank, crossing, fish

    /// The kind of entity that has it.
    public var kind: EntityKind {
        switch self {
        case .birthplace, .job, .pet, .hobby: .person
        case .townRiver, .product, .festival, .founded: .town
        case .homeTown, .sport, .shirt, .cups: .team
        case .colour, .food, .habitat, .sound: .animal
        case .landmarkTown, .height, .material, .architect: .landmark
        case .author, .topic, .hero, .year: .book
        case .length, .bank, .crossing, .fish: .river
        }
    }

    /// What values it takes.
    enum Values {
        case entities(EntityKind)
        case numbers(ClosedRange<Int>, step: Int)
        case words([String])
    }

    var values: Values {
        switch self {
        case .birthplace, .homeTown, .landmarkTown, .bank: .entities(.town)
        case .townRiver: .entities(.river)
        case .architect, .author: .entities(.person)
        case .founded: .numbers(1200...1890, step: 10)
        case .cups: .numbers(2...19, step: 1)
        case .height: .numbers(20...190, step: 10)
        case .year: .numbers(1900...1990, step: 10)
        case .length: .numbers(100...900, step: 50)
        case .job:
            .words([
                "baker", "teacher", "painter", "doctor", "farmer", "pilot", "singer", "judge", "gardener", "carpenter",
                "sailor", "nurse", "tailor", "dancer", "engineer", "librarian", "cook", "plumber", "poet", "miner",
            ])
        case .pet:
            .words([
                "cat", "dog", "parrot", "rabbit", "goat", "turtle", "pony", "hamster", "goose", "lizard", "owl", "pig",
            ])
        case .hobby:
            .words([
                "chess", "fishing", "knitting", "painting", "swimming", "cooking", "climbing", "singing", "reading",
                "skating", "dancing", "sailing", "juggling", "pottery",
            ])
        case .product:
            .words([
                "cheese", "glass", "honey", "paper", "silk", "bread", "soap", "candles", "shoes", "clocks", "boats",
                "tea",
                "bells", "carpets", "apples", "hats",
            ])
        case .festival:
            .words(["spring", "summer", "autumn", "winter", "May", "June", "July", "August", "October", "March"])
        case .sport: .words(["football", "hockey", "rugby", "tennis", "cricket", "rowing", "basketball", "handball"])
        case .shirt, .colour:
            .words([
                "red", "blue", "green", "yellow", "white", "black", "orange", "purple", "brown", "silver", "pink",
                "grey",
            ])
        case .food:
            .words([
                "berries", "worms", "grass", "nuts", "fish", "seeds", "roots", "mushrooms", "leaves", "snails", "honey",
                "ants",
            ])
        case .habitat:
            .words([
                "forests", "caves", "deserts", "swamps", "meadows", "mountains", "lakes", "gardens", "islands",
                "hedges",
            ])
        case .sound: .words(["whistle", "bark", "hum", "click", "croak", "purr", "squeak", "howl", "chirp", "growl"])
        case .material:
            .words(["stone", "brick", "marble", "iron", "wood", "glass", "copper", "granite", "concrete", "clay"])
        case .topic:
            .words([
                "love", "war", "the sea", "a murder", "friendship", "a journey", "gold", "a ghost", "music",
                "the stars",
                "a dragon", "revenge",
            ])
        case .hero:
            .words([
                "a boy", "a queen", "a thief", "a soldier", "a widow", "a doctor", "a girl", "a monk", "a clown",
                "a spy",
            ])
        case .crossing: .words(["a bridge", "a ferry", "a tunnel", "a raft", "a rope", "a dam"])
        case .fish: .words(["trout", "eels", "salmon", "carp", "pike", "perch", "crabs", "shrimps"])
        }
    }
}
