import Conversation

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers on every machine.
struct TestRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

    mutating func pick<Element>(_ all: [Element]) -> Element { all[Int.random(in: 0..<all.count, using: &self)] }
}

/// Conversations with every part that a protocol has, in texts that try to be something else.
struct RandomConversations {
    private var random: TestRandom
    private let chatProtocol: ChatProtocol
    private let nasty: [String]

    init(_ chatProtocol: ChatProtocol, seed: UInt64) {
        random = TestRandom(seed)
        self.chatProtocol = chatProtocol
        nasty =
            chatProtocol.tokens + [
                "", " ", "\n", "\n\n", "\n\n\n", "\r\n", "the cat", "hello", "ü", "日本語", "👩‍👩‍👧", "e\u{301}", "\u{301}",
                "{", "}",
                "}\n", "}}\n", "{\"a\": 1}", "{text}", "{name}", "\"", "\\", "\\n", "json", " to=functions.x", "user\n",
                "assistant", "\u{0}", "\u{FEFF}", "\u{2028}", "<think>", "</think>\n\n", "\n</tool_call>", "</s>",
                "12345",
            ]
    }

    mutating func text() -> String {
        if random.chance(0.1) { return "" }
        var made = ""
        for _ in 0..<Int.random(in: 1...6, using: &random) { made += random.pick(nasty) }
        return made
    }

    private mutating func name() -> String {
        random.pick(["search", "python", "get_weather", "a.b-c", "functions.x", "browser.open", "x"])
    }

    private mutating func arguments() -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: "{\"query\": \"\(random.pick(["cats", "a } b", "\\\"", "日本"]))\", \"deep\": {\"n\": [1, {}]}}"
        case 1: "{}"
        case 2: random.pick(["print(1)", "[1, 2]", "\"text\"", " {}", "{} ", "{broken", "null", "3"])
        default: text()
        }
    }

    /// A conversation in the form that parsing gives.
    mutating func next() -> [Message] {
        var messages: [Message] = []
        if random.chance(0.4) { messages.append(Message(.system, text())) }
        if random.chance(0.2), chatProtocol.openings[.developer] != nil { messages.append(Message(.developer, text())) }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            messages.append(Message(.user, text()))
            while !chatProtocol.calls.isEmpty, random.chance(0.5) {
                var call = Message(.assistant, parts: said())
                var results: [Message] = []
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let made = ToolCall(name: name(), arguments: arguments())
                    call.append(.toolCall(made))
                    results.append(Message(.tool, parts: [.toolResult(ToolResult(name: made.name, text: text()))]))
                }
                messages += [call] + results
            }
            messages.append(Message(.assistant, parts: said() + [.text(text())]))
        }
        return messages.numberingCalls()
    }

    private mutating func said() -> [Message.Part] {
        var parts: [Message.Part] = []
        while !chatProtocol.thinking.isEmpty, random.chance(0.4) {
            if random.chance(0.3) { parts.append(.text(text())) }
            parts.append(.thinking(text()))
        }
        if random.chance(0.4) { parts.append(.text(text())) }
        return parts
    }
}
