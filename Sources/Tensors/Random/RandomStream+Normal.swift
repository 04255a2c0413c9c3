import Foundation

extension RandomStream {
    /// Two numbers from the normal distribution N(0, 1), by Box and Muller in double precision.
    public mutating func normalPair() -> (Float, Float) {
        let u = (Double(nextWord()) + 1) * 0x1p-32
        let angle = 2 * Double.pi * Double(nextWord()) * 0x1p-32
        let radius = (-2 * log(u)).squareRoot()
        return (Float(radius * cos(angle)), Float(radius * sin(angle)))
    }

    /// A tensor of numbers from N(0, deviation²).
    public mutating func normal(_ shape: [Int], deviation: Float) -> Tensor {
        let tensor = Tensor(uninitialized: shape)
        var i = 0
        while i < tensor.count {
            let (a, b) = normalPair()
            tensor.pointer[i] = a * deviation
            if i + 1 < tensor.count { tensor.pointer[i + 1] = b * deviation }
            i += 2
        }
        return tensor
    }
}
