import ArgumentParser
import Foundation

/// `swiftlet bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure speed; the last line is one JSON object.",
        subcommands: [BenchTrainCommand.self, BenchProductsCommand.self, BenchRolloutsCommand.self])

    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Terminal.shared.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
