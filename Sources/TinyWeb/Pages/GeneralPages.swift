/// Writes good pages that are not about one entity: stories, advice, jokes, talk, word tables.
struct GeneralPages {
    private let grammar = Grammar.everyday

    func article(_ kind: PageKind, _ random: inout SeededGenerator) -> Article {
        switch kind {
        case .howTo: howTo(&random)
        case .joke: jokes(&random)
        case .dialogue: dialogue(&random)
        case .wordTable: WordTables.article(&random)
        case .schoolBook: SchoolBook().article(&random)
        default: story(&random)
        }
    }

    private func story(_ random: inout SeededGenerator) -> Article {
        let text = Self.storyText(&random)
        return Article(title: text.title, blocks: text.paragraphs.map { .paragraph($0) })
    }

    /// A story: a wish, a trouble, help, an end.
    static func storyText(_ random: inout SeededGenerator) -> (title: String, paragraphs: [String]) {
        let grammar = Grammar.everyday
        let child = random.pick(grammar.rules["child"] ?? [])
        let animal = random.pick(grammar.rules["animal"] ?? [])
        let thing = random.pick(grammar.rules["thing"] ?? [])
        let helper = random.pick(grammar.rules["person"] ?? [])
        func say(_ forms: [String]) -> String {
            grammar.expand(random.pick(forms), &random).replacingSlot("{c}", child).replacingSlot("{a}", animal)
                .replacingSlot("{t}", thing).replacingSlot("{h}", helper).repairingArticles.capitalizingFirst
        }
        let opening = say([
            "Once upon a time there was a child named {c} who lived #place#.",
            "{c} was a #adj# child and had a #adj# {a}.",
            "There once was a #adj# {a} that lived #place# with {c}.",
            "{c} had a friend, and this friend was a #adj# {a}.",
        ])
        let wish = say([
            "More than anything {c} wanted a #adj# {t}.", "{c} loved a #adj# {t} and kept it #place#.",
            "Every day {c} and the {a} played with the {t} #place#.", "The {a} dreamed of a #adj# {t}.",
        ])
        let trouble = say([
            "But #time# the {t} was gone, and {c} was very #feel#.", "#time.cap# the {a} ran away and {c} felt #feel#.",
            "Then the {t} broke #place#, and nobody knew what to do.",
            "One day a #adj# #animal# took the {t} and #went# #to#.",
        ])
        let search = say([
            "{c} #went# #to# and #saw# {h} #place#.", "So the {a} #went# #to# and #saw# {h}.",
            "They looked #place# and #place#, but they only #saw# a #adj# #animal#.",
        ])
        let talk = say([
            "\"Have you seen my {t}?\" #said# {c}. \"Yes, it is #place#,\" said {h}.",
            "\"Please help me,\" said {c}. \"I will help you,\" said {h}, \"because you are so #adj#.\"",
            "\"Do not be #feel#,\" said {h}. \"Look #place#!\"",
            "\"Why are you #feel#?\" asked {h}. \"My {t} is lost,\" said {c}.",
        ])
        let end = say([
            "{c} found the {t} #place# and was #feel# again.",
            "In the end the {a} came back with the {t}, and all were #feel#.",
            "Together they #went# home, and {c} gave {h} a #adj# #thing#.", "{c} thanked {h} and hugged the {a}.",
        ])
        let lesson = say([
            "From that day on {c} was never #feel# again.", "So {c} learned that a friend is better than a {t}.",
            "And #time# they all ate cake #place#.", "After that {c} and the {a} were the best of friends.",
        ])
        let title = say(["{c} and the {a}", "The lost {t}", "The #adj# {a}", "{c} and the #adj# {t}", "A {t} for {c}"])
        return (
            title,
            [
                opening + " " + wish,
                trouble + " " + say(["#weather#.", "It was a #adj# day.", "#filler#"]) + " " + search, talk,
                end + " " + lesson,
            ]
        )
    }

    private func howTo(_ random: inout SeededGenerator) -> Article {
        let (goal, steps) = random.pick(Self.tasks)
        let chosen = steps.map { step in
            random.chance(0.5)
                ? step : grammar.expand("#time.cap#, ", &random) + step.prefix(1).lowercased() + step.dropFirst()
        }
        let intro = grammar.expand("#filler# Here is how to \(goal), as #person# does it #time#.", &random)
        let outro = grammar.expand("Now you know how to \(goal) #time# #place#. #filler#", &random)
        return Article(title: "How to \(goal)", blocks: [.paragraph(intro), .list(chosen), .paragraph(outro)])
    }

    private static let tasks: [(String, [String])] = [
        (
            "bake bread",
            [
                "Mix flour, water, salt and yeast.", "Let the dough rest for one hour.", "Shape it into a round loaf.",
                "Bake it until it is brown.", "Let it cool before you cut it.",
            ]
        ),
        (
            "plant a tree",
            [
                "Dig a hole twice as wide as the roots.", "Put the tree into the hole.", "Fill the hole with earth.",
                "Give it plenty of water.", "Water it every week in summer.",
            ]
        ),
        (
            "make tea",
            [
                "Boil fresh water.", "Warm the pot.", "Put in one spoon of tea for each cup.",
                "Pour the water on the leaves.", "Wait four minutes and pour.",
            ]
        ),
        (
            "wash a dog",
            [
                "Fill a tub with warm water.", "Call the dog in a friendly voice.",
                "Wet the fur and use a little soap.", "Rinse it well.", "Dry the dog with a towel.",
            ]
        ),
        (
            "build a kite",
            [
                "Take two light sticks and tie them to a cross.", "Tie a string around the ends.",
                "Glue paper over the frame.", "Add a long tail.", "Run against the wind.",
            ]
        ),
        (
            "write a letter",
            [
                "Write the date at the top.", "Greet your friend.", "Tell what you did this week.", "Ask a question.",
                "Sign your name at the end.",
            ]
        ),
        (
            "ride a bike",
            [
                "Put on a helmet.", "Sit on the bike and hold the bars.", "Look straight ahead.",
                "Push the pedals and keep going.", "Brake slowly to stop.",
            ]
        ),
        (
            "cook soup",
            [
                "Cut the carrots and the onions.", "Fry them in a little oil.", "Add water and salt.",
                "Cook it for half an hour.", "Serve it hot with bread.",
            ]
        ),
    ]

    private func jokes(_ random: inout SeededGenerator) -> Article {
        let chosen = Self.jokes.shuffled(using: &random).prefix(3)
        return Article(
            title: grammar.expand("Jokes for a #adj# day", &random),
            blocks: [.paragraph(grammar.expand("#filler#", &random))] + chosen.map { .paragraph($0) }
                + [.paragraph(grammar.expand("#person.cap# laughed #place# until it was late. #filler#", &random))])
    }

    static let jokes = [
        "Why did the pelican get thrown out of the hotel? Because he had a big bill.",
        "What does a pelican eat for lunch? Anything that fits the bill.",
        "Why was the math book sad? It had too many problems.", "What do you call a sleeping bull? A bulldozer.",
        "Why do bees hum? Because they do not know the words.", "What is a cat's favorite color? Purr-ple.",
        "Why did the bicycle fall over? It was two-tired.", "What has hands but cannot clap? A clock.",
        "Why did the pelican cross the beach? To fill its bill on the other side.",
        "What did the big flower say to the small flower? Hello, bud.",
        "Why can a nose not be twelve inches long? Because then it would be a foot.",
        "What gets wetter the more it dries? A towel.",
    ]

    private func dialogue(_ random: inout SeededGenerator) -> Article {
        let names = (grammar.rules["child"] ?? []).shuffled(using: &random).prefix(2)
        let (a, b) = (names[0], names[1])
        let forms = [
            "{a}: What did you do #time#?", "{b}: I #went# #to# and #saw# #person#.", "{a}: Were you #feel#?",
            "{b}: No, I was #feel#, because #person# gave me a #adj# #thing#.", "{a}: Can I see the #thing# #time#?",
            "{b}: Yes, it is #place#.", "{a}: #weather#, so let us stay #place#.",
            "{b}: Good idea. The #adj# #animal# can come with us.", "{a}: My #animal# is #feel# today.",
            "{b}: Then give it a #thing# and wait.",
        ]
        let count = random.int(3...5) * 2
        let blocks = forms.prefix(count).map { form in
            Article.Block.paragraph(grammar.expand(form, &random).replacingSlot("{a}", a).replacingSlot("{b}", b))
        }
        return Article(
            title: "A talk between \(a) and \(b)",
            blocks: blocks + [.paragraph(grammar.expand("#filler# #filler#", &random))])
    }
}
