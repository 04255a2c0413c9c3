import Conversation
import Foundation
import Testing
import Tokenization

/// Ids of published vocabularies for the documented forms of each protocol.
///
/// Control tokens are written as numbers, as their publishers list them; so are the texts between them.
@Suite(.enabled(if: RealVocabularies.folder != nil), .serialized)
struct GoldenTests {
    private let greeting = [
        Message(.system, "You are a helpful assistant."), Message(.user, "Hello"), Message(.assistant, "Hello!"),
    ]
    private let weather = [
        Message(.user, "What is the weather in Paris?"),
        Message(
            .assistant,
            parts: [
                .text("Let me look."), .toolCall(ToolCall(name: "get_weather", arguments: #"{"city": "Paris"}"#)),
            ]),
        Message(.tool, parts: [.toolResult(ToolResult(name: "get_weather", text: "sunny"))]),
        Message(.assistant, "It is sunny."),
    ]

    /// The same with thinking before the call and before the answer.
    private var thoughtful: [Message] {
        let thoughts = [1: "Need the weather.", 3: "So sunny."]
        return weather.enumerated().map { index, message in
            Message(message.role, parts: (thoughts[index].map { [.thinking($0)] } ?? []) + message.parts)
        }
    }

    private func expect(
        _ messages: [Message], _ renderer: ChatRenderer, prompt: Bool = false, _ ids: [[Int32]],
        location: SourceLocation = #_sourceLocation
    ) throws {
        let expected = ids.flatMap { $0 }
        #expect(try renderer.render(messages, addingPrompt: prompt).ids == expected, sourceLocation: location)
        let prompted: [Message] = prompt ? [Message(.assistant, "")] : []
        #expect(
            renderer.parse(expected) == renderer.chatProtocol.visible(messages) + prompted, sourceLocation: location)
    }

    @Test func gpt4AndGPT35() throws {
        let tokenizer = try RealVocabularies.cl100k()
        try expect(
            greeting, ChatRenderer(.chatML, tokenizer: tokenizer), prompt: true,
            [
                [100_264, 9125, 100_266, 2675, 527, 264, 11190, 18328, 13, 100_265],
                [100_264, 882, 100_266, 9906, 100_265], [100_264, 78191, 100_266, 9906, 0, 100_265],
                [100_264, 78191, 100_266],
            ])
        try expect(
            greeting, ChatRenderer(.chatML35, tokenizer: tokenizer), prompt: true,
            [
                [100_264, 9125, 198, 2675, 527, 264, 11190, 18328, 13, 100_265, 198],
                [100_264, 882, 198, 9906, 100_265, 198], [100_264, 78191, 198, 9906, 0, 100_265, 198],
                [100_264, 78191, 198],
            ])
    }

    @Test func llama3() throws {
        let renderer = try ChatRenderer(.llama3, tokenizer: RealVocabularies.llama3())
        try expect(
            greeting, renderer, prompt: true,
            [
                [128_000], [128_006, 9125, 128_007, 271, 2675, 527, 264, 11190, 18328, 13, 128_009],
                [128_006, 882, 128_007, 271, 9906, 128_009], [128_006, 78191, 128_007, 271, 9906, 0, 128_009],
                [128_006, 78191, 128_007, 271],
            ])
        try expect(
            weather, renderer,
            [
                [128_000], [128_006, 882, 128_007, 271, 3923, 374, 279, 9282, 304, 12366, 30, 128_009],
                [128_006, 78191, 128_007, 271, 10267, 757, 1427, 13],
                // python_tag, {"name": "get_weather", "parameters": {"city": "Paris"}}, eom
                [128_010, 5018, 609, 794, 330, 456, 70464, 498, 330, 14105, 794, 5324, 9103, 794, 330, 60704, 32075],
                [128_008], [128_006, 23799, 4690, 128_007, 271, 82, 28397, 128_009],
                [128_006, 78191, 128_007, 271, 2181, 374, 40798, 13, 128_009],
            ])
        #expect(throws: ConversationError.self) { _ = try renderer.render(thoughtful) }
    }

    @Test func qwen() throws {
        let renderer = try ChatRenderer(.qwen, tokenizer: RealVocabularies.qwen())
        try expect(
            Array(greeting.dropLast()), renderer, prompt: true,
            [
                [151_644, 8948, 198, 2610, 525, 264, 10950, 17847, 13, 151_645, 198],
                [151_644, 872, 198, 9707, 151_645, 198], [151_644, 77091, 198],
            ])
        try expect(
            thoughtful, renderer,
            [
                [151_644, 872, 198, 3838, 374, 279, 9104, 304, 12095, 30, 151_645, 198],
                // think, line end, the thought, its full stop with the line end, end of think, two line ends
                [151_644, 77091, 198, 151_667, 198, 23657, 279, 9104, 624, 151_668, 271],
                [10061, 752, 1401, 624],
                [
                    151_657, 198, 4913, 606, 788, 330, 455, 69364, 497, 330, 16370, 788, 5212, 8926, 788, 330, 59604,
                    95642, 151_658, 151_645, 198,
                ],
                [151_644, 872, 198, 151_665, 198, 82, 27297, 198, 151_666, 151_645, 198],
                [
                    151_644, 77091, 198, 151_667, 198, 4416, 39698, 624, 151_668, 271, 2132, 374, 39698, 13, 151_645,
                    198,
                ],
            ])
    }

    @Test func gpt4oAndHarmony() throws {
        let tokenizer = try RealVocabularies.o200k()
        try expect(
            Array(greeting.dropLast()) + [Message(.assistant, "hello world")],
            ChatRenderer(.chatML, tokenizer: tokenizer), prompt: true,
            [
                [200_264, 17360, 200_266, 3575, 553, 261, 10297, 29186, 13, 200_265],
                [200_264, 1428, 200_266, 13225, 200_265], [200_264, 173_781, 200_266, 24912, 2375, 200_265],
                [200_264, 173_781, 200_266],
            ])
        let harmony = try ChatRenderer(.harmony, tokenizer: tokenizer)
        try expect(
            thoughtful, harmony,
            [
                [200_006, 1428, 200_008, 4827, 382, 290, 11122, 306, 12650, 30, 200_007],
                [200_006, 173_781, 200_005, 35644, 200_008, 23483, 290, 11122, 13, 200_007],
                [200_006, 173_781, 200_005, 12606, 815, 200_008, 12845, 668, 1631, 13, 200_007],
                // commentary to=functions.get_weather, constrain, json
                [200_006, 173_781, 200_005, 12606, 815, 316, 28, 44580, 775, 170_154, 220, 200_003, 4108],
                [200_008, 10848, 17500, 1243, 392, 72782, 18583, 200_012],
                [200_006, 44580, 775, 170_154, 316, 28, 173_781, 200_005, 12606, 815, 200_008, 41133, 3008, 200_007],
                [200_006, 173_781, 200_005, 35644, 200_008, 5808, 46726, 13, 200_007],
                [200_006, 173_781, 200_005, 17196, 200_008, 3206, 382, 46726, 13, 200_002],
            ])
        // Once an answer is history, its thinking is gone and `return` is `end`.
        try expect(
            [
                Message(.user, "What is 2 + 2?"), Message(.assistant, parts: [.thinking("2 + 2 = 4."), .text("4")]),
                Message(.user, "Thanks"),
            ], harmony, prompt: true,
            [
                [200_006, 1428, 200_008, 4827, 382, 220, 17, 659, 220, 17, 30, 200_007],
                [200_006, 173_781, 200_005, 17196, 200_008, 19, 200_007], [200_006, 1428, 200_008, 14897, 200_007],
                [200_006, 173_781],
            ])
    }
}
