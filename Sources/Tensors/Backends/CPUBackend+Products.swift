import CKernels

extension CPUBackend {
    public func prepare(_ b: Tensor, transposed: Bool) -> PreparedOperand {
        let (depth, columns) = transposed ? (b.width, b.rows) : (b.rows, b.width)
        let (tile, words) = (kernels.columnTile, words(depth))
        let panels = (columns + tile - 1) / tile
        let storage = Tensor(uninitialized: [panels, words * tile])
        let products = products
        // Pieces of about a hundred thousand words.
        eachPiece(of: panels, max(1, (1 << 17) / max(1, words * tile))) { first, count in
            var matrix = b.matrix(transposed: transposed)
            products.pack(&matrix, columns, depth, first, count, storage.pointer)
        }
        return PreparedOperand(depth: depth, columns: columns, layout: layout, storage: storage)
    }

    public func multiply(
        _ a: Tensor, transposed: Bool, _ b: PreparedOperand, into c: Tensor, addend: Tensor?, bias: Tensor?
    ) {
        let (m, n, k) = (c.rows, c.width, b.depth)
        precondition(
            b.layout == layout && b.columns == n && (transposed ? a.width : a.rows) == m
                && (transposed ? a.rows : a.width) == k, "\(a.shape) · (\(k) × \(b.columns)) does not give \(c.shape)")
        guard m > 0, n > 0 else { return }
        let (words, products) = (words(k), products)
        let cut = blocks(rows: m, columns: n, depth: k)
        let rowBlocks = (m + cut.rows - 1) / cut.rows
        pool.run(rowBlocks * ((n + cut.columns - 1) / cut.columns)) { index in
            // Blocks of rows follow each other, so that the panels of a group of columns stay in the cache.
            let (row, column) = (index % rowBlocks * cut.rows, index / rowBlocks * cut.columns)
            var part = a.matrix(transposed: transposed)
            part.data += row * part.rowStride * a.element.size
            let place = row * n + column
            var product = SwiftletProduct(
                m: min(cut.rows, m - row), n: min(cut.columns, n - column), k: k, a: part,
                panels: b.storage.pointer + column * words, panelWords: words, c: c.pointer + place, cStride: n,
                addend: addend.map { UnsafePointer($0.pointer + place) },
                bias: bias.map { UnsafePointer($0.pointer + column) })
            products.product(&product, Self.scratch())
        }
    }

    /// 32-bit words along a depth.
    private func words(_ depth: Int) -> Int { precision == .bf16 ? (depth + 1) / 2 : depth }

    /// How a product is cut into work for the pool: the cut whose last thread is done first. Blocks have whole tiles of rows
    /// and groups of columns whose panels fit the second-level cache; each packs its rows anew, which costs as much as
    /// some columns more. A few rows are cut by columns alone.
    private func blocks(rows: Int, columns: Int, depth: Int) -> (rows: Int, columns: Int) {
        let (tile, panel, threads) = (kernels.rowTile, kernels.columnTile, pool.threads)
        func rounded(_ count: Int, to step: Int) -> Int { (count + step - 1) / step * step }
        guard threads > 1, rows * columns * depth >= 1 << 17 else { return (rows, columns) }
        guard rows > 2 * tile else {
            return (rows, max(2 * panel, rounded((columns - 1) / (4 * threads) + 1, to: panel)))
        }
        let fewest = (columns + 767) / 768
        var best = (rows: rows, columns: columns, time: Int.max)
        for groups in [fewest, 2 * fewest, 4 * fewest] {
            let width = rounded((columns - 1) / groups + 1, to: panel)
            for tiles in [16, 8, 4, 2] where tiles * tile < rows || tiles == 2 {
                let blocks = (rows + tiles * tile - 1) / (tiles * tile)
                let count = blocks * ((columns + width - 1) / width)
                let rounds = (count + threads - 1) / threads
                let time = rounds * (tiles * (width + Self.packingColumns) + width / 2)
                if time < best.time { best = (tiles * tile, width, time) }
            }
        }
        return (best.rows, best.columns)
    }

    /// What packing a block's rows costs, in columns of products.
    private static let packingColumns = 24
}

extension Tensor {
    /// The matrix as the kernels see it.
    func matrix(transposed: Bool) -> SwiftletMatrix {
        SwiftletMatrix(
            data: UnsafeRawPointer(bytes), rowStride: transposed ? 1 : width, columnStride: transposed ? width : 1,
            isHalf: element == .bfloat16)
    }
}
