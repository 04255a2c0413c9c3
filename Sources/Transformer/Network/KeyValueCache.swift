import Synchronization
import Tensors

/// What one sequence has computed so far: keys and values of every layer, and its tokens where the network looks back at them.
public final class KeyValueCache: Sendable {
    let layers: [LayerCache]
    private let tokens: Mutex<[Int32]>

    /// An empty cache for a model.
    public convenience init(_ configuration: ModelConfiguration) {
        self.init(
            (0..<configuration.layers).map { _ in
                LayerCache(width: configuration.keyValueHeads * configuration.headSize)
            }, tokens: [])
    }

    private init(_ layers: [LayerCache], tokens: [Int32]) {
        self.layers = layers
        self.tokens = Mutex(tokens)
    }

    /// A cache of the same tokens, to go on in another way.
    public func copy() -> KeyValueCache {
        KeyValueCache(layers.map { $0.copy() }, tokens: tokens.withLock { $0 })
    }

    /// The number of tokens in the cache.
    public var count: Int { layers.first?.count ?? 0 }

    /// Forgets the tokens from `length` on.
    public func truncate(to length: Int) {
        for layer in layers { layer.truncate(to: length) }
        tokens.withLock { $0.removeLast(max(0, $0.count - length)) }
    }

    /// The last tokens, as far as there are some and they are kept.
    func last(_ count: Int) -> [Int32] { tokens.withLock { Array($0.suffix(count)) } }

    /// Keeps tokens that follow.
    func append(_ more: some Collection<Int32>) { tokens.withLock { $0 += more } }
}
