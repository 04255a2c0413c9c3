import Foundation
import Glibc
import Synchronization

/// A server on loopback that answers each connection as a test says.
final class TinyServer: Sendable {
    /// What becomes of a connection.
    enum Answer: Sendable {
        /// It is closed without a word.
        case close
        /// These bytes are sent, then it is closed.
        case send(Data)
        /// A piece is sent again and again, with a pause between, until the other side leaves or it was sent `times`.
        case trickle(Data, pause: Double, times: Int)
    }

    /// The port.
    let port: UInt16
    private let listener: Int32
    private let counter = Counter()

    private final class Counter: Sendable { let count = Atomic(0) }

    /// Connections that were accepted.
    var calls: Int { counter.count.load(ordering: .relaxed) }
    /// The address as text.
    var address: String { "http://127.0.0.1:\(port)" }

    /// Starts a server; `answer` is given the first line of the request.
    init(_ answer: @escaping @Sendable (String) -> Answer) throws {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = number
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, length) == 0 && listen(number, 16) == 0 && getsockname(number, $0, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [listener, counter] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                counter.count.add(1, ordering: .relaxed)
                Thread.detachNewThread { Self.serve(connection, answer) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// An HTTP answer.
    static func http(_ body: Data, status: String = "200 OK", headers: [String] = ["Content-Type: application/json"])
        -> Answer
    {
        let head = (["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + headers)
            .joined(separator: "\r\n")
        return .send(Data((head + "\r\n\r\n").utf8) + body)
    }

    private static func serve(_ connection: Int32, _ answer: (String) -> Answer) {
        defer { close(connection) }
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = read(connection, &buffer, buffer.count)
        guard count > 0 else { return }
        let line = String(decoding: buffer.prefix(count), as: UTF8.self).prefix { $0 != "\r\n" && $0 != "\n" }
        switch answer(String(line)) {
        case .close: return
        case .send(let data): _ = write(data, connection)
        case .trickle(let data, let pause, let times):
            for _ in 0..<times {
                guard write(data, connection) else { return }
                if pause > 0 { Thread.sleep(forTimeInterval: pause) }
            }
        }
        // What the client still sends is read, so that it sees our answer and not a reset.
        shutdown(connection, Int32(SHUT_WR))
        while read(connection, &buffer, buffer.count) > 0 {}
    }

    private static func write(_ data: Data, _ connection: Int32) -> Bool {
        var done = 0
        while done < data.count {
            let sent = data.withUnsafeBytes { bytes in
                send(
                    connection, bytes.baseAddress?.advanced(by: done), bytes.count - done, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            done += sent
        }
        return true
    }
}
