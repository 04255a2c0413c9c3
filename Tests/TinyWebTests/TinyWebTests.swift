import Foundation
import Testing
import TinyWeb

struct TinyWebTests {
    private static let web = TinyWeb(seed: 1, entities: 500, pages: 3000)
    private static let pages = (0..<web.count).map { web.page(at: $0) }
    private var world: World { Self.web.world }

    @Test func sameSeedSamePages() {
        let again = TinyWeb(seed: 1, entities: 500, pages: 3000)
        for index in [0, 17, 999, 2999] {
            #expect(
                again.page(at: index).body == Self.pages[index].body
                    && again.page(at: index).label == Self.pages[index].label)
        }
        #expect(TinyWeb(seed: 2, entities: 500, pages: 10).page(at: 0).body != Self.pages[0].body)
    }

    @Test func namesDoNotRunOutInALargeWorld() {
        let large = World(seed: 1, entities: 8000, pages: 8000)
        #expect(Set(large.entities.map(\.name)).count == 8000)
    }

    @Test func namesAreUniqueAndFactsAgree() {
        #expect(world.entities.count == 500)
        #expect(Set(world.entities.map(\.name)).count == 500)
        for entity in world.entities {
            #expect(entity.facts.count == 4)
            for fact in entity.facts {
                #expect(fact.attribute.kind == entity.kind && fact.entity == entity.id)
                if fact.attribute == .homeTown, case .entity(let town) = fact.value {
                    #expect(entity.name.hasPrefix(world.entities[town].name))
                }
            }
        }
    }

    @Test func writingFollowsALawOfRanksAndAThirdIsNeverWrittenAbout() {
        #expect(world.unwritten.count == 166)
        #expect(world.ranked[0].pages > 15 * world.ranked[100].pages && world.ranked[333].pages == 1)
        #expect(Set(world.ranked.prefix(100).map(\.kind)).count == EntityKind.allCases.count)
        let texts = Self.pages.map(\.label.text)
        for entity in world.unwritten {
            #expect(!texts.contains { $0.contains(entity.name) }, "\(entity.name) is written about")
        }
    }

    @Test func whatManyPagesNameManyPagesTellOf() {
        // As large as the tiny recipe's: of every kind there are some that much is written about.
        let world = World(seed: 1, entities: 720, pages: 7700)
        for entity in world.ranked {
            for fact in entity.facts {
                guard case .entity(let id) = fact.value else { continue }
                let named = world.entities[id]
                if fact.attribute == .homeTown {
                    #expect(named.rank < entity.rank && named.pages >= entity.pages, "\(entity.name)")
                } else {
                    #expect(named.pages >= 10, "\(named.name)")
                }
            }
        }
    }

    @Test func weightsDecideHowOftenSomethingIsPicked() {
        var random = SeededGenerator(1, "weights")
        let picked = (0..<4000).map { _ in random.pick([("a", 1), ("b", 0), ("c", 3)], weight: \.1).0 }
        #expect(!picked.contains("b"))
        #expect((900...1100).contains(picked.count { $0 == "a" }))
    }

    @Test func queriesHaveTheNameAndTheWordsThatStateTheFact() {
        for fact in world.ranked.prefix(60).flatMap(\.facts) {
            let query = world.query(fact)
            #expect(query.contains(world.entities[fact.entity].name) && !query.contains("{"), "\(query)")
        }
        let births = world.ranked.flatMap(\.facts).filter { $0.attribute == .birthplace }
        #expect(!births.isEmpty && births.allSatisfy { world.query($0).hasSuffix(" born comes") })
    }

    @Test func lessonsAskInManyWaysAndNeverInThoseKeptForEvaluation() {
        var random = SeededGenerator(1, "asking")
        var beginnings: Set<Substring> = []
        for fact in world.ranked.prefix(30).flatMap(\.facts) {
            let kept = World.heldOutPhrasings.map { world.question(fact, phrasing: $0).question }
            for _ in 0..<8 {
                let question = world.asked(fact, &random)
                #expect(!kept.contains { question.contains($0) } && !question.contains("{"), "\(question)")
                #expect(question.contains(world.entities[fact.entity].name))
                beginnings.insert(question.prefix(9))
            }
        }
        #expect(beginnings.count > 50)
    }

    @Test func questionsHaveManyPhrasingsAndTheHeldOutOnesAreNowhere() {
        #expect(World.phrasings - World.heldOutPhrasings.count >= 10 && World.heldOutPhrasings.count == 2)
        for entity in world.ranked.prefix(40) {
            for fact in entity.facts {
                let questions = (0..<World.phrasings).map { world.question(fact, phrasing: $0).question }
                #expect(Set(questions).count == World.phrasings, "\(questions)")
                #expect(world.question(fact, phrasing: 0).answer.contains(world.text(fact.value)))
            }
        }
        let corpus = Self.pages.map(\.label.text).joined(separator: "\n")
        for question in world.examination(entities: 30) where question.kind == "fact" {
            #expect(!corpus.contains(question.question))
        }
    }

    @Test func mostLongSentencesOccurOnce() {
        var counts: [String: Int] = [:]
        for page in Self.pages where !page.label.isRubbish {
            for line in page.label.text.split(separator: "\n") {
                for sentence in line.split(whereSeparator: { ".!?".contains($0) })
                where sentence.split(separator: " ").count >= 8 {
                    counts[sentence.trimmingCharacters(in: .whitespaces), default: 0] += 1
                }
            }
        }
        let once = counts.values.count { $0 == 1 }
        let share = Double(once) / Double(counts.values.reduce(0, +))
        #expect(share >= 0.7, "only \(share) of \(counts.count)")
    }

    @Test func everyKindOfPageOccursAndTextsAreClean() {
        #expect(Set(Self.pages.map(\.label.kind)) == Set(PageKind.allCases))
        for page in Self.pages where !page.label.isRubbish {
            let text = page.label.text
            for flaw in ["{n}", "{v}", "{c}", "#", "  ", " a apple", " an dog", " ."] {
                #expect(!text.contains(flaw), "'\(flaw)' in \(text.prefix(300))")
            }
        }
        for page in Self.pages where page.label.duplicateOf != nil {
            #expect(Self.pages.contains { $0.url == page.label.duplicateOf })
        }
        for page in Self.pages { for data in page.label.personalData { #expect(page.label.text.contains(data)) } }
    }

    @Test func conversationsHoldOutWhatTheyShould() {
        let generator = ConversationGenerator(world: world, seed: 1)
        let made = generator.conversations(count: 6000)
        #expect(made == generator.conversations(count: 6000))
        #expect(made.count(where: { $0.kind == .identity }) == Identity.conversations(seed: 1).count)
        #expect(Set(made.map(\.kind)) == Set(TinyConversation.Kind.allCases))
        let asked = Set(made.flatMap { $0.turns.filter { $0.role == "user" }.map(\.text) })
        for question in world.examination(entities: 100) {
            #expect(!asked.contains(question.question), "\(question.question)")
        }
        let heldOut = world.ranked.prefix(100).filter(ConversationGenerator.isHeldOut)
        #expect(heldOut.count == 5)
        // A town's name is part of its teams' names.
        for entity in heldOut where entity.kind != .town {
            #expect(!made.contains { $0.kind == .fact && $0.turns[0].text.contains(entity.name) })
        }
        for conversation in made {
            #expect(conversation.turns.last?.role == "assistant" && conversation.turns.allSatisfy { !$0.text.isEmpty })
            let roles = conversation.turns.map(\.role).filter { $0 != "system" }
            #expect(roles.enumerated().allSatisfy { $1 == ($0 % 2 == 0 ? "user" : "assistant") })
        }
    }

    @Test func answersAreJudgedByWholeWords() {
        for question in world.examination(entities: 20) {
            let right = question.accepted[0]
            #expect(question.accepts("It is \(right.uppercased())."))
            #expect(!question.accepts("It is \(right)0.") && !question.accepts(""))
        }
    }

    @Test func wordProblemsAddUp() {
        var random = SeededGenerator(1, "test")
        for index in 0..<400 {
            let problem = WordProblem(&random, size: 20, template: index % WordProblem.templates)
            #expect(problem.solution.hasSuffix("The answer is \(problem.answer)."))
            #expect(problem.smallSteps.last == problem.steps.last)
            #expect(
                problem.smallSteps.count == problem.steps.count || problem.smallSteps.count > problem.steps.count + 1)
            for step in problem.steps + problem.smallSteps {
                let parts = step.dropLast().components(separatedBy: " ")
                guard let place = parts.firstIndex(where: { ["+", "-", "*", "/"].contains($0) }), place > 0,
                    let a = Int(parts[place - 1]), let b = Int(parts[place + 1]),
                    let result = parts.last.flatMap({ Int($0) })
                else { continue }
                let expected = ["+": a + b, "-": a - b, "*": a * b, "/": b == 0 ? 0 : a / b][parts[place]]
                #expect(result == expected, "\(step)")
            }
        }
    }

    @Test func smallStepsAreKnownByHeart() {
        func steps(_ left: Int, _ sign: Calculation.Sign, _ right: Int) -> String {
            Calculation(left, sign, right, lead: "It is ").smallSteps.joined(separator: " ")
        }
        #expect(steps(23, .plus, 18) == "23 + 10 = 33. 33 + 8 = 41. It is 23 + 18 = 41.")
        #expect(steps(41, .minus, 18) == "41 - 10 = 31. 31 - 8 = 23. It is 41 - 18 = 23.")
        #expect(
            steps(17, .times, 31)
                == "10 * 30 = 300. 7 * 30 = 210. 300 + 210 = 510. 10 * 1 = 10. 510 + 10 = 520. 7 * 1 = 7. 520 + 7 = 527. It is 17 * 31 = 527."
        )
        #expect(steps(744, .by, 24) == "24 * 30 = 720. 744 - 720 = 24. 24 * 1 = 24. It is 744 / 24 = 31.")
        for (left, sign, right) in [(7, Calculation.Sign.times, 8), (12, .minus, 5), (30, .plus, 20), (56, .by, 8)] {
            #expect(Calculation(left, sign, right).smallSteps == [Calculation(left, sign, right).sentence])
        }
    }
}
