import Transformer

/// A device that training can be rented on.
public struct Accelerator: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// Floating-point operations per second on paper, bf16 without sparsity.
    public let peakFlops: Double
    /// Bytes of memory.
    public let memory: Double

    /// NVIDIA H100 SXM (data sheet, 2023).
    public static let h100 = Accelerator(name: "H100", peakFlops: 989e12, memory: 80e9)
    /// NVIDIA H200 SXM (data sheet, 2024): the same arithmetic, more memory.
    public static let h200 = Accelerator(name: "H200", peakFlops: 989e12, memory: 141e9)
}

/// What a run takes on one kind of machine.
public struct TrainingEstimate: Sendable, Equatable, Codable {
    /// The device.
    public let device: String
    /// How many of them.
    public let count: Int
    /// Floating-point operations per second of all of them, as assumed or measured.
    public let flopsPerSecond: Double
    /// Tokens per second of all of them.
    public let tokensPerSecond: Double
    /// Wall-clock hours.
    public let hours: Double
    /// Bytes that each of them needs at the peak, with its share of a batch.
    public let peakBytes: Int
    /// Bytes that each of them has.
    public let memoryBytes: Double
    /// Price of all device-hours; nil on the reader's own machine.
    public let dollars: Double?

    /// An estimate from a device's memory, a speed and a price per device-hour.
    public init(
        _ plan: TrainingPlan, device: String, count: Int = 1, memoryBytes: Double, flopsPerSecond: Double,
        pricePerHour: Double?
    ) {
        self.device = device
        self.count = count
        self.flopsPerSecond = flopsPerSecond
        tokensPerSecond = flopsPerSecond / Double(plan.configuration.flopsPerToken)
        hours = plan.flops / flopsPerSecond / 3600
        peakBytes = plan.memory(devices: count).peak
        self.memoryBytes = memoryBytes
        dollars = pricePerHour.map { [hours] in hours * Double(count) * $0 }
    }

    /// An estimate for rented devices at a share of their peak.
    public init(_ plan: TrainingPlan, _ device: Accelerator, count: Int, utilization: Double, pricePerHour: Double) {
        self.init(
            plan, device: device.name, count: count, memoryBytes: device.memory,
            flopsPerSecond: Double(count) * device.peakFlops * utilization, pricePerHour: pricePerHour)
    }
}
