import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One GET of which time and size are limited and which follows nobody elsewhere.
final class CappedDownload: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var body = Data()
        var verdict: SearchError?
        var continuation: CheckedContinuation<Data, any Error>?
        var isCancelled = false
    }

    private let limit: Int
    private let seconds: Double
    private let host: String
    private let state = Mutex(State())

    init(limit: Int, seconds: Double, host: String) {
        self.limit = limit
        self.seconds = seconds
        self.host = host
    }

    /// The body of an answer with status 2xx and a JSON-like type.
    ///
    /// - Throws: `SearchError` or `CancellationError`.
    func get(_ url: URL) async throws -> Data {
        let configuration = URLSessionConfiguration.ephemeral
        // URLSession counts whole seconds, rounded down: only a net below our own clock.
        configuration.timeoutIntervalForRequest = seconds.rounded(.up) + 1
        configuration.timeoutIntervalForResource = seconds.rounded(.up) + 1
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        var request = URLRequest(url: url)
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        let task = session.dataTask(with: request)
        let alarm = Task { [seconds] in
            try await Task.sleep(for: .seconds(seconds))
            self.end(task, .timedOut(host: self.host, seconds: seconds))
        }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if !state.isCancelled { state.continuation = continuation }
                    return state.isCancelled
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) } else { task.resume() }
            }
        } onCancel: {
            state.withLock { $0.isCancelled = true }
            // Before the request hears of it and says that it failed.
            finish(.failure(CancellationError()))
            task.cancel()
        }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let problem = problem(of: response) {
            state.withLock { $0.verdict = $0.verdict ?? problem }
            completionHandler(.cancel)
            finish(.failure(problem))
        } else {
            completionHandler(.allow)
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            guard state.verdict == nil, state.body.count + data.count <= limit else { return true }
            state.body.append(data)
            return false
        }
        if isTooLarge { end(dataTask, .tooLarge(host: host, limit: limit)) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
        let target = PlainLine.of(request.url?.absoluteString ?? "nowhere", limit: 200)
        end(task, .redirected(host: host, target: target))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (body, verdict) = state.withLock { ($0.body, $0.verdict) }
        if let verdict {
            finish(.failure(verdict))
        } else if let error {
            let isLate = (error as? URLError)?.code == .timedOut
            let reason = PlainLine.of(error.localizedDescription, limit: 200)
            finish(
                .failure(
                    isLate
                        ? SearchError.timedOut(host: host, seconds: seconds)
                        : SearchError.unreachable(host: host, reason: reason)))
        } else {
            finish(.success(body))
        }
    }

    private func problem(of response: URLResponse) -> SearchError? {
        guard let http = response as? HTTPURLResponse else { return .badAnswer(host: host, reason: "it is not HTTP") }
        if (300..<400).contains(http.statusCode) {
            let target = PlainLine.of(http.value(forHTTPHeaderField: "Location") ?? "nowhere", limit: 200)
            return .redirected(host: host, target: target)
        }
        guard (200..<300).contains(http.statusCode) else { return .status(host: host, code: http.statusCode) }
        if let type = http.mimeType?.lowercased(), !type.contains("json"), type != "text/plain" {
            return .badAnswer(host: host, reason: "its type is \(PlainLine.of(type, limit: 60))")
        }
        return http.expectedContentLength > Int64(limit) ? .tooLarge(host: host, limit: limit) : nil
    }

    private func end(_ task: URLSessionTask, _ error: SearchError) {
        state.withLock { $0.verdict = $0.verdict ?? error }
        task.cancel()
        finish(.failure(error))
    }

    /// Answers whoever waits, once.
    private func finish(_ result: Result<Data, any Error>) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(with: result)
    }
}
