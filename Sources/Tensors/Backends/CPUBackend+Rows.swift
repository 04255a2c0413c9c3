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

    public func addColumnSums(of x: Tensor, into sums: Tensor) {
        let (width, kernels) = (x.width, kernels)
        eachPiece(of: width, 64) { start, count in
            kernels.columnSums(x.rows, count, width, x.place(start), x.isHalf, sums.pointer + start)
        }
    }

    public func rmsNorm(
        _ x: Tensor, weight: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, inverse: Tensor) {
        let y = Tensor(uninitialized: x.shape, asOperand ? operand : .float32)
        let inverse = Tensor(uninitialized: [x.count / weight.count])
        let (width, kernels) = (weight.count, kernels)
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            kernels.rmsNorm(
                count, width, x.pointer + start * width, weight.pointer, epsilon, y.place(start * width), y.isHalf,
                inverse.pointer + start)
        }
        return (y, inverse)
    }

    public func rmsNormBackward(
        _ x: Tensor, weight: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor, into dx: Tensor,
        addend: Tensor?
    ) {
        let (width, kernels) = (weight.count, kernels)
        let partial = Tensor(zeros: [(inverse.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece, width])
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            let offset = start * width
            kernels.rmsNormBackward(
                count, width, x.pointer + offset, weight.pointer, inverse.pointer + start, gradient.pointer + offset,
                addend.map { UnsafePointer($0.pointer + offset) }, dx.pointer + offset,
                partial.pointer + start / Self.rowsPerPiece * width)
        }
        joinPieces(partial, into: weightGradient)
    }

    public func layerNorm(
        _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, mean: Tensor, inverse: Tensor) {
        let (width, kernels) = (weight.count, kernels)
        let y = Tensor(uninitialized: x.shape, asOperand ? operand : .float32)
        let (mean, inverse) = (Tensor(uninitialized: [x.count / width]), Tensor(uninitialized: [x.count / width]))
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            kernels.layerNorm(
                count, width, x.pointer + start * width, weight.pointer, bias.pointer, epsilon,
                y.place(start * width), y.isHalf, mean.pointer + start, inverse.pointer + start)
        }
        return (y, mean, inverse)
    }

    public func layerNormBackward(
        _ x: Tensor, weight: Tensor, mean: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor,
        biasGradient: Tensor, into dx: Tensor, addend: Tensor?
    ) {
        let (width, kernels) = (weight.count, kernels)
        let pieces = (inverse.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece
        let (weights, biases) = (Tensor(zeros: [pieces, width]), Tensor(zeros: [pieces, width]))
        eachPiece(of: inverse.count, Self.rowsPerPiece) { start, count in
            let (offset, piece) = (start * width, start / Self.rowsPerPiece * width)
            kernels.layerNormBackward(
                count, width, x.pointer + offset, weight.pointer, mean.pointer + start, inverse.pointer + start,
                gradient.pointer + offset, addend.map { UnsafePointer($0.pointer + offset) }, dx.pointer + offset,
                weights.pointer + piece, biases.pointer + piece)
        }
        joinPieces(weights, into: weightGradient)
        joinPieces(biases, into: biasGradient)
    }

    public func rotary(
        _ x: Tensor, heads: Int, norm: HeadNorm?, angles: RotaryAngles
    ) -> (y: Tensor, inverse: Tensor?) {
        let y = Tensor(uninitialized: x.shape)
        let inverse = norm.map { _ in Tensor(uninitialized: [x.rows * heads]) }
        let (width, half, kernels) = (x.width, angles.cosines.width, kernels)
        eachPiece(of: x.rows, Self.rowsPerPiece) { start, count in
            kernels.rotary(
                count, heads, width / heads, x.pointer + start * width, norm?.weight.pointer, norm?.epsilon ?? 0,
                angles.cosines.pointer + start * half, angles.sines.pointer + start * half, y.pointer + start * width,
                inverse.map { $0.pointer + start * heads })
        }
        return (y, inverse)
    }

    public func rotaryBackward(
        _ x: Tensor, heads: Int, norm: HeadNorm?, inverse: Tensor?, angles: RotaryAngles, gradient: Tensor,
        weightGradient: Tensor?
    ) -> Tensor {
        let dx = Tensor(uninitialized: x.shape, operand)
        let (width, half, kernels) = (x.width, angles.cosines.width, kernels)
        let pieces = (x.rows + Self.rowsPerPiece - 1) / Self.rowsPerPiece
        let partial = weightGradient.map { Tensor(zeros: [pieces, $0.count]) }
        eachPiece(of: x.rows, Self.rowsPerPiece) { start, count in
            kernels.rotaryBackward(
                count, heads, width / heads, x.pointer + start * width, norm?.weight.pointer,
                inverse.map { UnsafePointer($0.pointer + start * heads) }, angles.cosines.pointer + start * half,
                angles.sines.pointer + start * half, gradient.pointer + start * width, dx.place(start * width),
                dx.isHalf, partial.map { $0.pointer + start / Self.rowsPerPiece * $0.width })
        }
        if let partial, let weightGradient { joinPieces(partial, into: weightGradient) }
        return dx
    }
}
