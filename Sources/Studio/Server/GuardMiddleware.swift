import Conversation
import Hummingbird
import NIOCore

/// Turns errors into OpenAI's shape, sets the headers that keep a page safe, and, on a loopback address, refuses names that
/// are not this machine's (against DNS rebinding).
struct GuardMiddleware: RouterMiddleware {
    typealias Context = StudioContext

    let onlyLoopbackNames: Bool

    func handle(
        _ request: Request, context: StudioContext, next: (Request, StudioContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if onlyLoopbackNames, !Self.isLoopback(request.head.authority ?? "") {
            response = APIError(.forbidden, "this server answers only as localhost", code: "wrong_host").response
        } else {
            do {
                response = try await next(request, context)
            } catch let error as APIError {
                response = error.response
            } catch let error as ConversationError {
                response = APIError.parameter("messages", "\(error)").response
            } catch is NIOTooManyBytesError {
                let limit = context.maxUploadSize >> 20
                response =
                    APIError(.contentTooLarge, "the body is larger than \(limit) MiB", code: "too_large").response
            } catch let error as HTTPError where error.status == .notFound {
                response = APIError(.notFound, "there is nothing at \(request.uri.path)", code: "not_found").response
            } catch let error as HTTPError {
                response = APIError(error.status, error.body ?? "the request cannot be answered", code: nil).response
            }
        }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        }
        response.headers[.xContentTypeOptions] = "nosniff"

        return response
    }

    static func isLoopback(_ authority: String) -> Bool {
        let name = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        if ["localhost", "[::1]", ""].contains(String(name)) { return true }
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
    }
}
