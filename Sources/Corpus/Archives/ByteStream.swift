import CZlib
import CZstd
import Foundation

/// Bytes of a file in pieces, decompressed on the way (gzip with any number of members, zstd, or plain).
final class ByteStream {
    private enum Coding { case plain, gzip, zstd }

    /// Bytes handed out so far.
    private(set) var position = 0
    private let file: FileHandle
    private let path: String
    private let coding: Coding
    private var input = [UInt8]()
    private var inputStart = 0
    private var readTotal = 0
    private var buffer = [UInt8]()
    private var bufferStart = 0
    private var zlib = z_stream()
    private var zlibActive = false
    private let zstd: OpaquePointer?
    private var zstdPending = false
    private var isAtEnd = false
    private static let pieceSize = 1 << 16

    init(_ url: URL) throws {
        path = url.path
        guard let file = FileHandle(forReadingAtPath: url.path) else { throw CorpusError.missing(path: url.path) }
        self.file = file
        let head: Data
        do {
            head = try file.read(upToCount: 4) ?? Data()
            try file.seek(toOffset: 0)
        } catch {
            throw Self.unreadable(url.path, error)
        }
        if head.starts(with: [0x1F, 0x8B]) {
            coding = .gzip
        } else if head.elementsEqual([0x28, 0xB5, 0x2F, 0xFD]) {
            coding = .zstd
        } else {
            coding = .plain
        }
        zstd = coding == .zstd ? ZSTD_createDCtx() : nil
    }

    deinit {
        if zlibActive { inflateEnd(&zlib) }
        if let zstd { ZSTD_freeDCtx(zstd) }
        try? file.close()
    }

    /// Up to `count` bytes; fewer only at the end.
    func read(_ count: Int) throws -> [UInt8] {
        while buffer.count - bufferStart < count, try fill() {}
        let end = min(buffer.count, bufferStart + count)
        defer { advance(to: end) }
        return Array(buffer[bufferStart..<end])
    }

    /// The bytes up to and without the next line feed (and a carriage return before it); nil at the end.
    func readLine(limit: Int = 1 << 26) throws -> [UInt8]? {
        var searched = bufferStart
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let line = buffer[bufferStart..<end]
                let text = Array(line.last == 0x0D ? line.dropLast() : line)
                advance(to: end + 1)
                return text
            }
            let length = buffer.count - bufferStart
            guard length < limit, try fill() else {
                guard length > 0 else { return nil }
                let text = Array(buffer[bufferStart...])
                advance(to: buffer.count)
                return text
            }
            searched = bufferStart + length
        }
    }

    private static func unreadable(_ path: String, _ error: any Error) -> CorpusError {
        CorpusError.system(path: path, reason: "it cannot be read (\(error.localizedDescription))", diskFull: false)
    }

    private func advance(to end: Int) {
        position += end - bufferStart
        bufferStart = end
    }

    /// Appends more bytes to the buffer; false at the end.
    private func fill() throws -> Bool {
        if bufferStart > 1 << 20 || bufferStart == buffer.count {
            buffer.removeFirst(bufferStart)
            bufferStart = 0
        }
        while !isAtEnd {
            let before = buffer.count
            if inputStart == input.count {
                do {
                    input = [UInt8](try file.read(upToCount: Self.pieceSize) ?? Data())
                } catch {
                    throw Self.unreadable(path, error)
                }
                inputStart = 0
                readTotal += input.count
                if input.isEmpty {
                    isAtEnd = true
                    if zlibActive || zstdPending { throw damaged("the compressed data ends too early") }
                    return false
                }
            }
            switch coding {
            case .plain:
                buffer += input[inputStart...]
                inputStart = input.count
            case .gzip: try inflatePiece()
            case .zstd: try unzstdPiece()
            }
            if buffer.count > before { return true }
        }
        return false
    }

    private func inflatePiece() throws {
        if !zlibActive {
            // A new member; zeros between members are padding.
            while inputStart < input.count, input[inputStart] == 0 { inputStart += 1 }
            guard inputStart < input.count else { return }
            zlib = z_stream()
            guard inflateInit2_(&zlib, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                throw damaged("zlib could not start")
            }
            zlibActive = true
        }
        var output = [UInt8](repeating: 0, count: Self.pieceSize)
        let available = input.count - inputStart
        let (code, made, left) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                zlib.next_in = source.baseAddress.map { $0 + inputStart }
                zlib.avail_in = UInt32(available)
                zlib.next_out = target.baseAddress
                zlib.avail_out = UInt32(target.count)
                let code = inflate(&zlib, Z_NO_FLUSH)
                return (code, target.count - Int(zlib.avail_out), Int(zlib.avail_in))
            }
        }
        inputStart = input.count - left
        buffer += output.prefix(made)
        if code == Z_STREAM_END {
            inflateEnd(&zlib)
            zlibActive = false
        } else if code != Z_OK, code != Z_BUF_ERROR {
            throw damaged("the gzip data is damaged")
        }
    }

    private func unzstdPiece() throws {
        var output = [UInt8](repeating: 0, count: 1 << 17)
        let (code, made, used) = input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: inputStart)
                var to = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let code = ZSTD_decompressStream(zstd, &to, &from)
                return (code, to.pos, from.pos)
            }
        }
        guard ZSTD_isError(code) == 0 else { throw damaged("the zstd data is damaged") }
        zstdPending = code != 0
        inputStart = used
        buffer += output.prefix(made)
    }

    private func damaged(_ reason: String) -> CorpusError {
        .badCompression(file: path, offset: readTotal - (input.count - inputStart), reason: reason)
    }
}

/// Whole pieces of compressed data.
enum Compression {
    /// One gzip member; the same bytes always.
    static func gzip(_ data: Data) -> Data {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var source = [UInt8](data)
        var target = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(data.count))))
        let left = source.withUnsafeMutableBufferPointer { from in
            target.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                deflate(&stream, Z_FINISH)
                return Int(stream.avail_out)
            }
        }
        return Data(target.prefix(target.count - left))
    }

    /// Inflates a body sent with `Content-Encoding: gzip` or `deflate`, up to a limit; nil when it is damaged.
    static func inflateBody(_ data: Data, limit: Int = 1 << 26) -> Data? {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var source = [UInt8](data)
        var result = Data()
        return source.withUnsafeMutableBufferPointer { from in
            stream.next_in = from.baseAddress
            stream.avail_in = UInt32(from.count)
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while result.count < limit {
                let (code, left) = piece.withUnsafeMutableBufferPointer { to in
                    stream.next_out = to.baseAddress
                    stream.avail_out = UInt32(to.count)
                    let code = inflate(&stream, Z_NO_FLUSH)
                    return (code, Int(stream.avail_out))
                }
                result += piece.prefix(piece.count - left)
                if code == Z_STREAM_END { return result }
                guard code == Z_OK, left < piece.count || stream.avail_in > 0 else { return nil }
            }
            return nil
        }
    }
}
