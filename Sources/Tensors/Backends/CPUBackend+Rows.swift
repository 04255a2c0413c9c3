import CKernels

extension CPUBackend {
    public func gather(_ table: Tensor, _ ids: [Int32]) -> Tensor {
        let width = table.width
        let rows = Tensor(uninitialized: [ids.count, width])
        eachPiece(of: ids.count, 256) { start, count in
            for row in start..<start + count {
                rows.pointer.advanced(by: row * width)
                    .update(from: table.pointer + Int(ids[row]) * width, count: width)
            }
        }
        return rows
    }

    public func scatterAdd(_ rows: Tensor, _ ids: [Int32], into table: Tensor) {
        // Rows of one id are added in row order: each piece owns a range of columns.
        let width = table.width
        let kernels = kernels
        eachPiece(of: width, 64) { start, count in
            for (row, id) in ids.enumerated() {
                let to = table.pointer + Int(id) * width + start
                kernels.add(count, to, rows.pointer + row * width + start, to)
            }
        }
    }

    public func addBias(_ bias: Tensor, to x: Tensor) {
        let (width, kernels) = (x.width, kernels)
        eachPiece(of: x.rows, Self.rowsPerPiece) { start, count in
            for row in start..<start + count {
                let to = x.pointer + row * width
                kernels.add(width, to, bias.pointer, to)
            }
        }
    }

    public func addColumnSums(of x: Tensor, into sums: Tensor) {
        let (width, kernels) = (x.width, kernels)
        eachPiece(of: width, 64) { start, count in
            for row in 0..<x.rows {
                kernels.add(
                    count, sums.pointer + start, x.pointer + row * width + start, sums.pointer + start)
            }
        }
    }

    public func rmsNorm(_ x: Tensor, weight: Tensor, epsilon: Float) -> (y: Tensor, inverse: Tensor) {
        let (y, inverse) = (Tensor(uninitialized: x.shape), Tensor(uninitialized: [x.count / weight.count]))
        let (width, kernels) = (weight.count, kernels)
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            kernels.rmsNorm(
                count, width, x.pointer + start * width, weight.pointer, epsilon, y.pointer + start * width,
                inverse.pointer + start)
        }
        return (y, inverse)
    }

    public func rmsNormBackward(
        _ x: Tensor, weight: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor
    ) -> Tensor {
        let dx = Tensor(uninitialized: x.shape)
        let (width, kernels) = (weight.count, kernels)
        let partial = Tensor(zeros: [(inverse.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece, width])
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            let offset = start * width
            kernels.rmsNormBackward(
                count, width, x.pointer + offset, weight.pointer, inverse.pointer + start, gradient.pointer + offset,
                dx.pointer + offset, partial.pointer + start / Self.rowsPerPiece * width)
        }
        joinPieces(partial, into: weightGradient)
        return dx
    }

    public func layerNorm(
        _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float
    ) -> (y: Tensor, mean: Tensor, inverse: Tensor) {
        let (y, width, kernels) = (Tensor(uninitialized: x.shape), weight.count, kernels)
        let (mean, inverse) = (Tensor(uninitialized: [x.count / width]), Tensor(uninitialized: [x.count / width]))
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            kernels.layerNorm(
                count, width, x.pointer + start * width, weight.pointer, bias.pointer, epsilon,
                y.pointer + start * width, mean.pointer + start, inverse.pointer + start)
        }
        return (y, mean, inverse)
    }

    public func layerNormBackward(
        _ x: Tensor, weight: Tensor, mean: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor,
        biasGradient: Tensor
    ) -> Tensor {
        let dx = Tensor(uninitialized: x.shape)
        let (width, kernels) = (weight.count, kernels)
        let pieces = (inverse.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece
        let (weights, biases) = (Tensor(zeros: [pieces, width]), Tensor(zeros: [pieces, width]))
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            let (offset, piece) = (start * width, start / Self.rowsPerPiece * width)
            kernels.layerNormBackward(
                count, width, x.pointer + offset, weight.pointer, mean.pointer + start, inverse.pointer + start,
                gradient.pointer + offset, dx.pointer + offset, weights.pointer + piece, biases.pointer + piece)
        }
        joinPieces(weights, into: weightGradient)
        joinPieces(biases, into: biasGradient)
        return dx
    }

    public func rotary(_ x: Tensor, heads: Int, cosines: Tensor, sines: Tensor, inverse: Bool) -> Tensor {
        let y = Tensor(uninitialized: x.shape)
        let (width, half, kernels) = (x.width, cosines.width, kernels)
        eachPiece(of: x.rows, Self.rowsPerPiece) { start, count in
            kernels.rotary(
                count, heads, width / heads, x.pointer + start * width, cosines.pointer + start * half,
                sines.pointer + start * half, inverse ? -1 : 1, y.pointer + start * width)
        }
        return y
    }
}
