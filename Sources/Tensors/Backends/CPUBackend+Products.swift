import CKernels

extension CPUBackend {
    public func prepare(_ operands: [(b: Tensor, transposed: Bool)]) -> [PreparedOperand] {
        let (tile, products) = (kernels.columnTile, products)
        let prepared = operands.map { b, transposed in
            let (depth, columns) = transposed ? (b.width, b.rows) : (b.rows, b.width)
            let storage = Tensor(uninitialized: [(columns + tile - 1) / tile, precision.words(depth) * tile])
            return PreparedOperand(depth: depth, columns: columns, layout: layout, storage: storage)
        }
        // Pieces of about a hundred thousand words.
        let pieces = operands.indices.flatMap { index in
            let (panels, words) = (prepared[index].storage.rows, prepared[index].storage.width)
            let step = max(1, (1 << 17) / max(1, words))
            return stride(from: 0, to: panels, by: step).map { (index, $0, min(step, panels - $0)) }
        }
        pool.run(pieces.count) { piece in
            let (index, first, count) = pieces[piece]
            var matrix = operands[index].b.matrix(transposed: operands[index].transposed)
            let made = prepared[index]
            products.pack(&matrix, made.columns, made.depth, first, count, made.storage.pointer)
        }
        return prepared
    }

    public func multiply(_ given: [Product]) {
        var blocks: [ProductBlock] = []
        for product in given where product.result.count > 0 {
            let (m, n) = (product.result.rows, product.result.width)
            for (a, transposed, b) in product.terms {
                precondition(
                    b.layout == layout && b.columns == n && (transposed ? a.width : a.rows) == m
                        && (transposed ? a.rows : a.width) == b.depth,
                    "\(a.shape) · (\(b.depth) × \(b.columns)) does not give \(product.result.shape)")
            }
            let cut = cut(rows: m, columns: n, depth: product.terms.reduce(0) { $0 + $1.b.depth })
            // Blocks of rows follow each other, so that the panels of a group of columns stay in the cache.
            for column in stride(from: 0, to: n, by: cut.columns) {
                for row in stride(from: 0, to: m, by: cut.rows) {
                    blocks.append(
                        ProductBlock(
                            product: product, row: row, rows: min(cut.rows, m - row), column: column,
                            columns: min(cut.columns, n - column)))
                }
            }
        }
        let work = blocks
        pool.run(work.count) { compute(work[$0]) }
    }

    private func compute(_ block: ProductBlock) {
        let (product, place) = (block.product, block.row * block.product.result.width + block.column)
        let c = product.result.pointer + place
        for (index, term) in product.terms.enumerated() {
            var a = term.a.matrix(transposed: term.transposed)
            a.data += block.row * a.rowStride * term.a.element.size
            let words = precision.words(term.b.depth)
            let (addend, bias) = index == 0 ? (product.addend?.pointer, product.bias?.pointer) : (c - place, nil)
            var part = SwiftletProduct(
                m: block.rows, n: block.columns, k: term.b.depth, a: a,
                panels: term.b.storage.pointer + block.column * words, panelWords: words, c: c,
                cStride: product.result.width, addend: addend.map { UnsafePointer($0 + place) },
                bias: bias.map { UnsafePointer($0 + block.column) })
            products.product(&part, Self.scratch())
        }
    }

    /// How a product is cut into work for the pool: the cut whose last thread is done first. Blocks have whole tiles of rows
    /// and groups of columns whose panels fit the second-level cache; each packs its rows anew, which costs as much as
    /// some columns more. A few rows are cut by columns alone.
    private func cut(rows: Int, columns: Int, depth: Int) -> (rows: Int, columns: Int) {
        let (tile, panel, threads) = (products.rowTile, kernels.columnTile, pool.threads)
        func rounded(_ count: Int, to step: Int) -> Int { (count + step - 1) / step * step }
        guard threads > 1, rows * columns * depth >= 1 << 17 else { return (rows, columns) }
        guard rows > 2 * tile else {
            return (rows, max(2 * panel, rounded((columns - 1) / (4 * threads) + 1, to: panel)))
        }
        let fewest = (columns + 767) / 768
        let tiles = (rows + tile - 1) / tile
        var best = (rows: rows, columns: columns, time: Int.max)
        for groups in [fewest, 2 * fewest, 4 * fewest] {
            let width = rounded((columns - 1) / groups + 1, to: panel)
            let groups = (columns + width - 1) / width
            let fewestRounds = (tiles * groups + 16 * threads - 1) / (16 * threads)
            for rounds in fewestRounds..<fewestRounds + 6 {
                let height = max(2, (tiles * groups + threads * rounds - 1) / (threads * rounds))
                let blocks = (tiles + height - 1) / height
                let (turns, over) = (blocks * groups).quotientAndRemainder(dividingBy: threads)
                // A lone last block is short, if it is one of the last rows.
                let last = over == 0 ? 0 : over == 1 && groups == 1 ? tiles - (blocks - 1) * height : height
                let time = (turns * height + last) * (width + Self.packingColumns) + (turns + 1) * width / 2
                if time < best.time { best = (min(height * tile, rows), width, time) }
            }
        }
        return (best.rows, best.columns)
    }

    /// What packing a block's rows costs, in columns of products.
    private static let packingColumns = 24
}

/// A part of a product that one thread computes.
private struct ProductBlock: Sendable {
    let product: Product
    let row: Int, rows: Int, column: Int, columns: Int
}

extension Tensor {
    /// The matrix as the kernels see it.
    func matrix(transposed: Bool) -> SwiftletMatrix {
        SwiftletMatrix(
            data: UnsafeRawPointer(bytes), rowStride: transposed ? 1 : width, columnStride: transposed ? width : 1,
            isHalf: element == .bfloat16)
    }
}
