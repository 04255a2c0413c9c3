import ArgumentParser
import Benchmarks
import Foundation
import Tensors

/// `swiftlet bench gemm`
struct BenchProductsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gemm", abstract: "Matrix products at training shapes, beside OpenBLAS and oneDNN.",
        discussion: """
            Example: swiftlet bench gemm --precision f32 --shapes 1024,768,768

            A shape m,n,k is x (m×k) times weights (n×k) transposed; m,n,k,dx is the gradient for rows, dy (m×k) times \
            weights (k×n); m,n,k,dw the one for weights, dy (k×m) transposed times x (k×n). The two libraries are opened where \
            they are installed, and take turns with ours on the same numbers.
            """)
    @Option(
        help: ArgumentHelp("Shapes to measure (default: those of training).", valueName: "m,n,k[,dx|,dw]"),
        transform: { text in
            guard let shape = ProductShape(text) else {
                throw ValidationError("'\(text)' is no shape m,n,k or m,n,k,dx or m,n,k,dw")
            }
            return shape
        })
    var shapes: [ProductShape] = []
    @Option(help: "Turns of each; medians are printed.") var runs: Int = 9
    @OptionGroup var machine: MachineOptions

    private struct Report: Codable {
        var precision: String
        var threads: Int
        var isa: String
        var libraries: [String]
        var products: [ProductResult]
    }

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs must be positive") }
    }

    func run() async throws {
        machine.apply()
        let threads = ThreadPool.shared.threads
        let peers = PeerLibraries(threads: threads)
        for remark in peers.remarks { Terminal.shared.note(remark) }
        let benchmark = ProductBenchmark(precision: .standard, runs: runs, peers: peers)
        let wanted = shapes.isEmpty ? ProductShape.training : shapes
        var results: [ProductResult] = []
        for (index, shape) in wanted.enumerated() {
            Terminal.shared.progress("gemm", Double(index) / Double(wanted.count), shape.name)
            results.append(benchmark.measure(shape))
        }
        Terminal.shared.endProgress()
        show(results, threads: threads)
        try BenchCommand.printJSON(
            Report(
                precision: Precision.standard.rawValue, threads: threads, isa: Processor.used.rawValue,
                libraries: peers.remarks, products: results))
    }

    private func show(_ results: [ProductResult], threads: Int) {
        var table = TextTable([
            "shape", "ours", "OpenBLAS", "oneDNN", "packed", "ours/best", "of fastest", "difference",
        ])
        func number(_ value: Double?, _ format: String) -> String {
            value.map { String(format: format, $0) } ?? "-"
        }
        func speed(_ value: ProductResult.Speed?) -> String {
            number(value?.median, value.map { $0.median < 10 } == true ? "%.1f" : "%.0f")
        }
        for row in results {
            table.add([
                row.shape, speed(row.ours), speed(row.openblas), speed(row.onednn), speed(row.onednn_packed),
                number(row.ratio, "%.2f"), number(row.ratio_of_fastest, "%.2f"), number(row.difference, "%.0e"),
            ])
        }
        Terminal.shared.print(
            "GFLOP/s, \(Precision.standard.rawValue), \(threads) threads; packed: oneDNN's own layout of the weights\n\n"
                + table.text + "\n")
    }
}
