extension Tokenizer {
    /// The control tokens of published chat vocabularies, by name and id: what their tiktoken files leave out.
    ///
    /// Sources: OpenAI's tiktoken and harmony, the tokenizer_config.json of Qwen 3 and Llama 3.
    public enum ControlTokens {
        /// GPT-3.5 and GPT-4: cl100k_base with ChatML's.
        public static let cl100kChat: [String: Int32] = cl100kSpecialTokens.merging([
            "<|im_start|>": 100_264, "<|im_end|>": 100_265, "<|im_sep|>": 100_266,
        ]) { $1 }

        /// GPT-4o: o200k_base with ChatML's.
        public static let o200kChat: [String: Int32] = [
            "<|endoftext|>": 199_999, "<|endofprompt|>": 200_018, "<|im_start|>": 200_264, "<|im_end|>": 200_265,
            "<|im_sep|>": 200_266,
        ]

        /// gpt-oss: o200k_harmony. Ids up to 201,087 are reserved.
        public static let harmony: [String: Int32] = [
            "<|startoftext|>": 199_998, "<|endoftext|>": 199_999, "<|return|>": 200_002, "<|constrain|>": 200_003,
            "<|channel|>": 200_005, "<|start|>": 200_006, "<|end|>": 200_007, "<|message|>": 200_008,
            "<|call|>": 200_012, "<|endofprompt|>": 200_018,
        ]

        /// Qwen 2, 2.5 and 3 (the last four only in Qwen 3).
        public static let qwen: [String: Int32] = [
            "<|endoftext|>": 151_643, "<|im_start|>": 151_644, "<|im_end|>": 151_645, "<tool_call>": 151_657,
            "</tool_call>": 151_658, "<tool_response>": 151_665, "</tool_response>": 151_666, "<think>": 151_667,
            "</think>": 151_668,
        ]

        /// Llama 3 to 3.3.
        public static let llama3: [String: Int32] = [
            "<|begin_of_text|>": 128_000, "<|end_of_text|>": 128_001, "<|finetune_right_pad_id|>": 128_004,
            "<|start_header_id|>": 128_006, "<|end_header_id|>": 128_007, "<|eom_id|>": 128_008,
            "<|eot_id|>": 128_009, "<|python_tag|>": 128_010,
        ]
    }
}
