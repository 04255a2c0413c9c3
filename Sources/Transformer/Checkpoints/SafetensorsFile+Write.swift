import Foundation
import Tensors

#if canImport(Glibc)
    import Glibc
#endif

extension SafetensorsFile {
    /// Writes float32 tensors, in the given order, under a temporary name that is synced and renamed: the same tensors give
    /// the same bytes.
    public static func write(
        _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = ["format": "pt"], to url: URL
    ) throws {
        var header: [String: Any] = ["__metadata__": metadata]
        var offset = 0
        for (name, tensor) in tensors {
            let end = offset + 4 * tensor.count
            header[name] = ["dtype": "F32", "shape": tensor.shape, "data_offsets": [offset, end]] as [String: Any]
            offset = end
        }
        var json = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
        while json.count % 8 != 0 { json.append(0x20) }
        let temporary = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).tmp")
        guard let file = fopen(temporary.path, "wb") else { throw failure(url) }
        var whole = false
        defer {
            if !whole { unlink(temporary.path) }
        }
        var length = UInt64(json.count).littleEndian
        var written = fwrite(&length, 8, 1, file) == 1
        written = written && json.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } == json.count
        for (_, tensor) in tensors where written {
            written = fwrite(tensor.pointer, 4, tensor.count, file) == tensor.count
        }
        written = written && fflush(file) == 0 && fsync(fileno(file)) == 0
        let code = errno
        guard fclose(file) == 0, written else {
            errno = code
            throw failure(url)
        }
        guard rename(temporary.path, url.path) == 0 else { throw failure(url) }
        whole = true
    }

    private static func failure(_ url: URL) -> TransformerError {
        .cannotWrite(
            path: url.path, reason: String(cString: strerror(errno)), diskFull: errno == ENOSPC || errno == EDQUOT)
    }
}
