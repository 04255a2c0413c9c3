/// How an attribute is told and asked. `{n}` is the entity as spoken, `{v}` the value as spoken.
struct Phrasing {
    /// The answer: a short full sentence.
    let answer: String
    /// Other ways to state the fact.
    let statements: [String]
    /// Five direct questions; the last one is kept for evaluation.
    let questions: [String]
    /// Three other direct questions, all to train on.
    let more: [String]
    /// A noun phrase for the value: "the birthplace of {n}".
    let noun: String
    /// An indirect question: "where {n} was born".
    let clause: String

    /// Words that state the fact and do not stand in its noun phrase, four at most.
    ///
    /// A search engine matches words, not meanings: who asks for the birthplace misses "she comes from".
    var keywords: [String] {
        let known = Set(noun.split(separator: " ")).union(Self.unspecific)
        var words: [Substring] = []
        for word in ([answer] + statements).flatMap({ $0.split { !$0.isLetter } })
        where word.count > 3 && !known.contains(word) && !words.contains(word) && word.first?.isLowercase == true {
            words.append(word)
        }
        return words.prefix(4).map(String.init)
    }

    /// Words that are in many sentences, whatever they state.
    private static let unspecific: Set<Substring> = [
        "there", "from", "every", "through", "that", "with", "near", "people", "everywhere", "most", "have", "over",
    ]
}

extension Attribute {
    /// Everything that can be said about the attribute.
    var phrasing: Phrasing {
        switch self {
        case .birthplace:
            Phrasing(
                answer: "{n} was born in {v}.",
                statements: ["{n} comes from {v}.", "{v} is the birthplace of {n}.", "The birthplace of {n} is {v}."],
                questions: [
                    "Where was {n} born?", "In which town was {n} born?", "Which town does {n} come from?",
                    "What town is {n} from?", "Where does {n} come from?",
                ],
                more: [
                    "From which town is {n}?", "What is the town that {n} was born in?",
                    "In what town did {n} first see the light?",
                ],
                noun: "the birthplace of {n}", clause: "where {n} was born")
        case .job:
            Phrasing(
                answer: "{n} is a {v}.",
                statements: [
                    "{n} works as a {v}.", "The job of {n} is {v}.", "By trade {n} is a {v}.",
                    "{n} earns a living as a {v}.",
                ],
                questions: [
                    "What does {n} do for work?", "What work does {n} do?", "As what does {n} work?",
                    "What is {n}'s job?", "What does {n} do for a living?",
                ],
                more: [
                    "How does {n} earn a living?", "Which trade does {n} have?", "What is the work of {n}?",
                ],
                noun: "the job of {n}", clause: "what job {n} has")
        case .pet:
            Phrasing(
                answer: "The pet of {n} is a {v}.",
                statements: ["{n} has a {v} as a pet.", "{n} keeps a {v} at home.", "At home {n} has a {v}."],
                questions: [
                    "What pet does {n} have?", "Which pet does {n} keep?", "What animal lives with {n}?",
                    "What is {n}'s pet?", "Which animal does {n} have as a pet?",
                ],
                more: [
                    "Which animal is the pet of {n}?", "What animal does {n} keep at home?",
                    "Which pet lives with {n}?",
                ],
                noun: "the pet of {n}", clause: "what pet {n} has")
        case .hobby:
            Phrasing(
                answer: "The hobby of {n} is {v}.",
                statements: ["{n} loves {v}.", "In free time {n} enjoys {v}.", "{n} likes {v} most of all."],
                questions: [
                    "What hobby does {n} have?", "What does {n} like to do?", "What does {n} do for fun?",
                    "What is {n}'s hobby?", "Which hobby does {n} enjoy?",
                ],
                more: [
                    "What does {n} enjoy in free time?", "What does {n} love to do?", "Which hobby is {n}'s?",
                ],
                noun: "the hobby of {n}", clause: "what hobby {n} has")
        case .townRiver:
            Phrasing(
                answer: "{n} lies on {v}.",
                statements: ["{v} flows through {n}.", "{n} stands on {v}.", "The river of {n} is {v}."],
                questions: [
                    "Which river flows through {n}?", "On which river does {n} lie?", "What river runs through {n}?",
                    "On what river is {n}?", "Which river is {n} on?",
                ],
                more: [
                    "Which river is at {n}?", "What river does {n} stand on?",
                    "What is the name of the river that {n} lies on?",
                ],
                noun: "the river of {n}", clause: "which river {n} lies on")
        case .product:
            Phrasing(
                answer: "{n} is famous for its {v}.",
                statements: [
                    "People in {n} make {v}.", "{n} is known for its {v}.", "{v} from {n} are sold everywhere.",
                ],
                questions: [
                    "What is {n} famous for?", "For what is {n} known?", "What do people make in {n}?",
                    "What is made in {n}?", "What is {n} known for?",
                ],
                more: [
                    "What do people buy in {n}?", "What comes from {n}?", "What are people in {n} known for making?",
                ],
                noun: "the product of {n}", clause: "what {n} is famous for")
        case .festival:
            Phrasing(
                answer: "The festival of {n} is in {v}.",
                statements: [
                    "{n} has its festival in {v}.", "In {v} there is a festival in {n}.",
                    "Every {v} {n} has a festival.", "The festival of {n} takes place in {v}.",
                ],
                questions: [
                    "When is the festival of {n}?", "In what time of year is the festival of {n}?",
                    "When does {n} have its festival?", "When is there a festival in {n}?",
                    "When does the festival of {n} take place?",
                ],
                more: [
                    "In what season or month is the festival of {n}?", "When do people in {n} have their festival?",
                    "What is the time for the festival in {n}?",
                ],
                noun: "the time of the festival of {n}", clause: "when the festival of {n} is")
        case .founded:
            Phrasing(
                answer: "{n} was founded in {v}.",
                statements: [
                    "The founding year of {n} is {v}.", "In {v} {n} was founded.", "{n} has stood since {v}.",
                ],
                questions: [
                    "When was {n} founded?", "In which year was {n} founded?", "In what year did {n} begin?",
                    "Since when has {n} stood?", "What year was {n} founded in?",
                ],
                more: [
                    "How long ago, in what year, was {n} founded?", "In what year was {n} first built?",
                    "Which year was the first of {n}?",
                ],
                noun: "the founding year of {n}", clause: "when {n} was founded")
        case .homeTown:
            Phrasing(
                answer: "{n} play in {v}.",
                statements: ["{n} are a team from {v}.", "The home of {n} is {v}.", "{v} is the home of {n}."],
                questions: [
                    "Where do {n} play?", "In which town do {n} play?", "Which town do {n} come from?",
                    "From where do {n} come?", "What town do {n} play in?",
                ],
                more: [
                    "What is the home town of {n}?", "Which town is home to {n}?", "In what town are {n} at home?",
                ],
                noun: "the home of {n}", clause: "where {n} play")
        case .sport:
            Phrasing(
                answer: "{n} play {v}.",
                statements: ["{n} are a {v} team.", "The sport of {n} is {v}.", "{n} are good at {v}."],
                questions: [
                    "What sport do {n} play?", "Which sport do {n} play?", "What do {n} play?",
                    "What game do {n} play?", "At which sport are {n} good?",
                ],
                more: [
                    "What are {n} good at?", "Which game do {n} play?", "At what do {n} play and win?",
                ],
                noun: "the sport of {n}", clause: "what sport {n} play")
        case .shirt:
            Phrasing(
                answer: "{n} wear {v} shirts.",
                statements: ["The shirts of {n} are {v}.", "{n} play in {v} shirts.", "{n} run out in {v}."],
                questions: [
                    "What color are the shirts of {n}?", "What color do {n} wear?", "Which shirts do {n} wear?",
                    "In what color do {n} play?", "Which color do {n} wear?",
                ],
                more: [
                    "What color of shirts do {n} wear?", "In which color do {n} run out?",
                    "What is the color of the shirts of {n}?",
                ],
                noun: "the shirt color of {n}", clause: "what color {n} wear")
        case .cups:
            Phrasing(
                answer: "{n} have won {v} cups.",
                statements: [
                    "{n} hold {v} cups.", "The number of cups of {n} is {v}.", "So far {n} have {v} cups.",
                    "{n} won the cup {v} times.",
                ],
                questions: [
                    "How many cups have {n} won?", "How many cups do {n} have?", "How many cups did {n} win?",
                    "How many cups do {n} hold?", "How often have {n} won the cup?",
                ],
                more: [
                    "How often did {n} win a cup?", "How many times have {n} won?", "What number of cups do {n} have?",
                ],
                noun: "the number of cups of {n}", clause: "how many cups {n} have won")
        case .colour:
            Phrasing(
                answer: "{n} is {v}.",
                statements: ["The color of {n} is {v}.", "{n} has {v} fur.", "{n} looks {v}."],
                questions: [
                    "What color is {n}?", "Which color is {n}?", "What color does {n} have?", "Of what color is {n}?",
                    "Which color does {n} have?",
                ],
                more: [
                    "In what color does {n} come?", "What is the fur of {n} like, in color?",
                    "How does {n} look, of what color is it?",
                ],
                noun: "the color of {n}", clause: "what color {n} has")
        case .food:
            Phrasing(
                answer: "{n} eats {v}.",
                statements: ["{n} feeds on {v}.", "The food of {n} is {v}.", "{n} likes {v} best."],
                questions: [
                    "What does {n} eat?", "On what does {n} feed?", "What food does {n} eat?",
                    "What does {n} like to eat?", "Which food does {n} eat?",
                ],
                more: [
                    "What food is right for {n}?", "Which food does {n} like?", "What do you feed {n}?",
                ],
                noun: "the food of {n}", clause: "what {n} eats")
        case .habitat:
            Phrasing(
                answer: "{n} lives in {v}.",
                statements: ["{v} are the home of {n}.", "{n} is found in {v}.", "The home of {n} is in {v}."],
                questions: [
                    "Where does {n} live?", "In what places does {n} live?", "Where can people find {n}?",
                    "Where is {n} found?", "In which places can you find {n}?",
                ],
                more: [
                    "In which places does {n} live?", "Where can you find {n}?", "Where is the home of {n}?",
                ],
                noun: "the home of {n}", clause: "where {n} lives")
        case .sound:
            Phrasing(
                answer: "The call of {n} is a {v}.",
                statements: [
                    "{n} makes a {v}.", "{n} calls with a {v}.", "The sound of {n} is a {v}.",
                    "The noise that {n} makes is a {v}.",
                ],
                questions: [
                    "What sound does {n} make?", "How does {n} call?", "Which sound does {n} make?",
                    "What is the sound of {n}?", "What noise does {n} make?",
                ],
                more: [
                    "What call does {n} have?", "What noise is the call of {n}?", "What can you hear when {n} calls?",
                ],
                noun: "the call of {n}", clause: "what sound {n} makes")
        case .landmarkTown:
            Phrasing(
                answer: "{n} stands in {v}.",
                statements: [
                    "{n} is in {v}.", "{v} is the town of {n}.", "Visitors of {v} see {n}.",
                    "The town that has {n} is {v}.",
                ],
                questions: [
                    "Where does {n} stand?", "In which town is {n}?", "Where is {n}?", "What town is {n} in?",
                    "Which town has {n}?",
                ],
                more: [
                    "What is the town that has {n}?", "Which town does {n} stand in?", "Where can visitors see {n}?",
                ],
                noun: "the town of {n}", clause: "where {n} stands")
        case .height:
            Phrasing(
                answer: "{n} is {v} meters high.",
                statements: ["The height of {n} is {v} meters.", "{n} rises {v} meters.", "{n} measures {v} meters."],
                questions: [
                    "How high is {n}?", "How tall is {n}?", "How many meters high is {n}?",
                    "What height does {n} have?", "How many meters tall is {n}?",
                ],
                more: [
                    "How many meters does {n} rise?", "How many meters is {n} from bottom to top?",
                    "How tall, in meters, is {n}?",
                ],
                noun: "the height of {n}", clause: "how high {n} is")
        case .material:
            Phrasing(
                answer: "{n} is made of {v}.",
                statements: ["{n} was built of {v}.", "The material of {n} is {v}.", "The walls of {n} are {v}."],
                questions: [
                    "What is {n} made of?", "Of what is {n} made?", "From what was {n} built?",
                    "What was {n} built of?", "Which material is {n} made of?",
                ],
                more: [
                    "Which material was used for {n}?", "What are the walls of {n} made of?",
                    "Of which material was {n} built?",
                ],
                noun: "the material of {n}", clause: "what {n} is made of")
        case .architect:
            Phrasing(
                answer: "{n} was built by {v}.",
                statements: [
                    "{v} built {n}.", "The architect of {n} is {v}.", "{n} is a work of {v}.",
                    "The builder of {n} was {v}.",
                ],
                questions: [
                    "Who built {n}?", "By whom was {n} built?", "Whose work is {n}?", "Who is the architect of {n}?",
                    "Who was the builder of {n}?",
                ],
                more: [
                    "Who is the builder of {n}?", "Who made {n}?", "Which person built {n}?",
                ],
                noun: "the architect of {n}", clause: "who built {n}")
        case .author:
            Phrasing(
                answer: "{n} was written by {v}.",
                statements: [
                    "{v} wrote {n}.", "The author of {n} is {v}.", "{n} is a book by {v}.",
                    "The writer of {n} was {v}.",
                ],
                questions: [
                    "Who wrote {n}?", "By whom is {n}?", "By whom was {n} written?", "Who is the author of {n}?",
                    "Who was the writer of {n}?",
                ],
                more: [
                    "Who is the writer of {n}?", "Whose book is {n}?", "Which person wrote {n}?",
                ],
                noun: "the author of {n}", clause: "who wrote {n}")
        case .topic:
            Phrasing(
                answer: "{n} is about {v}.",
                statements: ["{n} is a book about {v}.", "The subject of {n} is {v}.", "{n} tells of {v}."],
                questions: [
                    "What is {n} about?", "About what is {n}?", "What does {n} tell of?",
                    "What is the story of {n} about?", "Of what does {n} tell?",
                ],
                more: [
                    "What does the story of {n} tell?", "What is the book {n} about?", "Which subject does {n} have?",
                ],
                noun: "the subject of {n}", clause: "what {n} is about")
        case .hero:
            Phrasing(
                answer: "The hero of {n} is {v}.",
                statements: ["{v} is the hero of {n}.", "{n} has {v} as its hero.", "In {n} the hero is {v}."],
                questions: [
                    "Who is the hero of {n}?", "What hero does {n} have?", "Who is the hero in {n}?",
                    "Which hero does {n} have?", "What kind of hero is in {n}?",
                ],
                more: [
                    "Who is the main person in {n}?", "What kind of hero does {n} have?",
                    "About which hero does {n} tell?",
                ],
                noun: "the hero of {n}", clause: "who the hero of {n} is")
        case .year:
            Phrasing(
                answer: "{n} came out in {v}.",
                statements: ["{n} is a book of {v}.", "In {v} {n} came out.", "The year of {n} is {v}."],
                questions: [
                    "When did {n} come out?", "In which year did {n} come out?", "In what year was {n} printed?",
                    "From what year is {n}?", "What year did {n} come out in?",
                ],
                more: [
                    "What year is {n} from?", "In what year did people first read {n}?", "Which year did {n} come out?",
                ],
                noun: "the year of {n}", clause: "when {n} came out")
        case .length:
            Phrasing(
                answer: "{n} is {v} kilometers long.",
                statements: [
                    "The length of {n} is {v} kilometers.", "{n} runs for {v} kilometers.",
                    "{n} measures {v} kilometers.",
                ],
                questions: [
                    "How long is {n}?", "How many kilometers long is {n}?", "What length does {n} have?",
                    "How far does {n} run?", "How many kilometers does {n} run?",
                ],
                more: [
                    "How many kilometers does {n} measure?", "How far is it from one end of {n} to the other?",
                    "For how many kilometers does {n} run?",
                ],
                noun: "the length of {n}", clause: "how long {n} is")
        case .bank:
            Phrasing(
                answer: "{n} ends near {v}.",
                statements: ["{n} meets the sea near {v}.", "Near {v} {n} ends.", "The end of {n} is near {v}."],
                questions: [
                    "Where does {n} end?", "Near which town does {n} end?", "Where does {n} meet the sea?",
                    "Near what town does {n} end?", "Which town is at the end of {n}?",
                ],
                more: [
                    "What town is near the end of {n}?", "Near which town does {n} meet the sea?",
                    "Which town is where {n} ends?",
                ],
                noun: "the end of {n}", clause: "where {n} ends")
        case .crossing:
            Phrasing(
                answer: "People cross {n} by {v}.",
                statements: ["There is {v} over {n}.", "{n} has {v} to cross it.", "The way over {n} is {v}."],
                questions: [
                    "How do people cross {n}?", "How can you cross {n}?", "By what do people cross {n}?",
                    "What helps people cross {n}?", "In what way do people cross {n}?",
                ],
                more: [
                    "How does one get over {n}?", "What is there to cross {n}?", "What takes people over {n}?",
                ],
                noun: "the way over {n}", clause: "how people cross {n}")
        case .fish:
            Phrasing(
                answer: "In {n} live {v}.",
                statements: [
                    "{n} is full of {v}.", "{v} swim in {n}.", "Fishers catch {v} in {n}.",
                    "In {n} {v} are caught.",
                ],
                questions: [
                    "What lives in {n}?", "What swims in {n}?", "What do fishers catch in {n}?",
                    "Which fish live in {n}?", "What can be caught in {n}?",
                ],
                more: [
                    "What do people catch in {n}?", "Which animals live in {n}?", "What can you catch in {n}?",
                ],
                noun: "the fish of {n}", clause: "what lives in {n}")
        }
    }
}
