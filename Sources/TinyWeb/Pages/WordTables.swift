/// Tables of words in two languages.
public enum WordTables {
    /// The languages beside English.
    public static let languages = ["German", "French", "Spanish", "Italian", "Dutch", "Latin"]

    /// English, then the languages in order.
    public static let words: [[String]] = [
        ["dog", "Hund", "chien", "perro", "cane", "hond", "canis"],
        ["cat", "Katze", "chat", "gato", "gatto", "kat", "feles"],
        ["house", "Haus", "maison", "casa", "casa", "huis", "domus"],
        ["water", "Wasser", "eau", "agua", "acqua", "water", "aqua"],
        ["bread", "Brot", "pain", "pan", "pane", "brood", "panis"],
        ["book", "Buch", "livre", "libro", "libro", "boek", "liber"],
        ["tree", "Baum", "arbre", "árbol", "albero", "boom", "arbor"],
        ["sun", "Sonne", "soleil", "sol", "sole", "zon", "sol"],
        ["moon", "Mond", "lune", "luna", "luna", "maan", "luna"],
        ["star", "Stern", "étoile", "estrella", "stella", "ster", "stella"],
        ["fish", "Fisch", "poisson", "pez", "pesce", "vis", "piscis"],
        ["bird", "Vogel", "oiseau", "pájaro", "uccello", "vogel", "avis"],
        ["hand", "Hand", "main", "mano", "mano", "hand", "manus"],
        ["eye", "Auge", "œil", "ojo", "occhio", "oog", "oculus"],
        ["milk", "Milch", "lait", "leche", "latte", "melk", "lac"],
        ["fire", "Feuer", "feu", "fuego", "fuoco", "vuur", "ignis"],
        ["earth", "Erde", "terre", "tierra", "terra", "aarde", "terra"],
        ["friend", "Freund", "ami", "amigo", "amico", "vriend", "amicus"],
        ["king", "König", "roi", "rey", "re", "koning", "rex"],
        ["night", "Nacht", "nuit", "noche", "notte", "nacht", "nox"],
        ["day", "Tag", "jour", "día", "giorno", "dag", "dies"],
        ["red", "rot", "rouge", "rojo", "rosso", "rood", "ruber"],
        ["white", "weiß", "blanc", "blanco", "bianco", "wit", "albus"],
        ["big", "groß", "grand", "grande", "grande", "groot", "magnus"],
        ["small", "klein", "petit", "pequeño", "piccolo", "klein", "parvus"],
        ["good", "gut", "bon", "bueno", "buono", "goed", "bonus"],
        ["one", "eins", "un", "uno", "uno", "een", "unus"], ["two", "zwei", "deux", "dos", "due", "twee", "duo"],
        ["three", "drei", "trois", "tres", "tre", "drie", "tres"],
        ["flower", "Blume", "fleur", "flor", "fiore", "bloem", "flos"],
        ["horse", "Pferd", "cheval", "caballo", "cavallo", "paard", "equus"],
        ["mother", "Mutter", "mère", "madre", "madre", "moeder", "mater"],
        ["father", "Vater", "père", "padre", "padre", "vader", "pater"],
        ["window", "Fenster", "fenêtre", "ventana", "finestra", "raam", "fenestra"],
        ["door", "Tür", "porte", "puerta", "porta", "deur", "porta"],
        ["apple", "Apfel", "pomme", "manzana", "mela", "appel", "malum"],
        ["city", "Stadt", "ville", "ciudad", "città", "stad", "urbs"],
        ["year", "Jahr", "an", "año", "anno", "jaar", "annus"],
        ["sea", "Meer", "mer", "mar", "mare", "zee", "mare"],
        ["ship", "Schiff", "navire", "barco", "nave", "schip", "navis"],
    ]

    static func article(_ random: inout SeededGenerator) -> Article {
        let grammar = Grammar.everyday
        let language = random.int(0...languages.count - 1)
        let chosen = words.shuffled(using: &random).prefix(10)
        let table = [["English", languages[language]]] + chosen.map { [$0[0], $0[language + 1]] }
        let lines = chosen.prefix(5).map { "The \(languages[language]) word for \($0[0]) is \($0[language + 1])." }
        return Article(
            title: "Learn \(languages[language]) words",
            blocks: [
                .paragraph(
                    grammar.expand(
                        "#person.cap# learned these \(languages[language]) words #time# #place#. #filler#", &random)),
                .table(table), .paragraph(lines.joined(separator: " ")),
                .paragraph(grammar.expand("Read them aloud #time#. #filler#", &random)),
            ])
    }
}
