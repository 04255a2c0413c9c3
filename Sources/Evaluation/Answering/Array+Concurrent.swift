extension Array where Element: Sendable {
    /// What `work` makes of each element, side by side, in the elements' order.
    func concurrentMap<Result: Sendable>(
        _ work: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in enumerated() { group.addTask { (index, try await work(element)) } }
            var made: [(Int, Result)] = []
            for try await result in group { made.append(result) }
            return made.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
