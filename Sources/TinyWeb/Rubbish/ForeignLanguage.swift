/// Simple sentences in real languages other than English.
struct ForeignLanguage: Sendable {
    let code: String
    let subjects: [String]
    let verbs: [String]
    let objects: [String]
    let ends: [String]

    func sentence(_ random: inout SeededGenerator) -> String {
        "\(random.pick(subjects)) \(random.pick(verbs)) \(random.pick(objects)) \(random.pick(ends))."
    }

    static let all: [ForeignLanguage] = [
        ForeignLanguage(
            code: "de",
            subjects: [
                "Der alte Mann", "Die kleine Stadt", "Das Kind", "Meine Schwester", "Unser Nachbar", "Die Lehrerin",
            ],
            verbs: ["sieht heute", "kaufte gestern", "findet immer", "möchte gern", "hat schon oft"],
            objects: [
                "ein großes Haus", "die neuen Bücher", "einen langen Brief", "das frische Brot", "viele schöne Blumen",
            ],
            ends: [
                "und geht dann nach Hause", "weil es draußen regnet", "auf dem Markt in der Stadt",
                "mit seinen besten Freunden", "obwohl niemand es weiß",
            ]),
        ForeignLanguage(
            code: "fr",
            subjects: [
                "Le vieil homme", "La petite ville", "Mon frère", "Notre voisine", "Le professeur", "Cette femme",
            ],
            verbs: ["regarde souvent", "achète toujours", "a trouvé hier", "veut avoir", "cherche encore"],
            objects: [
                "une grande maison", "les nouveaux livres", "une longue lettre", "le pain frais", "beaucoup de fleurs",
            ],
            ends: [
                "et rentre chez lui", "parce qu'il pleut dehors", "sur le marché de la ville",
                "avec ses meilleurs amis", "mais personne ne le sait",
            ]),
        ForeignLanguage(
            code: "es",
            subjects: [
                "El hombre viejo", "La ciudad pequeña", "Mi hermano", "Nuestra vecina", "El maestro", "Esta mujer",
            ],
            verbs: ["mira siempre", "compró ayer", "quiere tener", "encontró también", "busca todavía"],
            objects: [
                "una casa grande", "los libros nuevos", "una carta muy larga", "el pan fresco", "muchas flores bonitas",
            ],
            ends: [
                "y luego vuelve a casa", "porque está lloviendo", "en el mercado de la ciudad",
                "con sus mejores amigos", "pero nadie lo sabe",
            ]),
        ForeignLanguage(
            code: "it",
            subjects: [
                "Il vecchio signore", "La piccola città", "Mio fratello", "La nostra vicina", "Il maestro",
                "Questa donna",
            ],
            verbs: ["guarda spesso", "ha comprato ieri", "vuole avere", "ha trovato anche", "cerca ancora"],
            objects: [
                "una casa molto grande", "i libri nuovi", "una lunga lettera", "il pane fresco", "molti fiori belli",
            ],
            ends: [
                "e poi torna a casa", "perché fuori piove", "al mercato della città", "con i suoi migliori amici",
                "ma nessuno lo sa",
            ]),
        ForeignLanguage(
            code: "nl",
            subjects: ["De oude man", "Het kleine meisje", "Mijn broer", "Onze buurvrouw", "De leraar", "Deze vrouw"],
            verbs: ["ziet vandaag", "kocht gisteren", "wil graag", "vindt altijd", "zoekt nog steeds"],
            objects: [
                "een groot huis", "de nieuwe boeken", "een lange brief", "het verse brood", "veel mooie bloemen",
            ],
            ends: [
                "en gaat daarna naar huis", "omdat het buiten regent", "op de markt in de stad",
                "met zijn beste vrienden", "maar niemand weet het",
            ]),
        ForeignLanguage(
            code: "pt",
            subjects: [
                "O homem velho", "A cidade pequena", "Meu irmão", "A nossa vizinha", "O professor", "Esta mulher",
            ],
            verbs: ["olha sempre", "comprou ontem", "quer ter", "encontrou também", "procura ainda"],
            objects: [
                "uma casa muito grande", "os livros novos", "uma carta longa", "o pão fresco", "muitas flores bonitas",
            ],
            ends: [
                "e depois volta para casa", "porque está chovendo lá fora", "no mercado da cidade",
                "com os seus melhores amigos", "mas ninguém sabe disso",
            ]),
        ForeignLanguage(
            code: "pl",
            subjects: ["Stary człowiek", "Małe miasto", "Mój brat", "Nasza sąsiadka", "Nauczyciel", "Ta kobieta"],
            verbs: ["często widzi", "kupił wczoraj", "chce mieć", "zawsze znajduje", "jeszcze szuka"],
            objects: ["duży dom", "nowe książki", "długi list", "świeży chleb", "wiele pięknych kwiatów"],
            ends: [
                "i potem wraca do domu", "ponieważ na dworze pada deszcz", "na rynku w mieście",
                "ze swoimi najlepszymi przyjaciółmi", "ale nikt o tym nie wie",
            ]),
    ]
}
