/// Words to count and to spell: invented ones to train on, common ones to be examined with.
public enum PracticeWords {
    /// Common words that nothing is trained on, twenty of each length group of `EdgesSuite`.
    public static let heldOut = [
        "lamp", "rain", "moon", "gold", "bird", "coat", "desk", "frog", "hill", "kite", "bread", "table", "river",
        "chair", "apple", "horse", "plant", "stone", "tiger", "water",
        "garden", "butter", "letter", "bottle", "carrot", "dragon", "hammer", "jacket", "mirror", "pillow", "kitchen",
        "morning", "blanket", "chicken", "diamond", "evening", "library", "picture", "rainbow", "weather",
        "mountain", "elephant", "notebook", "umbrella", "airplane", "calendar", "dinosaur", "football", "hospital",
        "keyboard", "chocolate", "butterfly", "crocodile", "adventure", "breakfast", "furniture", "newspaper",
        "pineapple", "telephone", "vegetable",
        "strawberry", "ubiquitous", "basketball", "playground", "blackboard", "dictionary", "earthquake", "friendship",
        "lighthouse", "motorcycle", "toothbrush", "watermelon", "grasshopper", "caterpillar", "temperature",
        "celebration", "marketplace", "electricity", "information", "imagination",
        "refrigerator", "neighborhood", "thunderstorm", "championship", "conversation", "kindergarten", "illustration",
        "international", "accommodation", "communication", "concentration", "entertainment", "extraordinary",
        "grandchildren", "investigation", "transportation", "responsibility", "identification", "recommendation",
        "classification",
    ]
    private static let held = Set(heldOut)

    private static let onsets = [
        "", "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j", "k", "l", "m", "n",
        "p", "ph", "pl", "pr", "qu", "r", "s", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "st", "str", "sw", "t", "th",
        "tr", "v", "w", "wh", "y", "z",
    ]
    private static let middles = [
        "a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "au", "ea", "ee", "ei", "ia", "ie", "io", "oa", "oo", "ou",
        "ui", "y",
    ]
    private static let ends = [
        "", "", "", "b", "ck", "ct", "d", "f", "ff", "g", "k", "l", "ll", "m", "mb", "n", "nc", "nd", "ng", "nt", "p",
        "r", "rd", "rk", "rm", "rn", "rs", "rt", "s", "ss", "st", "t", "tt", "v", "x",
    ]
    private static let endings = [
        "tion", "ment", "ity", "ing", "er", "ation", "ness", "ful", "ery", "ous", "al", "able", "le", "berry", "house",
        "ship", "ball", "work", "ard", "ice", "ure", "ary", "ly", "ish", "hood", "board", "storm",
    ]

    /// A name of a person, of one to three words, that no entity has but by chance.
    public static func name(_ random: inout SeededGenerator) -> String {
        (0..<random.pick([1, 2, 2, 2, 2, 3])).map { _ in pick(.training, &random).capitalizingFirst }
            .joined(separator: " ")
    }

    /// A word: an invented one for training, a common one for evaluation.
    static func pick(_ use: Exercise.Use, _ random: inout SeededGenerator) -> String {
        guard use == .training else { return random.pick(heldOut) }
        var word = ""
        repeat {
            word = ""
            for _ in 0..<random.pick([1, 1, 2, 2, 2, 3, 3]) {
                word += random.pick(onsets) + random.pick(middles) + random.pick(ends)
            }
            if random.chance(0.4) { word += random.pick(endings) }
        } while word.count < 3 || word.count > 14 || held.contains(word)
        return word
    }
}
