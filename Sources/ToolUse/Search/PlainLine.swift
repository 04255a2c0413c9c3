/// Text from strangers as a single line that nothing will interpret.
package enum PlainLine {
    /// `text` without control, formatting and private characters, white space folded to single spaces, at most `limit`
    /// Unicode scalars with an ellipsis in place of the rest.
    ///
    /// Characters that change the direction of writing or have no width are dropped: what a person sees is what is there.
    package static func of(_ text: String, limit: Int) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        var spaceIsDue = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                spaceIsDue = count > 0
                continue
            }
            switch scalar.properties.generalCategory {
            case .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: continue
            default: break
            }
            guard count + (spaceIsDue ? 1 : 0) < limit else {
                line.append("…")
                break
            }
            if spaceIsDue {
                line.append(" ")
                count += 1
                spaceIsDue = false
            }
            line.append(scalar)
            count += 1
        }
        return String(line)
    }
}
