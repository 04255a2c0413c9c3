import Conversation
import Foundation
import Labeling
import Testing

/// The page where people write conversations.
@Suite(.serialized)
struct LabelPageTests {
    private let draft = #"{"messages":[{"role":"user","content":"What is <script>?"}],"author":"Kim"}"#

    private func body(_ version: Int, _ status: String, answer: String = "It is tea.") -> String {
        #"{"version":\#(version),"status":"\#(status)","author":"Kim","note":"","messages":["#
            + #"{"role":"user","content":"What is <script>?"},{"role":"assistant","content":"\#(answer)"}]}"#
    }

    @Test func aConversationIsWrittenFinishedAndExported() async throws {
        try await ServedStudio.serving { studio in
            let empty = try await studio.get("/api/labels")
            #expect((empty.object["counts"] as? [String: Int])?["all"] == 0)
            #expect(try await studio.get("/api/labels/export").text.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: studio.labels.path))

            let begun = try await studio.send("POST", "/api/labels", draft)
            #expect(begun.status == 201 && begun.object["id"] as? Int == 1 && begun.object["version"] as? Int == 1)
            let problems = try #require(begun.object["problems"] as? [[String: Any]])
            #expect(problems.map { $0["text"] as? String } == ["the assistant must speak last"])
            let saved = try await studio.send("PUT", "/api/labels/1", body(1, "finished"))
            #expect(saved.status == 200 && saved.object["version"] as? Int == 2)
            #expect((saved.object["problems"] as? [Any])?.isEmpty == true)

            let list = try await studio.get("/api/labels?status=finished")
            let rows = try #require(list.object["conversations"] as? [[String: Any]])
            #expect(rows.first?["text"] as? String == "What is <script>?" && rows.count == 1)
            #expect(list.headers["content-type"] == "application/json")
            let export = try await studio.get("/api/labels/export")
            #expect(export.headers["content-disposition"]?.contains("attachment") == true)
            let set = try ConversationReader().read(Data(export.text.utf8), path: "export")
            #expect(set.conversations == [[Message(.user, "What is <script>?"), Message(.assistant, "It is tea.")]])
            #expect(try LabelStore.finished(in: studio.labels) == set.conversations)
        }
    }

    @Test func staleSavesAreRefused() async throws {
        try await ServedStudio.serving { studio in
            _ = try await studio.send("POST", "/api/labels", draft)
            _ = try await studio.send("PUT", "/api/labels/1", body(1, "draft", answer: "one"))
            let stale = try await studio.send("PUT", "/api/labels/1", body(1, "draft", answer: "two"))
            #expect(stale.status == 409 && stale.code == "stale" && stale.text.contains("the newest is 2"))
            #expect(try await studio.get("/api/labels/1").text.contains(#""content":"one""#))
            #expect(try await studio.send("DELETE", "/api/labels/1?version=1").status == 409)
        }
    }

    @Test func deletingCanBeUndone() async throws {
        try await ServedStudio.serving { studio in
            _ = try await studio.send("POST", "/api/labels", draft)
            #expect(try await studio.send("DELETE", "/api/labels/1").status == 400)
            let deleted = try await studio.send("DELETE", "/api/labels/1?version=1")
            #expect(deleted.status == 200 && deleted.object["deleted"] as? Bool == true)
            #expect(try await studio.send("PUT", "/api/labels/1", body(2, "draft")).status == 404)
            let counts = try await studio.get("/api/labels").object["counts"] as? [String: Int]
            #expect(counts == ["all": 0, "draft": 0, "finished": 0, "deleted": 1])
            let restored = try await studio.send("POST", "/api/labels/1/restore", "{}")
            #expect(restored.object["deleted"] as? Bool == false && restored.text.contains("What is <script>?"))
        }
    }

    @Test func wrongRequestsAreExplained() async throws {
        try await ServedStudio.serving { studio in
            // A form of a page from elsewhere can post texts without asking, but no JSON.
            #expect(try await studio.send("POST", "/api/labels", draft, type: "text/plain").status == 415)
            #expect(try await studio.get("/api/labels/1").code == "unknown_label")
            #expect(try await studio.send("PUT", "/api/labels/1", body(1, "draft")).status == 404)
            #expect(!FileManager.default.fileExists(atPath: studio.labels.path))
            _ = try await studio.send("POST", "/api/labels", draft)
            let unready = try await studio.send("PUT", "/api/labels/1", body(1, "finished", answer: " "))
            #expect(unready.status == 422 && unready.code == "not_ready" && unready.text.contains("turn 2"))
            for (text, part) in [
                ("{", "invalid_json"), ("{}", "messages"), (#"{"messages":[]}"#, "version"),
                (#"{"version":1,"messages":[{"role":"tool","content":"x"}]}"#, "turn 1"),
                (#"{"version":1,"status":"king","messages":[]}"#, "status"),
            ] {
                let answer = try await studio.send("PUT", "/api/labels/1", text)
                #expect(answer.status == 400 && answer.text.contains(part), "\(text): \(answer.text)")
            }
            for path in ["abc", "0", "-1", "99999999999999999999"] {
                #expect(try await studio.get("/api/labels/\(path)").status == 404)
            }
        }
    }

    @Test func answersArePutInOrderTakenBackAndExported() async throws {
        try await ServedStudio.serving { studio in
            #expect(try await studio.get("/api/ratings").status == 400)
            let empty = try await studio.get("/api/ratings?rater=Kim%20L").object
            #expect(empty["total"] as? Int == 0 && empty["task"] == nil)
            #expect(!FileManager.default.fileExists(atPath: studio.labels.path))
            // The model of these tests draws its answers from random numbers, and is asked again for those that are the same.
            let asked = try await studio.send(
                "POST", "/api/ratings/tasks", #"{"rater":"Kim L","prompt":"hello"}"#)
            let task = try #require(asked.object["task"] as? [String: Any])
            let (id, answers) = (try #require(task["id"] as? Int), try #require(task["answers"] as? [String]))
            #expect(asked.status == 200 && task["prompt"] as? String == "hello" && answers.count == 5)
            func order(_ places: String) async throws -> ServedStudio.Answer {
                try await studio.send("POST", "/api/ratings", #"{"task":\#(id),"rater":"Kim L","order":\#(places)}"#)
            }
            #expect(try await order("[[0],[1]]").status == 400)
            let done = try await order("[[4],[3,2],[1],[0]]").object
            #expect(done["done"] as? Int == 1 && done["task"] == nil)
            // Whoever asks sees what was asked for, also where older tasks are open.
            for prompt in ["world", "hello world"] {
                let asked = try await studio.send(
                    "POST", "/api/ratings/tasks", #"{"rater":"Lee","prompt":"\#(prompt)"}"#)
                #expect((asked.object["task"] as? [String: Any])?["prompt"] as? String == prompt)
            }
            let lines = try await studio.get("/api/ratings/export").text.split(separator: "\n")
            let line = try JSONSerialization.jsonObject(with: Data(try #require(lines.first).utf8)) as? [String: Any]
            let kept = try #require(line?["answers"] as? [String])
            let groups = try #require(line?["order"] as? [[Int]])
            #expect(
                groups.map { Set($0.map { kept[$0] }) } == [
                    [answers[4]], [answers[3], answers[2]], [answers[1]], [answers[0]],
                ])
            let back = try await studio.send("POST", "/api/ratings/undo", #"{"rater":"Kim L"}"#).object
            #expect((back["task"] as? [String: Any])?["answers"] as? [String] == answers && back["done"] as? Int == 0)
            #expect(try await studio.get("/api/ratings/export").text.isEmpty)
            #expect(
                try await studio.send("POST", "/api/ratings/tasks", #"{"rater":"Kim L","prompt":"  "}"#).status == 400)
            #expect(
                try await studio.send("POST", "/api/ratings", "rater=Kim", type: "text/plain").status == 415)
        }
    }
}
