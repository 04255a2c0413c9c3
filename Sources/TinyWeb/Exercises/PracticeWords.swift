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

    /// Common words that people read and write; exercises take those alone that are not held out.
    private static let common =
        ("able about above across after again against ago air all almost alone along always among anger animal "
        + "answer arm army art ask autumn away baby back bag bake ball bank bath battle beach bean bear beauty "
        + "bed bell below belt bench best better big bill bite black blood blow board body bone born bottom "
        + "bowl box boy brain branch brave break bridge bright bring brother brown brush build burn bus busy "
        + "button cake call camp candle car card care carry cart castle catch cause cellar centre chain chalk "
        + "chance change cheese chest child choice circle city class clay clean clear clever climb clock cloth "
        + "cloud coal coffee coin cold colour comb come cook copper copy cork corn corner cost cotton count "
        + "country courage cover crack cream crime crowd crown cruel cry cup curtain curve cut damp dance "
        + "danger dark day dead dear debt deep deer dinner dirty doctor door doubt dream dress drink drive "
        + "drop drum dry dust ear early earth east edge egg eight elbow empty end enemy engine enough enter "
        + "equal error even event every exam eye face fact fall false family famous far farm fast fat father "
        + "fear feather feel field fight finger fire first fish five flag flame flat flight floor flower fly "
        + "fog fold follow food foot force forest fork forty four fox free fresh friend frost fruit full funny "
        + "future game gate gentle gift girl give glass glove goat good grain grass great green grey ground "
        + "group grow guide hair half hand happy harbor hard harvest hat head health hear heart heat heavy "
        + "help high history hole holiday home honest hope horn hour house huge human hundred hunt ice idea "
        + "insect iron island jewel join joke journey judge juice jump keep key kick kind king kiss knee knife "
        + "knot ladder lake land large last late laugh law lazy leaf learn leather left leg lemon lesson light "
        + "line lion lip list listen little lock long look loud love low luck lunch machine magic mail make "
        + "man map mark market marriage match meal measure meat medicine meet memory metal middle mile milk "
        + "mind minute mist mix model money monkey month mother mountain mouse mouth move mud music nail name "
        + "narrow nation nature near neck needle nerve nest net new news night nine noise north nose note "
        + "number nurse nut oak ocean offer office oil old onion open orange order oven owl page pain paint "
        + "paper park part past path peace pear pen pencil people pepper phone piano pig pin pipe place plan "
        + "plate play pocket poem poet point poison polish pond poor porter pot potato powder present pretty "
        + "price print prison prize proud pull pump pupil push queen question quick quiet rabbit race rail rat "
        + "reach read ready reason red rice rich ride right ring road roast robot rock roof room root rope "
        + "rose rough round rule run sad sail salt sand saw scale school science scissors screen sea seat "
        + "second secret seed seven shade shadow shake shape sharp sheep shelf shell shine ship shirt shoe "
        + "shop short shoulder shout shut silk silver simple sing sister six skin skirt sky sleep slow small "
        + "smell smile smoke smooth snail snake snow soap sock soft soldier son song soon soup south space "
        + "spade speak spell spider spoon spring square stage stamp star start station steam steel stem step "
        + "stick still stomach stop store storm story straight strange street string strong student sugar suit "
        + "summer sun sweet swim sword tail tall taste tax tea teach team ten tent test thank thick thin thing "
        + "think three throat thumb thunder ticket time tired toe together tomorrow tongue tooth top touch "
        + "tower town toy train travel tree triangle trouble true trumpet trust tube turn twelve twist uncle "
        + "under up use valley verse very view village violin visit voice wait walk wall war warm wash watch "
        + "wave wax way weak week weight west wet wheel whip whistle white wide wife wild wind window wine "
        + "wing winter wire wise wolf woman wonder wood wool word work world worm wound write wrong year "
        + "yellow yes young zebra").split(separator: " ").map(String.init)
    private static let trained = common.filter { !held.contains($0) }

    /// A word as it stands in a dictation: an invented one, a common one; among these, too, those that exercises hold out.
    static func dictated(_ random: inout SeededGenerator) -> String {
        switch random.int(0...9) {
        case 0...3: pick(.training, &random)
        case 4...7: random.pick(common)
        default: random.pick(heldOut)
        }
    }

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
        (0..<random.pick([1, 2, 2, 2, 2, 3])).map { _ in dictated(&random).capitalizingFirst }
            .joined(separator: " ")
    }

    /// A word: an invented one or a common one for training, a common one that is held out for evaluation.
    static func pick(_ use: Exercise.Use, _ random: inout SeededGenerator) -> String {
        guard use == .training else { return random.pick(heldOut) }
        if random.chance(0.5) { return random.pick(trained) }
        var word = ""
        repeat {
            word = ""
            for _ in 0..<random.pick([1, 1, 2, 2, 2, 3, 3]) {
                word += random.pick(onsets) + random.pick(middles) + random.pick(ends)
            }
            if random.chance(0.4) { word += random.pick(endings) }
            if random.chance(0.2) { word = doubled(word, &random) }
        } while word.count < 3 || word.count > 14 || held.contains(word)
        return word
    }

    /// The word with one of its letters twice: a letter that follows itself is the hardest one to copy.
    private static func doubled(_ word: String, _ random: inout SeededGenerator) -> String {
        let last = random.int(1...word.count)
        return String(word.prefix(last) + word.dropFirst(last - 1))
    }
}
