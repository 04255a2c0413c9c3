import Conversation
import Foundation
import Testing

/// The page of training data.
@Suite(.serialized)
struct ConversationPageTests {
    private func numbers(_ answer: ServedStudio.Answer) -> [Int] {
        ((answer.object["conversations"] as? [[String: Any]]) ?? []).compactMap { $0["number"] as? Int }
    }

    @Test func allPagesAreServedWithTheirPolicy() async throws {
        try await ServedStudio.serving { studio in
            for path in ["/", "/data", "/label", "/knowledge", "/rate", "/practice"] {
                let page = try await studio.get(path)
                #expect(
                    page.status == 200
                        && page.headers["content-security-policy"]?.hasPrefix("default-src 'self'") == true)
                #expect(page.text.contains(#"<a href="\#(path)" aria-current="page">"#))
                #expect(page.text.hasSuffix("</body>\n</html>\n") && page.text.contains("<main"))
                #expect(!page.text.contains("{{") && !page.text.contains("<!--"), "all of the frame is filled in")
                // Every script and sheet that a page names is there, and nothing is written into it.
                for part in page.text.components(separatedBy: #"src="/"#).dropFirst() {
                    let name = part.prefix { $0 != "\"" }
                    #expect(try await studio.get("/\(name)").status == 200, "\(name)")
                }
                #expect(!page.text.contains("<style") && !page.text.contains("onclick") && !page.text.contains("http"))
                for script in page.text.components(separatedBy: "<script").dropFirst() {
                    #expect(script.contains(#"></script>"#))
                }
            }
            for name in [
                "top", "elements", "list", "data", "label", "labelEditor", "labelTurn", "labelSaver", "knowledge",
            ] {
                let script = try await studio.get("/\(name).js")
                #expect(script.status == 200 && !script.text.contains("innerHTML"))
            }
        }
    }

    @Test func pagesFollowEachOtherAndCanBeSearched() async throws {
        try await ServedStudio.serving { studio in
            #expect(try await studio.get("/api/conversations").code == "no_conversations")
            var all = (0..<7).map { [Message(.user, "cat \($0) \"x\"\n"), Message(.assistant, "dog \($0)")] }
            all[3].insert(Message(.system, "Cat <script>alert(1)</script>"), at: 0)
            all[5] += all[5]
            all[6] = [Message(.user, String(repeating: "hello ", count: 80)), Message(.assistant, "world")]
            try ConversationFile.data(all).write(to: studio.conversations)
            let first = try await studio.get("/api/conversations?count=4")
            #expect(
                numbers(first) == [0, 1, 2, 3] && first.object["next"] as? Int == 4
                    && first.object["total"] as? Int == 7)
            let second = try await studio.get("/api/conversations?from=4&count=4")
            #expect(numbers(second) == [4, 5, 6] && second.object["next"] == nil)
            #expect(numbers(try await studio.get("/api/conversations?search=CAT%202%20%22X")) == [2])
            #expect(numbers(try await studio.get("/api/conversations?search=content")).isEmpty)
            #expect(numbers(try await studio.get("/api/conversations?search=%5C")).isEmpty)
            #expect(numbers(try await studio.get("/api/conversations?kind=system")) == [3])
            #expect(numbers(try await studio.get("/api/conversations?kind=turns")) == [5])
            #expect(numbers(try await studio.get("/api/conversations?from=99")).isEmpty)
            for query in ["count=0", "count=x", "from=-1", "kind=king"] {
                #expect(try await studio.get("/api/conversations?\(query)").status == 400)
            }
        }
    }

    @Test func oneIsShownWithItsMaskAsJSONAlone() async throws {
        try await ServedStudio.serving { studio in
            let messages = [
                Message(.system, "<script>alert(1)</script> <|end|>"), Message(.user, "hello"),
                Message(.assistant, parts: [.thinking("the cat"), .text("world")]),
            ]
            try ConversationFile.data([messages]).write(to: studio.conversations)
            let shown = try await studio.get("/api/conversations/0")
            #expect(shown.status == 200 && shown.headers["content-type"] == "application/json")
            #expect(shown.headers["x-content-type-options"] == "nosniff")
            let examples = try #require(shown.object["examples"] as? [[String: Any]])
            let tokens = try #require(examples.first?["tokens"] as? [[String: Any]])
            for token in tokens where token["trained"] as? Bool == true {
                #expect(token["role"] as? String == "assistant")
            }
            let trained = tokens.count { $0["trained"] as? Bool == true }
            #expect(trained > 0 && trained < tokens.count)
            #expect(tokens.contains { $0["kind"] as? String == "thinking" && $0["trained"] as? Bool == true })
            let totals = try await studio.get("/api/conversations/totals").object
            #expect(totals["trained"] as? Int == trained && totals["tokens"] as? Int == tokens.count - 1)
            for number in ["1", "-1", "x", "99999999999999999999"] {
                #expect(try await studio.get("/api/conversations/\(number)").status == 404)
            }
        }
    }

    @Test func aNewFileTakesThePlaceOfTheOldOne() async throws {
        try await ServedStudio.serving { studio in
            let turns = [Message(.user, "cat"), Message(.assistant, "dog")]
            try ConversationFile.data([turns]).write(to: studio.conversations)
            #expect(try await studio.get("/api/conversations/totals").object["conversations"] as? Int == 1)
            let long = [Message(.user, String(repeating: "hello ", count: 80)), Message(.assistant, "world")]
            try ConversationFile.data([turns, turns, long]).write(to: studio.conversations, options: .atomic)
            #expect(try await studio.get("/api/conversations").object["total"] as? Int == 3)
            let totals = try await studio.get("/api/conversations/totals").object
            #expect(totals["conversations"] as? Int == 2 && totals["leftOut"] as? Int == 1)
            try studio.write("\n\n{\"messages\": 3}\n", to: studio.conversations)
            let broken = try await studio.get("/api/conversations")
            #expect(broken.status == 500 && broken.code == "damaged_conversations")
        }
    }

    @Test func plotsOfTheProbeAreServedAndNothingElse() async throws {
        try await ServedStudio.serving { studio in
            let empty = try await studio.get("/api/probe").object
            #expect(empty["plots"] as? [String] == [] && empty["report"] == nil)
            let probe = studio.run.appendingPathComponent("probe")
            try studio.write(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", to: probe.appendingPathComponent("P of x.svg"))
            try studio.write("# Known <script>", to: probe.appendingPathComponent("report.md"))
            try studio.write("{}", to: probe.appendingPathComponent("manifest.json"))
            try studio.write("secret", to: studio.run.appendingPathComponent("secret.svg"))
            let found = try await studio.get("/api/probe").object
            #expect(found["plots"] as? [String] == ["P of x.svg"] && found["report"] as? String == "# Known <script>")
            let plot = try await studio.get("/api/probe/P%20of%20x.svg")
            #expect(plot.status == 200 && plot.headers["content-type"] == "image/svg+xml")
            #expect(plot.headers["content-security-policy"]?.contains("sandbox") == true)
            for name in ["manifest.json", "report.md", "..%2Fsecret.svg", "other.svg", "%00.svg"] {
                #expect(try await studio.get("/api/probe/\(name)").status == 404, "\(name)")
            }
            let exam = studio.run.appendingPathComponent("exam")
            try FileManager.default.createDirectory(at: exam, withIntermediateDirectories: true)
            try studio.write("# After", to: exam.appendingPathComponent("report.md"))
            try studio.write("# Skills", to: exam.appendingPathComponent("examination.md"))
            let after = try await studio.get("/api/probe").object
            #expect(after["report"] as? String == "# After\n# Skills" && after["plots"] as? [String] == [])
        }
    }

    @Test func practiceShowsItsCurvesAndItsAnswers() async throws {
        try await ServedStudio.serving { studio in
            #expect(try await studio.get("/api/practice").text == "[]")
            for name in [".practice.partial", "secret"] {
                try FileManager.default.createDirectory(
                    at: studio.run.appendingPathComponent(name), withIntermediateDirectories: true)
            }
            let folder = studio.run.appendingPathComponent(".practice.partial")
            let group = #"{"update":7,"question":"1 + 1 <b>?","answers":[{"text":"2","isRight":true}]}"#
            try studio.write(group + "\n" + group + "\nnot JSON\n", to: folder.appendingPathComponent("answers.jsonl"))
            try studio.write("<svg/>", to: folder.appendingPathComponent("curves.svg"))
            try studio.write("{}", to: studio.run.appendingPathComponent("secret/answers.jsonl"))
            let listed = try await studio.get("/api/practice").text
            let practice = try #require(
                JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])
            #expect(practice.count == 1 && practice[0]["isRunning"] as? Bool == true)
            #expect(practice[0]["groups"] as? Int == 3 && practice[0]["plots"] as? [String] == ["curves.svg"])
            let shown = try await studio.get("/api/practice/practice/groups/1").object
            #expect(shown["update"] as? Int == 7 && shown["question"] as? String == "1 + 1 <b>?")
            let plot = try await studio.get("/api/practice/practice/plots/curves.svg")
            #expect(plot.status == 200 && plot.headers["content-security-policy"]?.contains("sandbox") == true)
            for path in [
                "practice/groups/2", "practice/groups/3", "practice/groups/-1", "practice/groups/x", "play/groups/0",
                "secret/groups/0", "..%2Fsecret/groups/0", "practice/plots/answers.jsonl",
            ] { #expect(try await studio.get("/api/practice/\(path)").status == 404, "\(path)") }
        }
    }
}
