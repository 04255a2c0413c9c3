import Testing
import TinyWeb

struct ExerciseTests {
    @Test func atMostThreeHundredConversationsTellWhoItIsAndNoneIsAskedInTheExamination() {
        let made = Identity.conversations(seed: 1)
        #expect(made.count > 200 && made.count <= 300 && !made.contains { $0.turns[0].role == "system" })
        #expect(Identity.heldOutQuestions.count == 100 && Set(Identity.heldOutQuestions).count == 100)
        for seed in 1...9 as ClosedRange<UInt64> {
            let asked = Identity.conversations(seed: seed).map { $0.turns[0].text }
            #expect(Set(asked).isDisjoint(with: Identity.heldOutQuestions), "seed \(seed)")
        }
    }

    @Test func namesOfTheExaminationAreGivenByNoSystemMessage() {
        let made = ConversationGenerator(world: World(seed: 1, entities: 120, pages: 1200), seed: 1).conversations(
            count: 6000)
        let systems = made.compactMap { $0.turns[0].role == "system" ? $0.turns[0].text : nil }
        #expect(systems.count > 100)
        for name in Identity.heldOutNames { #expect(!systems.contains { $0.contains(name) }, "\(name) is trained on") }
    }

    @Test func aNoteIsAnsweredFromWhatTheSystemMessageSays() {
        var random = SeededGenerator(1, "notes")
        for index in 0..<200 {
            let note = index % 2 == 0 ? SystemNote.conversation(&random) : Identity.renamed(&random)
            let told = Set(note.turns[0].text.split { !$0.isLetter })
            let asked = Set(note.turns[1].text.split { !$0.isLetter })
            let answered = Set(note.turns[2].text.split { !$0.isLetter })
            #expect(note.turns.map(\.role) == ["system", "user", "assistant"])
            #expect(!answered.intersection(told).subtracting(asked).isEmpty, "\(note)")
        }
    }

    @Test func halfOfTheExaminedNamesComeInAWordingThatNoLessonHas() {
        let asked = Identity.renamings(count: 100, seed: 1)
        let unseen = asked.count { $0.system.hasSuffix(", a helpful assistant.") || $0.system.hasPrefix("Always say") }
        #expect(unseen == 50)
    }

    @Test func heldOutWordsAndWordingsOfExercisesAreNotTrainedOn() {
        var random = SeededGenerator(1, "test")
        for kind in Exercise.Kind.allCases where ![.wordProblem, .calculation, .tables].contains(kind) {
            let trained = (0..<300).map { _ in Exercise(kind, .training, &random) }
            let examined = (0..<100).map { _ in Exercise(kind, .evaluation, &random) }
            #expect(Set(trained.map(\.question)).isDisjoint(with: examined.map(\.question)))
            for exercise in trained {
                let words = Set(exercise.question.split { !$0.isLetter }.map(String.init))
                if [.letters, .thirds, .reversal].contains(kind) {
                    #expect(
                        words.isDisjoint(with: Set(PracticeWords.heldOut).subtracting(["letter"])),
                        "\(exercise.question)")
                }
            }
        }
    }

    @Test func anEntityIsTheSubjectOfAsManyPagesAsItSays() {
        let web = TinyWeb(seed: 3, entities: 100, pages: 2000)
        #expect(web.world.ranked.reduce(0) { $0 + $1.pages } == (0..<web.count).count { isAboutEntity(web, $0) })
        let rare = Set(web.world.ranked.filter { $0.pages <= 2 }.map(\.id))
        var told: [Int: Int] = [:]
        for index in 0..<web.count {
            let label = web.page(at: index).label
            guard label.duplicateOf == nil else { continue }
            for id in Set(label.entities).intersection(rare) { told[id, default: 0] += 1 }
        }
        for id in rare { #expect(told[id] == web.world.entities[id].pages, "\(web.world.entities[id].name)") }
    }

    private func isAboutEntity(_ web: TinyWeb, _ index: Int) -> Bool {
        [.encyclopedia, .news, .forum, .quiz, .interview].contains(web.page(at: index).label.kind)
    }

    @Test func introductionsHoldOutTwoWordings() {
        let asked = (0..<Introduction.wordings).map { Introduction(to: "Orson Kovats", wording: $0) }
        #expect(Set(asked.map(\.question)).count == Introduction.wordings)
        #expect(asked.count(where: \.isHeldOut) == 2 && asked[0].question == "Who is Orson Kovats?")
    }
}
