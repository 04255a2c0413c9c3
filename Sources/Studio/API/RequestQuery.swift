import Hummingbird

/// The part of a request's address behind the question mark, checked.
struct RequestQuery {
    private let request: Request

    init(_ request: Request) { self.request = request }

    func text(_ name: String) -> String { request.uri.queryParameters[name[...]].map(String.init) ?? "" }

    func number(_ name: String, default standard: Int?, in range: ClosedRange<Int>) throws -> Int {
        let text = text(name)
        if text.isEmpty, let standard { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw APIError.parameter(name, "'\(name)' should be a number in \(range.lowerBound)…\(range.upperBound)")
        }
        return number
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String, default standard: Choice) throws
        -> Choice
    {
        let text = text(name)
        if text.isEmpty { return standard }
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError.parameter(name, "'\(name)' should be one of \(all)")
        }
        return choice
    }
}
