import Foundation

extension ChatProtocol {
    /// The protocols that are known by name.
    public static let known: [ChatProtocol] = [.swiftlet, .chatML, .chatML35, .qwen, .llama3, .harmony]

    /// The protocol of a name.
    public init(named name: String) throws {
        guard let found = Self.known.first(where: { $0.name == name }) else {
            throw ConversationError.unknownProtocol(name: name)
        }
        self = found
    }

    /// Our own: one special token per role, `<|endoftext|>` first, `<|end|>` after each turn; a call is the tool's name, a
    /// line end and the arguments, and the turn's end sends it off.
    public static let swiftlet: ChatProtocol = {
        var own = ChatProtocol(
            name: "swiftlet",
            tokens: [
                "<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>", "<|tool_call|>",
                "<|tool_result|>", "<|think|>", "<|/think|>",
            ],
            openings: [.system: "<|system|>", .user: "<|user|>", .assistant: "<|assistant|>"], endOfTurn: "<|end|>")
        own.start = "<|endoftext|>"
        own.thinking = ["<|think|>{text}<|/think|>"]
        own.calls = [ToolForm("<|tool_call|>{name}\n{arguments}")]
        own.announcement = "Tools: {names}."
        own.results = [ToolForm("<|tool_result|>{name}\n{text}")]
        own.endOfText = ["<|endoftext|>"]
        return own
    }()

    /// OpenAI's ChatML as GPT-4 and GPT-4o speak it: `<|im_start|>role<|im_sep|>content<|im_end|>`.
    public static let chatML = ChatProtocol(
        name: "chatml", tokens: ["<|im_start|>", "<|im_sep|>", "<|im_end|>"],
        openings: [
            .system: "<|im_start|>system<|im_sep|>", .user: "<|im_start|>user<|im_sep|>",
            .assistant: "<|im_start|>assistant<|im_sep|>",
        ], endOfTurn: "<|im_end|>")

    /// OpenAI's ChatML as GPT-3.5 spoke it: a line end after the role and after the turn.
    public static let chatML35: ChatProtocol = {
        var made = ChatProtocol(
            name: "chatml-3.5", tokens: ["<|im_start|>", "<|im_end|>"],
            openings: [
                .system: "<|im_start|>system\n", .user: "<|im_start|>user\n", .assistant: "<|im_start|>assistant\n",
            ], endOfTurn: "<|im_end|>")
        made.afterTurn = "\n"
        return made
    }()

    /// Qwen 3's ChatML: thinking, calls and results are tokens of their own; results stand in a turn of the user.
    ///
    /// After its chat template; but thinking is written only where there is some.
    public static let qwen: ChatProtocol = {
        var made = ChatProtocol(
            name: "qwen",
            tokens: [
                "<|im_start|>", "<|im_end|>", "<think>", "</think>", "<tool_call>", "</tool_call>", "<tool_response>",
                "</tool_response>", "<|endoftext|>",
            ],
            openings: [
                .system: "<|im_start|>system\n", .user: "<|im_start|>user\n", .assistant: "<|im_start|>assistant\n",
                .tool: "<|im_start|>user\n",
            ], endOfTurn: "<|im_end|>")
        made.preamble = ["{text}\n"]
        made.thinking = ["<think>\n{text}\n</think>\n\n"]
        made.calls = [ToolForm("<tool_call>\n{call}\n</tool_call>")]
        made.results = [ToolForm("<tool_response>\n{text}\n</tool_response>")]
        made.betweenCalls = "\n"
        made.betweenResults = "\n"
        made.afterTurn = "\n"
        made.endOfText = ["<|endoftext|>"]
        made.dropsEarlierThinking = true
        return made
    }()

    /// Llama 3.1's, with `Environment: ipython`: calls behind `<|python_tag|>`, then `<|eom_id|>`; results from `ipython`.
    public static let llama3: ChatProtocol = {
        func header(_ role: String) -> String { "<|start_header_id|>\(role)<|end_header_id|>\n\n" }
        var made = ChatProtocol(
            name: "llama3",
            tokens: [
                "<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
                "<|eom_id|>", "<|python_tag|>",
            ],
            openings: [.system: header("system"), .user: header("user"), .assistant: header("assistant")],
            endOfTurn: "<|eot_id|>")
        made.start = "<|begin_of_text|>"
        made.calls = [ToolForm("<|python_tag|>{call}")]
        made.callObject = CallObject(arguments: "parameters", plain: "python")
        made.results = [ToolForm(header("ipython") + "{text}")]
        made.endOfCall = "<|eom_id|>"
        made.endOfText = ["<|end_of_text|>"]
        return made
    }()

    /// gpt-oss's Harmony: thinking in the channel `analysis`, calls and what is said before them in `commentary`, answers in
    /// `final`; an answer ends with `<|return|>`, which is `<|end|>` once it is history.
    ///
    /// After github.com/openai/harmony, docs/format.md. Tools of the model's own are called in `analysis`.
    public static let harmony: ChatProtocol = {
        let own = ["python", "browser.search", "browser.open", "browser.find"]
        func channel(_ name: String) -> String { "<|channel|>\(name)<|message|>{text}" }
        var made = ChatProtocol(
            name: "harmony",
            tokens: [
                "<|start|>", "<|end|>", "<|message|>", "<|channel|>", "<|constrain|>", "<|return|>", "<|call|>",
                "<|endoftext|>",
            ],
            openings: [
                .system: "<|start|>system<|message|>", .developer: "<|start|>developer<|message|>",
                .user: "<|start|>user<|message|>", .assistant: "<|start|>assistant",
            ], endOfTurn: "<|end|>")
        made.text = [channel("final"), "<|message|>{text}"]
        made.preamble = [channel("commentary") + "<|end|>"]
        made.thinking = [channel("analysis") + "<|end|>"]
        made.calls =
            [
                ToolForm("<|channel|>analysis to={name}<|message|>{arguments}", names: own),
                ToolForm(
                    "<|channel|>commentary to=functions.{name} <|constrain|>json<|message|>{arguments}", onlyJSON: true),
                ToolForm("<|channel|>commentary to=functions.{name}<|message|>{arguments}"),
            ]
            + [
                "<|channel|>commentary to=functions.{name} {type}<|message|>{arguments}",
                "<|channel|>commentary to={name} {type}<|message|>{arguments}",
                "<|channel|>commentary to={name}<|message|>{arguments}",
                "<|channel|>analysis to={name} {type}<|message|>{arguments}",
                " to=functions.{name}<|channel|>commentary <|constrain|>{type}<|message|>{arguments}",
                " to=functions.{name}<|channel|>commentary {type}<|message|>{arguments}",
                " to=functions.{name}<|channel|>commentary<|message|>{arguments}",
                " to={name}<|channel|>analysis {type}<|message|>{arguments}",
                " to={name}<|channel|>analysis<|message|>{arguments}",
            ].map { ToolForm($0, onlyRead: true) }
        made.results = [
            ToolForm("<|start|>{name} to=assistant<|channel|>analysis<|message|>{text}", names: own),
            ToolForm("<|start|>functions.{name} to=assistant<|channel|>commentary<|message|>{text}"),
            ToolForm("<|start|>{name} to=assistant<|channel|>commentary<|message|>{text}", onlyRead: true),
        ]
        made.endOfAnswer = "<|return|>"
        made.endOfCall = "<|call|>"
        made.endOfText = ["<|endoftext|>"]
        made.partsHaveOpenings = true
        made.dropsEarlierThinking = true
        return made
    }()
}
