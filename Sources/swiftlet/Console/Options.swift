import ArgumentParser
import Artifacts
import Foundation
import Generation
import Tensors
import Transformer

/// Options of commands that compute.
struct MachineOptions: ParsableArguments {
    @Option(help: "Threads that work at once (default: all cores). The result does not depend on it.")
    var threads: Int?
    @Option(
        help: "What matrix products multiply: f32, bf16 or amx (default: the fastest that the processor is made for).")
    var precision: Precision?

    /// Sets threads and precision of this process; `standard` is the precision where the user named none.
    func apply(standard: Precision? = nil) {
        if let threads { ThreadPool.shared.configure(threads: threads) }
        if let precision = precision ?? standard { Precision.choose(precision) }
    }
}

extension Precision: ExpressibleByArgument {}
extension ModelConfiguration.Architecture: ExpressibleByArgument {}

extension FloatType: ExpressibleByArgument {
    public init?(argument: String) {
        guard let type = Self.allCases.first(where: { $0.defaultValueDescription == argument }) else { return nil }
        self = type
    }

    /// The word that chooses it.
    public var defaultValueDescription: String {
        switch self {
        case .float32: "f32"
        case .bfloat16: "bf16"
        case .float16: "f16"
        }
    }

    public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

/// A number of bytes as people write it: 5GB, 500MB, 2GiB.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        let units = [
            "": 1, "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KIB": 1 << 10, "MIB": 1 << 20,
            "GIB": 1 << 30,
        ]
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0, let unit = units[argument.dropFirst(digits.count).uppercased()]
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        bytes = product
    }
}

/// Where runs live.
struct HomeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Directory that holds the runs.", valueName: "directory"))
    var home: String?

    var url: URL { home.map { URL(fileURLWithPath: $0) } ?? RunDirectory.defaultHome }

    /// The directory of a model: a path, or the name of a run (its assistant, its base model, or the network of a study).
    func model(_ name: String, base: Bool = false) throws -> URL {
        let path = URL(fileURLWithPath: name)
        let run = RunDirectory(name: name, home: url)
        let places =
            [path, run.url]
            + (base ? ["pretrain"] : ["assistant", "sft", "pretrain", "play", "imitate", "write", "sorter"])
            .map(run.stage)
        for place in places
        where FileManager.default.fileExists(atPath: place.appendingPathComponent("config.json").path) {
            return place
        }
        throw RunNotFound(name: name, home: url.path)
    }
}

/// How tokens are chosen.
struct SamplingArguments: ParsableArguments {
    @Option(help: "Divides the logits; 0 takes the likeliest token.") var temperature: Float = 0.8
    @Option(help: "Only the k likeliest tokens; 0 takes all.") var topK: Int = 0
    @Option(help: "Only the likeliest tokens that together have this probability.") var topP: Float = 1
    @Option(help: "Only tokens with this share of the likeliest one's probability.") var minP: Float = 0
    @Option(help: "The same seed gives the same text.") var seed: UInt64 = 0
    @Option(help: "The most tokens to make.") var maxTokens: Int = 256

    var options: GenerationOptions {
        var options = GenerationOptions()
        options.maxTokens = maxTokens
        options.sampling.temperature = temperature
        options.sampling.topK = topK
        options.sampling.topP = topP
        options.sampling.minP = minP
        options.sampling.seed = seed
        return options
    }
}
