import Tensors

/// The processes that train one model together: the seam for more machines.
///
/// Each of w ranks holds the whole model and reads its own share of every update's data. Losses are divided by the number of
/// targets of *all* ranks, so the sum of the ranks' gradients is the gradient of the mean loss, even where shares differ.
/// Sums are taken in the order of the ranks and come out with the same bits everywhere; then all ranks make the same update,
/// skip the same spikes, and no parameters need to be sent.
public protocol ProcessGroup: Sendable {
    /// This process's number, from 0.
    var rank: Int { get }
    /// The number of processes.
    var ranks: Int { get }
    /// Replaces each tensor's numbers by their sum over the ranks. Every rank calls with the same shapes.
    func sum(_ tensors: [Tensor]) throws
    /// The sums of a few numbers over the ranks.
    func sum(_ numbers: [Double]) throws -> [Double]
}

/// A process alone: every sum is its own.
public struct SingleProcess: ProcessGroup {
    /// The one process.
    public init() {}

    public var rank: Int { 0 }
    public var ranks: Int { 1 }
    public func sum(_ tensors: [Tensor]) {}
    public func sum(_ numbers: [Double]) -> [Double] { numbers }
}
