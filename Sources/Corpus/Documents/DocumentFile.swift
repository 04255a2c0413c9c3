import Artifacts
import CZstd
import Foundation

/// Writes JSON lines into a `.jsonl.zst` file.
public final class DocumentWriter {
    private let file: FileHandle
    private let path: String
    private let context: OpaquePointer?
    private let encoder: JSONEncoder
    private var pending = Data()

    /// Creates a file.
    public init(_ url: URL) throws {
        path = url.path
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw CorpusError.system(path: path, reason: "it cannot be created", diskFull: false) }
        self.file = file
        context = ZSTD_createCCtx()
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 6)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Appends one line.
    public func write(_ value: some Encodable) throws {
        pending += try encoder.encode(value) + Data([0x0A])
        if pending.count > 1 << 20 { try flush(ZSTD_e_continue) }
    }

    /// Ends the frame and closes the file.
    public func close() throws {
        try flush(ZSTD_e_end)
        try? file.synchronize()
        try? file.close()
    }

    private func flush(_ mode: ZSTD_EndDirective) throws {
        let source = [UInt8](pending)
        pending.removeAll(keepingCapacity: true)
        var position = 0
        var left = 1
        var output = [UInt8](repeating: 0, count: 1 << 17)
        while position < source.count || (mode == ZSTD_e_end && left > 0) {
            let made = source.withUnsafeBufferPointer { from in
                output.withUnsafeMutableBufferPointer { to in
                    var input = ZSTD_inBuffer(src: from.baseAddress, size: from.count, pos: position)
                    var target = ZSTD_outBuffer(dst: to.baseAddress, size: to.count, pos: 0)
                    left = ZSTD_compressStream2(context, &target, &input, mode)
                    position = input.pos
                    return target.pos
                }
            }
            do {
                try file.write(contentsOf: output.prefix(made))
            } catch {
                throw CorpusError.system(
                    path: path, reason: error.localizedDescription,
                    diskFull: (error as? CocoaError)?.code == .fileWriteOutOfSpace)
            }
        }
    }
}

/// Reads JSON lines, plain or compressed.
public struct DocumentReader {
    /// Calls `body` with each document of a file.
    public static func read(_ url: URL, _ body: (Document) throws -> Void) throws {
        try readLines(url) { line, number in
            do {
                try body(try ForeignJSONDecoder().decode(Document.self, from: line))
            } catch is DecodingError {
                throw CorpusError.badLine(file: url.path, line: number, reason: "it is not a JSON object with 'text'")
            }
        }
    }

    /// Calls `body` with each line that is not blank, and its number.
    public static func readLines(_ url: URL, _ body: (Data, Int) throws -> Void) throws {
        let stream = try ByteStream(url)
        var number = 0
        while let line = try stream.readLine() {
            number += 1
            if !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { try body(Data(line), number) }
        }
    }
}
