import Foundation
import Practice
import SwiftletTesting
import Testing
import TinyWeb

@Suite("Verifiers")
struct VerifierTests {
    private func grade(_ answer: String, _ verifier: any Verifier, _ problem: PracticeProblem) async -> [Bool] {
        let grade = await verifier.grade(answer, to: problem)
        return [grade.isRight, grade.isRightLeniently, grade.isFormed]
    }

    @Test(arguments: [
        ("The answer is \\boxed{12}.", "12", [true, true, true]), ("\\boxed{12.0}", "12", [true, true, true]),
        ("\\boxed{3/4}", "0.75", [true, true, true]), ("\\boxed{6/8}", "3/4", [true, true, true]),
        ("\\boxed{$1,000}", "1000", [true, true, true]), ("\\boxed{-5}", "5", [false, false, true]),
        ("It is 12.", "12", [false, true, false]), ("12 and then \\boxed{13}", "12", [false, false, true]),
        ("\\boxed{1} no, \\boxed{12}", "12", [true, true, true]), ("\\boxed{12", "12", [false, true, false]),
        ("\\boxed{twelve}", "12", [false, false, false]), ("\\boxed{1/0}", "1", [false, false, false]),
        ("\\boxed{0.1}", "0.10000000000000000001", [false, false, true]), ("", "12", [false, false, false]),
    ])
    func numbersAreComparedExactly(answer: String, wanted: String, grades: [Bool]) async {
        let problem = PracticeProblem(question: "?", answer: wanted, verifier: BoxedNumber.name)
        #expect(await grade(answer, BoxedNumber(), problem) == grades)
    }

    @Test(arguments: [
        ("\\boxed{tac}", [true, true, true]), ("\\boxed{ TAC }", [true, true, true]),
        ("It is tac.", [false, true, false]),
        ("\\boxed{cat}", [false, false, true]), ("t a c", [false, false, false]),
    ])
    func textsAreComparedWithoutCase(answer: String, grades: [Bool]) async {
        let problem = PracticeProblem(question: "?", answer: "tac", verifier: BoxedText.name)
        #expect(await grade(answer, BoxedText(), problem) == grades)
    }

    @Test(arguments: [
        ("\\boxed{(3 + 5) * 2}", [true, true, true]), ("\\boxed{3*2+5*2}", [false, false, true]),
        ("\\boxed{5 * 2 + 3 + 3}", [false, false, true]), ("(3 + 5) * 2 = 16", [false, true, false]),
        ("\\boxed{2 * (5 + 3)}", [true, true, true]), ("\\boxed{16}", [false, false, true]),
        ("\\boxed{(3 + 5) * }", [false, false, false]), ("\\boxed{3 / 0 + 5 * 2}", [false, false, false]),
        ("\\boxed{" + String(repeating: "(", count: 90) + "}", [false, false, false]),
    ])
    func countdownWantsEachNumberOnce(answer: String, grades: [Bool]) async {
        let problem = PracticeProblem(
            question: "Make 16 with 3, 5, 2.", answer: "16", verifier: CountdownVerifier.name, numbers: [3, 5, 2])
        #expect(await grade(answer, CountdownVerifier(), problem) == grades)
    }

    @Test func everyTaskIsSolvedByItsOwnWay() async throws {
        let verifiers = Verifiers()
        for kind in PracticeKind.allCases {
            let levels = kind.levels + kind.harderLevels
            let training = kind.tasks(60, levels: levels, heldOut: false, seed: 1)
            let heldOut = kind.tasks(60, levels: levels, heldOut: true, seed: 1)
            #expect(Set(training.map(\.task.question)).isDisjoint(with: heldOut.map(\.task.question)))
            for (level, task) in training + heldOut {
                let problem = PracticeProblem(task, kind, level: level)
                let grade = try await verifiers[problem.verifier].grade(task.reply, to: problem)
                #expect(grade.isRight && grade.isFormed, "\(task)")
                let other = task.result + (kind == .programs ? " + 1" : "7")
                let reply = task.reply.replacingOccurrences(of: task.result, with: other)
                let wrong = try await verifiers[problem.verifier].grade(reply, to: problem)
                #expect(!wrong.isRight, "\(task)")
            }
            #expect(
                kind.tasks(9, levels: levels, heldOut: false, seed: 1).map(\.task) == training.prefix(9).map(\.task))
        }
    }

    @Test(arguments: [
        ("```python\ndef f(a):\n    return a + 1\n```", [true, true, true]),
        (
            "First:\n```\ndef f(a):\n    return a\n```\nBetter:\n```\ndef f(a):\n    return a + 1\n```\n",
            [true, true, true]
        ),
        ("def f(a):\n    return a + 1", [false, true, false]),
        ("```python\ndef f(a):\n    return a + 1", [false, true, false]),
        ("```python\ndef f(a):\n    return a\n```", [false, false, true]),
        ("```python\ndef f(a):\n    while True: pass\n```", [false, false, true]),
        ("```python\nimport os\n```", [false, false, true]), ("", [false, false, false]),
        ("``````", [false, false, true]),
    ])
    func programsPassTheirTests(answer: String, grades: [Bool]) async {
        let problem = PracticeProblem(
            question: "Write f.", answer: "assert f(1) == 2\nassert f(-1) == 0", verifier: ProgramVerifier.name)
        #expect(await grade(answer, ProgramVerifier(), problem) == grades)
        let untested = PracticeProblem(question: "Write f.", answer: "f(1)", verifier: ProgramVerifier.name)
        #expect(ProgramVerifier().objection(to: problem) == nil && ProgramVerifier().objection(to: untested) != nil)
    }

    @Test(arguments: [
        ("[]", "no problem"), (#"{"question": "a", "answer": "1", "verifier": "guess"}"#, "guess"),
        (#"{"question": "a", "answer": "f(1)", "verifier": "program"}"#, "assert"), ("{", "no problem"),
    ])
    func badProblemsNameTheirLine(line: String, words: String) throws {
        try ScratchFolder.with("problems.jsonl") { file in
            let good = #"{"question": "1 + 1?", "answer": "2"}"#
            try Data("\(good)\n\n\(good)\n".utf8).write(to: file)
            #expect(try ListedProblems.read(file).count == 2)
            try Data("\(good)\n\n\(line)\n".utf8).write(to: file)
            let error = #expect(throws: PracticeError.self) { try ListedProblems.read(file) }
            guard case .badProblem(_, 3, let reason) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(reason.contains(words))
            try Data("\n".utf8).write(to: file)
            #expect(throws: PracticeError.noProblems(path: file.path)) { try ListedProblems.read(file) }
        }
    }

    @Test func linesOfGradeSchoolProblemsAreRead() throws {
        let line = Data(##"{"question": "Two and three?", "answer": "2+3=<<2+3=5>>5\n#### 1,005"}"##.utf8)
        let problem = try JSONDecoder().decode(PracticeProblem.self, from: line)
        #expect(problem == PracticeProblem(question: "Two and three?", answer: "1,005", verifier: "number"))
    }

    @Test func unknownVerifiersAreNamed() {
        #expect(
            throws: PracticeError.unknownVerifier(
                "guess", known: ["connect four", "countdown", "number", "program", "text"])
        ) {
            _ = try Verifiers()["guess"]
        }
    }

    @Test func problemsAreReadWithDefaults() throws {
        let line = Data(#"{"question": "1 + 1?", "answer": "2"}"#.utf8)
        let problem = try JSONDecoder().decode(PracticeProblem.self, from: line)
        #expect(problem == PracticeProblem(question: "1 + 1?", answer: "2", verifier: "number"))
    }
}
