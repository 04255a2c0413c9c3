/// Words of English questions that say how something is asked and not what about.
enum StopWords {
    static let english: Set<String> = [
        "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
        "do", "does", "find", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if", "in",
        "into", "is", "it", "its", "know", "like", "m", "many", "may", "me", "much", "my", "name", "of", "on", "or",
        "our", "please", "re", "s", "she", "should", "so", "t", "tell", "than", "that", "the", "their", "them", "then",
        "there", "these", "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where", "which",
        "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
    ]
}
