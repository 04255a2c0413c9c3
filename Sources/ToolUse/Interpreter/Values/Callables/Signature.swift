/// The parameters of a built-in function, written as in Python but without the defaults themselves: `"x, base="`,
/// `"*values, sep=, end="`, `"*, key="`, `"*values, **"`.
struct Signature: ExpressibleByStringLiteral {
    /// The names of what can be given by position.
    private(set) var names: [String] = []
    /// How many of them must be given.
    private(set) var required = 0
    /// Whether any number of positional arguments can be given.
    private(set) var isVariadic = false
    /// The names of what can only be given by name.
    private(set) var keywordOnly: [String] = []
    /// Whether any other name can be given.
    private(set) var takesAnyKeyword = false

    init(stringLiteral text: String) {
        var isBehindStar = false
        for part in text.split(separator: ",") {
            var name = part.drop { $0 == " " }
            if name == "**" {
                takesAnyKeyword = true
            } else if name.first == "*" {
                isBehindStar = true
                isVariadic = name.count > 1
            } else {
                let isOptional = name.last == "="
                if isOptional { name.removeLast() }
                if isBehindStar {
                    keywordOnly.append(String(name))
                } else {
                    names.append(String(name))
                    if !isOptional { required = names.count }
                }
            }
        }
    }

    /// The fewest and the most arguments that can be given by position.
    var counts: ClosedRange<Int> { required...(isVariadic ? Int.max : names.count) }

    func with(receiver: String) -> Signature {
        var copy = self
        copy.names.insert(receiver, at: 0)
        copy.required += 1
        return copy
    }
}
