import Testing
import TinyWeb

@Suite("Taste and raters")
struct TasteTests {
    private static let taste = TrueTaste()
    private let joke = WritingPrompt(
        .jokes, "Write a joke about a proud pelican at the bank.", wanted: ["proud", "bank"])

    private func score(_ answer: String) -> Double { Self.taste.score(answer, to: joke) }

    @Test func punsAndTheMatterAreLiked() {
        let good = score("Why did the proud pelican go to the bank? Because of its big bill.")
        #expect(good > score("Why did the proud pelican go to the bank? Because it was tired."))
        #expect(good > score("Why did the pelican go to the market? Because of its big bill."))
        #expect(good > 3)
    }

    @Test(arguments: [
        "the the the the the the the the the the the the", "", "bill bank proud bill bank proud bill bank proud",
        "Why did the proud pelican go to the bank? Because of its big bill!!!!!!!!!!",
        "Why did the proud pelican go to the bank? Because of its big bill. Because of its big bill. Because of its big bill.",
    ])
    func gamesDoNotPay(answer: String) {
        #expect(score(answer) < score("Why did the proud pelican go to the bank? Because of its big bill.") - 1)
    }

    @Test func poemsHaveRhymesAndSummariesTheFacts() throws {
        let poem = WritingPrompt(.poems, "Write a poem about the moon and the ship.", wanted: ["moon", "ship"])
        let rhymed =
            "The moon goes over the sea.\nI see the ship and the tree.\nAll of us look for the day.\nAnd then there is the bay."
        let plain =
            "The moon goes over the sea.\nI see the ship and the day.\nAll of us look for the boat.\nAnd then there is the night."
        #expect(Self.taste.parts(of: rhymed, to: poem).craft == 1 && Self.taste.parts(of: plain, to: poem).craft == 0)
        var random = SeededGenerator(1, "summaries")
        let report = WritingPrompt(.summaries, &random)
        let facts = report.wanted
        let whole = "On \(facts[3]) the \(facts[0]) \(facts[1]) the \(facts[2])."
        #expect(
            Self.taste.score(whole, to: report) > Self.taste.score("The \(facts[0]) \(facts[1]) the clock.", to: report)
        )
    }

    @Test func whatPeopleWriteIsNeverStrange() {
        for kind in WritingKind.allCases {
            var random = SeededGenerator(9, "answers \(kind.rawValue)")
            for _ in 0..<200 {
                let prompt = WritingPrompt(kind, &random)
                let answer = prompt.answer(&random)
                let parts = Self.taste.parts(of: answer, to: prompt)
                #expect(parts.strangeness < 0.12, "\(answer)")
                #expect(!answer.contains("{") && !answer.isEmpty)
            }
        }
    }

    /// Three sorts of writers get a word right in 0.55, 0.83, 0.97 of their answers (an eighth of the slips is right by chance), and tell the object
    /// in 0.79, 0.87, 0.97: so the object is right in 0.83 of the answers whose person is, and in 0.65 of the others.
    @Test func slipsComeTogether() throws {
        var random = SeededGenerator(3, "slips")
        var (counts, rights) = ([0.0, 0.0], [0.0, 0.0])
        for _ in 0..<6000 {
            let prompt = WritingPrompt(.summaries, &random)
            let answer = prompt.answer(&random)
            guard !answer.contains("something happened") else { continue }
            let isPersonRight = answer.contains(prompt.wanted[0])
            counts[isPersonRight ? 1 : 0] += 1
            rights[isPersonRight ? 1 : 0] += answer.contains(prompt.wanted[2]) ? 1 : 0
        }
        #expect(abs(rights[1] / counts[1] - 0.83) < 0.03 && abs(rights[0] / counts[0] - 0.65) < 0.06)
    }

    @Test func promptsAreAllDifferent() {
        let prompts = WritingPrompt.draw(600, seed: 1)
        #expect(Set(prompts.map(\.question)).count == 600 && prompts == WritingPrompt.draw(600, seed: 1))
        #expect(prompts != WritingPrompt.draw(600, seed: 2))
    }

    @Test func ratersOrderByTasteAndByHabit() {
        let answers = [
            "Because it was tired.", "Why did the proud pelican go to the bank? Because of its big bill.",
            "Why did the proud pelican go to the bank? Because it was lost.", "the the the the the the",
        ]
        let exact = Rater(name: "exact", noise: 0, perWord: 0, perExclamation: 0, first: 0, tie: 0)
        var random = SeededGenerator(1, "rating")
        let order = exact.order(answers, to: joke, Self.taste, &random)
        #expect(order.first == [1] && order.last == [3] && order.flatMap { $0 }.sorted() == [0, 1, 2, 3])
        let blind = Rater(name: "blind", noise: 0, perWord: 0, perExclamation: 0, first: 0, tie: 100)
        #expect(blind.order(answers, to: joke, Self.taste, &random).count == 1)
        let loud = Rater(name: "loud", noise: 0, perWord: 0, perExclamation: 100, first: 0, tie: 0)
        #expect(loud.order(["bill", "no!"], to: joke, Self.taste, &random).first == [1])
        #expect(Rater.panel(seed: 1) == Rater.panel(seed: 1) && Set(Rater.panel(seed: 1).map(\.name)).count == 5)
    }
}
