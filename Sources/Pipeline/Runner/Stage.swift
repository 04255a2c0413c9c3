import Artifacts
import Foundation

/// One step of a run: it reads artifacts and writes one directory.
///
/// What it writes depends on nothing but its parameters, the seed and its inputs.
public protocol Stage: Sendable {
    /// The stage's name: its key in a recipe and its directory in a run.
    static var name: String { get }
    /// The stages whose artifacts it reads.
    var needs: [String] { get }
    /// Files and directories outside of the run that it reads.
    var sources: [URL] { get }
    /// All parameters, resolved: they decide whether a finished artifact can be kept.
    var parameters: JSONValue { get }
    /// Reads the stage's section of a recipe; `sources` are the folders that the caller wants read instead of the recipe's.
    init(_ section: RecipeSection, sources: [URL]) throws
    /// Makes the artifact and returns its key figures.
    ///
    /// `reads` and `writes` among them are texts for the report: what went in and what came out.
    func run(in context: StageContext) async throws -> [String: JSONValue]
}

extension Stage {
    /// Most stages read nothing but artifacts.
    public var sources: [URL] { [] }
}

/// What a stage is given to run.
public struct StageContext: Sendable {
    /// The run's seed.
    public let seed: UInt64
    /// The directory to write into; it becomes the artifact when the stage returns.
    public let output: URL
    /// The directory of each artifact of the run, by stage.
    public let inputs: @Sendable (String) -> URL
    /// Takes progress for whoever watches.
    public let report: @Sendable (StageProgress) -> Void

    /// What a stage is given; see the properties.
    public init(
        seed: UInt64, output: URL, inputs: @escaping @Sendable (String) -> URL,
        report: @escaping @Sendable (StageProgress) -> Void
    ) {
        (self.seed, self.output, self.inputs, self.report) = (seed, output, inputs, report)
    }
}

/// What a running stage says of itself.
public enum StageProgress: Sendable {
    /// The share done, 0…1, and a short text (rate, counts).
    case fraction(Double, String)
    /// A line worth keeping on the screen.
    case line(String)
}
