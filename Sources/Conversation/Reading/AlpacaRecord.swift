/// `{"instruction": "…", "input": "…", "output": "…"}`, with `system` and earlier turns as `history` in some sets.
struct AlpacaRecord: Decodable {
    let instruction: String
    let input: String?
    let output: String
    let system: String?
    let history: [[String]]?

    func messages() throws(ConversationProblem) -> [Message] {
        var messages = system.map { $0.isEmpty ? [] : [Message(.system, $0)] } ?? []
        for pair in history ?? [] {
            guard pair.count == 2 else {
                throw ConversationProblem(
                    reason: "an entry of 'history' is no pair", repair: "Each should be a question and its answer.")
            }
            messages += [Message(.user, pair[0]), Message(.assistant, pair[1])]
        }
        let question = input.map { $0.isEmpty ? instruction : instruction + "\n\n" + $0 } ?? instruction
        return messages + [Message(.user, question), Message(.assistant, output)]
    }
}
