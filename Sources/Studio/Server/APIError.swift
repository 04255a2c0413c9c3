import Artifacts
import Foundation
import Hummingbird

/// An error in OpenAI's shape: `{"error": {"message", "type", "param", "code"}}`.
struct APIError: Error {
    let status: HTTPResponse.Status
    let message: String
    let parameter: String?
    let code: String?

    init(_ status: HTTPResponse.Status, _ message: String, parameter: String? = nil, code: String?) {
        self.status = status
        self.message = message
        self.parameter = parameter
        self.code = code
    }

    /// A parameter that is missing or has a wrong value.
    static func parameter(_ name: String, _ message: String) -> APIError {
        APIError(.badRequest, message, parameter: name, code: "invalid_value")
    }

    private struct Body: Encodable {
        struct Inner: Encodable {
            let message: String
            let type: String
            let param: String?
            let code: String?
        }
        let error: Inner
    }

    var response: Response {
        let type = status.code < 500 ? "invalid_request_error" : "server_error"
        return JSON.response(
            Body(error: .init(message: message, type: type, param: parameter, code: code)), status: status)
    }
}

/// JSON in and out.
enum JSON {
    static func data(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)) ?? Data("{}".utf8)
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data(value))))
    }

    /// Decodes a request's body; an error names the field.
    static func decode<Value: Decodable>(_ type: Value.Type, _ request: Request, _ context: StudioContext) async throws
        -> Value
    {
        let body = try await request.body.collect(upTo: context.maxUploadSize)
        do {
            return try ForeignJSONDecoder().decode(type, from: Data(buffer: body))
        } catch let error as DecodingError {
            switch error {
            case .keyNotFound(let key, _): throw APIError.parameter(key.stringValue, "'\(key.stringValue)' is missing")
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                let path = context.codingPath.map(\.stringValue).joined(separator: ".")
                guard !path.isEmpty else {
                    throw APIError(.badRequest, "the body is not valid JSON", code: "invalid_json")
                }
                if case .dataCorrupted(let context) = error, context.underlyingError == nil {
                    throw APIError.parameter(path, "'\(path)': \(context.debugDescription)")
                }
                throw APIError.parameter(path, "'\(path)' has a wrong type")
            @unknown default: throw APIError(.badRequest, "the body is not valid JSON", code: "invalid_json")
            }
        }
    }
}

/// Server-sent events: `data: <json>` and a blank line each.
enum EventStream {
    static func response(_ write: @escaping @Sendable (_ send: (Data) async throws -> Void) async throws -> Void)
        -> Response
    {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
            body: ResponseBody { writer in
                try await write { data in
                    try await writer.write(ByteBuffer(bytes: Data("data: ".utf8) + data + Data("\n\n".utf8)))
                }
                try await writer.finish(nil)
            })
    }
}
