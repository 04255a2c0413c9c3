import Conversation
import Foundation
import Testing

struct ReaderTests {
    private func read(_ text: String, _ change: (inout ConversationReader) -> Void = { _ in }) throws -> ConversationSet
    {
        var reader = ConversationReader()
        change(&reader)
        return try reader.read(Data(text.utf8), path: "set.jsonl")
    }

    private func expectProblem(
        _ text: String, line: Int, _ reason: String, location: SourceLocation = #_sourceLocation
    ) {
        do {
            _ = try read(text)
            Issue.record("it should be refused", sourceLocation: location)
        } catch ConversationError.badLine("set.jsonl", line, let found, let repair) {
            #expect(found.contains(reason) && !repair.isEmpty, "\(found)", sourceLocation: location)
        } catch {
            Issue.record("\(error)", sourceLocation: location)
        }
    }

    private let pair = [Message(.user, "Hi"), Message(.assistant, "Hello!")]

    @Test(arguments: ConversationFormat.allCases.filter { $0 != .oasst })
    func theExampleOfEachFormatIsRead(format: ConversationFormat) throws {
        let set = try read(format.example)
        #expect(set.report.format == format && set.report.kept == 1 && set.lines == [1])
        #expect(set.conversations[0].map(\.role) == [.user, .assistant])
    }

    @Test func arraysAndLinesAreTheSame() throws {
        let records = [ConversationFormat.shareGPT.example, ConversationFormat.shareGPT.example]
        let lines = try read(records.joined(separator: "\n\n"))
        let array = try read("\u{FEFF}\n[\n  " + records.joined(separator: "\n  ,\n  ") + "\n]\n")
        #expect(lines.conversations == [pair, pair] && array.conversations == lines.conversations)
        #expect(lines.lines == [1, 3] && array.lines == [3, 5])
    }

    @Test func shareGPTHasToolsAndSystem() throws {
        let set = try read(
            #"{"system": "Be kind.", "conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}, "#
                + #"{"from": "function_call", "value": "{\"name\": \"f\", \"arguments\": {\"x\": 1}}"}, "#
                + #"{"from": "observation", "value": "c"}, {"from": "gpt", "value": "d"}]}"#)
        #expect(
            set.conversations == [
                [
                    Message(.system, "Be kind."), Message(.user, "a"),
                    Message(.assistant, parts: [.text("b"), .toolCall(ToolCall(name: "f", arguments: "{\"x\": 1}"))]),
                    Message(.tool, parts: [.toolResult(ToolResult(name: "f", text: "c"))]), Message(.assistant, "d"),
                ]
            ])
    }

    @Test func alpacaHasInputAndHistory() throws {
        let set = try read(
            #"{"instruction": "Add.", "input": "1 2", "output": "3", "history": [["Hi", "Hello!"]], "system": "S"}"#)
        #expect(
            set.conversations == [
                [Message(.system, "S")] + pair + [Message(.user, "Add.\n\n1 2"), Message(.assistant, "3")]
            ])
    }

    @Test func resultsAreNamedByTheirCallsIDs() throws {
        let calls =
            #"{"role":"assistant","tool_calls":[{"id":"x","function":{"name":"f","arguments":"1"}},"#
            + #"{"id":"y","function":{"name":"g","arguments":"2"}}]}"#
        let set = try read(
            #"{"messages":[{"role":"user","content":"a"},"# + calls
                + #",{"role":"tool","tool_call_id":"y","content":"Y"},{"role":"tool","tool_call_id":"x","content":"X"}]}"#
        )
        #expect(set.conversations[0].flatMap(\.toolResults).map(\.name) == ["g", "f"])
    }

    @Test func mistakesAreNamedWithLineAndRepair() {
        let good = ConversationFormat.messages.example
        expectProblem(good + "\n{", line: 2, "not valid JSON")
        expectProblem(good + "\n\n" + #"{"messages": []}"#, line: 3, "no messages")
        expectProblem(good + "\n" + #"{"messages": [{"role": "user", "content": "x"}]}"#, line: 2, "nothing is said")
        expectProblem(good + "\n" + #"{"messages": [{"role": "king", "content": "x"}]}"#, line: 2, "king")
        expectProblem(good + "\n" + #"{"messages": [{"role": "user", "content": 5}]}"#, line: 2, "messages.1.content")
        expectProblem(good + "\n" + #"{"text": "x"}"#, line: 2, "'messages' is missing")
        expectProblem(
            good + "\n" + #"{"messages":[{"role":"assistant","content":"x"},{"role":"tool","content":"y"}]}"#, line: 2,
            "answers no call")
        expectProblem("[\n\(good),\n\n{\"messages\": 3}]", line: 4, "a list")
        expectProblem("[\(good)\n\(good)]", line: 2, "comma")
        expectProblem("[\(good),\n{\"messages\": [", line: 2, "does not end")
        expectProblem("[\(good)]\nx", line: 2, "after the array")
        expectProblem(#"{"conversations": [{"from": "king", "value": "x"}]}"#, line: 1, "king")
        expectProblem(
            #"{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"a b","arguments":""}}]}]}"#, line: 1,
            "a b")
        let deep = String(repeating: "[", count: 100_000)
        expectProblem(#"{"messages": \#(deep)}"#, line: 1, "not valid JSON")
        for text in ["", "\n \n", "{\"a\": 1}", "5", "[]"] {
            #expect(throws: ConversationError.self) { _ = try read(text) }
        }
        #expect(throws: ConversationError.missingFile(path: "/none")) {
            _ = try ConversationReader().read(URL(fileURLWithPath: "/none"))
        }
    }

    @Test func whatIsLeftOutIsCounted() throws {
        let good = ConversationFormat.messages.example
        let set = try read([good, "{", "{", #"{"messages": []}"#, good].joined(separator: "\n")) {
            $0.strictness = .leaveOut
        }
        #expect(set.conversations == [pair, pair] && set.lines == [1, 5])
        #expect(set.report.records == 5 && set.report.kept == 2)
        #expect(set.report.dropped == ["it is not valid JSON": 2, "it has no messages": 1])
        #expect(set.report.examples.first == "line 2: it is not valid JSON")
        #expect(set.report.summary.contains("5 records read, 2 conversations kept"))
    }

    // MARK: Trees

    private func row(_ id: String, _ parent: String?, _ role: String, rank: Int? = nil, more: String = "") -> String {
        let above = parent.map { "\"\($0)\"" } ?? "null"
        let ranked = rank.map { "\($0)" } ?? "null"
        return
            #"{"message_id": "\#(id)", "parent_id": \#(above), "role": "\#(role)", "text": "\#(id)", "rank": \#(ranked)\#(more)}"#
    }

    private var tree: String {
        [
            row("b2", "q", "assistant", rank: 1), row("q", nil, "prompter"), row("b1", "q", "assistant", rank: 0),
            row("c1", "b1", "prompter", rank: 1), row("c2", "b1", "prompter", rank: 0),
            row("d", "c2", "assistant"), row("e", "d", "prompter"), row("f", "c1", "assistant"),
            row("g", "q", "assistant", rank: 0, more: #", "deleted": true"#), row("h", "nobody", "assistant"),
            row("i", nil, "assistant"), row("j", "d", "assistant"), row("k", "g", "prompter"),
            row("l", "m", "prompter"), row("m", "l", "assistant"), row("n", nil, "prompter"),
        ].joined(separator: "\n")
    }

    @Test func theBestRankedPathIsTaken() throws {
        let set = try read(tree)
        #expect(set.report.format == .oasst)
        #expect(set.conversations.map { $0.map(\.content) } == [["q", "b1", "c2", "d"]])
        #expect(set.conversations[0].map(\.role) == [.user, .assistant, .user, .assistant])
        #expect(set.lines == [2] && set.report.records == 16 && set.report.kept == 1)
        #expect(
            set.report.dropped == [
                "not on the best path": 3, "a question without an answer": 2, "deleted": 1,
                "its parent is not in the file": 1, "a tree begins with the assistant": 1,
                "it has the same role as its parent": 1, "what it answers was dropped": 3,
            ])
        #expect(set.report.dropped.values.reduce(4, +) == 16)
    }

    @Test func allPathsCanBeTaken() throws {
        let set = try read(tree) { $0.paths = .all }
        #expect(
            set.conversations.map { $0.map(\.content) } == [
                ["q", "b1", "c2", "d"], ["q", "b1", "c1", "f"], ["q", "b2"],
            ])
        #expect(set.report.dropped["not on the best path"] == nil)
        expectProblem(tree + "\n" + row("q", nil, "prompter"), line: 17, "stands twice")
        expectProblem(tree + "\n" + row("z", nil, "king"), line: 17, "king")
    }
}
