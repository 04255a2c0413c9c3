extension Grammar {
    /// Everyday English with few words and many ways to join them.
    static let everyday = Grammar(rules: [
        "adj": [
            "old", "small", "big", "quiet", "happy", "tired", "clever", "brave", "shy", "lazy", "kind", "young",
            "strange",
            "proud", "gentle", "hungry", "careful", "cheerful", "busy", "honest",
        ],
        "child": [
            "Tom", "Lily", "Max", "Anna", "Ben", "Mia", "Sam", "Ella", "Jack", "Rosa", "Finn", "Nora", "Leo", "Ida",
            "Paul", "Kate",
        ],
        "animal": [
            "dog", "cat", "mouse", "bear", "fox", "owl", "duck", "frog", "rabbit", "horse", "pelican", "hedgehog",
            "goat", "squirrel",
        ],
        "thing": [
            "ball", "kite", "book", "lamp", "coat", "key", "box", "drum", "hat", "shell", "coin", "map", "cup", "bell",
            "letter", "boat",
        ],
        "place": [
            "in the garden", "by the river", "on the hill", "in the old house", "at the market", "near the school",
            "under a tree", "behind the barn", "in the forest", "at the beach", "on the bridge", "in the kitchen",
        ],
        "time": [
            "in the morning", "in the evening", "after lunch", "before dinner", "at noon", "on Sunday", "last week",
            "one day", "late at night", "early in spring", "on a rainy day", "that winter",
        ],
        "weather": [
            "The sun was shining", "It was raining softly", "Snow covered the road", "A warm wind was blowing",
            "The sky was grey", "Fog lay over the fields",
        ],
        "feel": ["glad", "sad", "afraid", "excited", "surprised", "angry", "calm", "curious", "lonely", "proud"],
        "went": ["walked", "ran", "went", "hurried", "crept", "wandered", "climbed"],
        "to": [
            "to the river", "to the market", "up the hill", "into the forest", "to the old mill", "home",
            "to the school", "down the road",
        ],
        "saw": ["saw", "found", "met", "noticed", "heard"],
        "said": ["said", "asked", "whispered", "shouted", "answered"],
        "person": [
            "a farmer", "an old woman", "a little girl", "a sailor", "the teacher", "a young man", "the baker",
            "a stranger", "two boys", "the mayor",
        ],
        "opinion": [
            "Most people like it", "Nobody knows why", "Children often ask about it", "It is easy to remember",
            "The neighbors talk about it", "Many visitors are surprised", "Some people do not believe it",
            "Old people tell stories about it",
        ],
        "filler": [
            "#weather# when #person# told this to #person# #place#.",
            "#opinion#, and #person# once wrote a #adj# letter about it #place#.",
            "#time.cap# #person# #went# #to# and was very #feel#.",
            "#person.cap# felt #feel# and #went# #to# #time#.",
            "A #adj# #animal# slept #place# while #person# read the news #time#.",
            "#opinion#, but #person# still laughs about it with #person# #time#.",
            "#weather#, so #person# stayed #place# with a #adj# #animal#.",
            "You can hear the same story from #person# #place#, mostly #time#.",
            "#person.cap# keeps a #adj# #thing# #place# to remember the day.",
        ],
        "time.cap": [
            "In the morning", "In the evening", "After lunch", "Before dinner", "At noon", "On Sunday", "Last week",
            "One day",
            "Late at night", "Early in spring", "On a rainy day", "That winter",
        ],
        "person.cap": [
            "A farmer", "An old woman", "A little girl", "A sailor", "The teacher", "A young man", "The baker",
            "A stranger", "The mayor",
        ],
        "lead": [
            "As #person# said #time#,", "Everybody #place# knows that", "It is true that",
            "#person.cap# told us #time# that",
            "A #adj# book #place# says that", "Do not forget #time# that", "If you ask #person# #place#, you hear that",
            "As the paper wrote #time#,",
            "You may have heard #place# that", "It is well known #place# that",
            "#person.cap# was #feel# to learn #time# that",
        ],
        "tail": [
            "and #person# is #feel# about it", "as #person# knows", "and that makes #person# #feel#",
            "which #person# told us #place#", "and nobody #place# is surprised", "as you can read #place#",
            "and people talk about it #time#", "even if #person# does not believe it",
        ],
    ])
}
