/// An opening that is being read: the forms that it can still become.
struct OpeningMatch: Sendable {
    /// What a stream gives: a control token or a byte.
    enum Atom: Sendable, Equatable {
        case token(Int32)
        case byte(UInt8)
    }

    enum Outcome {
        case matched(ProtocolGrammar.Form, name: String)
        case going
        case failed
    }

    private struct Candidate: Sendable {
        let form: ProtocolGrammar.Form
        var place = 0
        var name: [UInt8] = []
        var slotBytes = 0
        var isWhole: Bool { place == form.template.opening.count }

        /// Whether the atom fits; names end where a byte comes that no name has.
        mutating func take(_ atom: Atom) -> Bool {
            while place < form.template.opening.count {
                switch (form.template.opening[place], atom) {
                case (.token(let wanted), .token(let id)) where wanted == id: place += 1
                case (.byte(let wanted), .byte(let byte)) where wanted == byte: place += 1
                case (.name, .byte(let byte)) where ToolCall.isNameByte(byte),
                    (.type, .byte(let byte)) where ToolCall.isNameByte(byte):
                    if form.template.opening[place] == .name { name.append(byte) }
                    slotBytes += 1
                    return slotBytes <= 64
                case (.name, _), (.type, _):
                    place += 1
                    slotBytes = 0
                    continue
                default: return false
                }
                return true
            }
            return false
        }
    }

    private var candidates: [Candidate]
    /// What was read so far.
    private(set) var atoms: [Atom] = []
    /// Whether it can only have been a call.
    let isCall: Bool
    /// Whether it is inside of a turn.
    let isPart: Bool
    /// The first form that it could have become.
    let first: ProtocolGrammar.Form?

    /// The forms that begin with an atom; nil if none does.
    init?(_ forms: [ProtocolGrammar.Form], beginningWith atom: Atom, isPart: Bool) {
        candidates = forms.map { Candidate(form: $0) }.filter { candidate in
            var copy = candidate
            return copy.take(atom)
        }
        guard !candidates.isEmpty else { return nil }
        self.isPart = isPart
        isCall = isPart && candidates.allSatisfy { $0.form.target == .call }
        first = candidates.first?.form
    }

    /// Takes the next atom.
    mutating func take(_ atom: Atom) -> Outcome {
        atoms.append(atom)
        candidates = candidates.compactMap { candidate in
            var next = candidate
            return next.take(atom) ? next : nil
        }
        if let whole = candidates.first(where: \.isWhole) {
            return .matched(whole.form, name: String(decoding: whole.name, as: UTF8.self))
        }
        return candidates.isEmpty ? .failed : .going
    }
}
