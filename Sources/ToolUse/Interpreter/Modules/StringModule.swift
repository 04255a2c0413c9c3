extension Modules {
    static let string: ModuleObject = {
        let lower = "abcdefghijklmnopqrstuvwxyz"
        let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
        let texts = [
            "ascii_lowercase": lower, "ascii_uppercase": lower.uppercased(),
            "ascii_letters": lower + lower.uppercased(),
            "digits": "0123456789", "hexdigits": "0123456789abcdefABCDEF", "octdigits": "01234567",
            "punctuation": punctuation, "whitespace": " \t\n\r\u{B}\u{C}",
            "printable": "0123456789" + lower + lower.uppercased() + punctuation + " \t\n\r\u{B}\u{C}",
        ]
        let capwords = NativeFunction("capwords", "s, sep=") { call in
            let machine = call.machine
            let words = try machine.call(machine.attribute(of: call[0], "split"), call.optional(1).map { [$0] } ?? [])
            let capitalized = try machine.elements(of: words).map { word in
                try machine.call(machine.attribute(of: word, "capitalize"), [])
            }
            let separator = try call.optional(1) ?? machine.string(" ")
            return try machine.call(machine.attribute(of: separator, "join"), [machine.list(capitalized)])
        }
        return make("string", [capwords], texts.mapValues { .string(StringObject.shared($0)) })
    }()
}
