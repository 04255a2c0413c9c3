import ArgumentParser
import Foundation
import Tensors
import Training

/// `swiftlet plan`
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Parameters, operations, memory, time and money of a training run, before it.",
        discussion: """
            Examples:
              swiftlet plan --depth 4
              swiftlet plan recipes/tiny.yaml
              swiftlet plan --preset gpt2-xl --tokens 100B --no-probe
            """)
    @OptionGroup var arguments: PlanArguments
    @Flag(help: "Take --gflops for this machine's speed instead of training for five seconds.") var noProbe = false
    @Option(help: "This machine's training speed in GFLOP/s, with --no-probe (default: leave it out).") var gflops:
        Double?
    @Option(help: "GPUs of the cluster in the last row.") var gpus: Int?
    @Option(help: "Dollars per GPU-hour.") var price: Double = 3
    @Option(help: "Percent of the GPUs' peak (989 TFLOP/s, bf16 dense) that training reaches.") var utilization:
        Double = 40
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard utilization > 0, utilization <= 100, price >= 0, (gpus ?? 1) > 0, (gflops ?? 1) > 0 else {
            throw ValidationError("--utilization is in percent; --price, --gpus and --gflops must be positive")
        }
        guard gflops == nil || noProbe else { throw ValidationError("--gflops goes with --no-probe") }
    }

    func run() async throws {
        machine.apply()
        let (plan, derived) = try arguments.plan()
        let share = utilization / 100
        var estimates: [TrainingEstimate] = []
        func here(_ flopsPerSecond: Double) -> TrainingEstimate {
            TrainingEstimate(
                plan, device: "this machine", memoryBytes: Double(ProcessInfo.processInfo.physicalMemory),
                flopsPerSecond: flopsPerSecond, pricePerHour: nil)
        }
        var probe: SpeedProbe?
        if !noProbe {
            Terminal.shared.note("training for about five seconds, to see how fast this machine is …")
            let measured = SpeedProbe.measure(plan)
            probe = measured
            estimates.append(here(measured.flopsPerSecond))
        } else if let gflops {
            estimates.append(here(gflops * 1e9))
        }
        let rented: [(Accelerator, Int)] =
            [(.h100, 1), (.h200, 1), (.h100, 8), (.h200, 8)] + (gpus.map { [(.h100, $0)] } ?? [])
        estimates += rented.map {
            TrainingEstimate(plan, $0, count: $1, utilization: share, pricePerHour: price)
        }
        let story =
            arguments.preset == .gpt2XL ? GPT2Story(plan, utilization: share, pricePerHour: price) : nil
        let report = PlanReport(plan, estimates: estimates, probe: probe, derived: derived, story: story)
        if json {
            try BenchCommand.printJSON(report)
        } else {
            Terminal.shared.print(PlanText(report, utilization: utilization, price: price).text)
        }
    }
}
