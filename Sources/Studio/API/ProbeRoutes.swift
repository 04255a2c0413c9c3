import Foundation
import Hummingbird

/// Plots and report of the probe of what the model knows.
struct ProbeRoutes: Sendable {
    /// Where to look, the latest first: the examination compares itself with the probe before it.
    let folders: [ReportFolder]
    private var folder: ReportFolder? { folders.first { !$0.plots.isEmpty || $0.report != nil } }

    private struct Probe: Encodable {
        let plots: [String]
        let report: String?
    }

    func add(to router: Router<StudioContext>) {
        router.get("/api/probe") { _, _ in
            JSON.response(Probe(plots: folder?.plots ?? [], report: folder?.report))
        }
        router.get("/api/probe/:name") { _, context in
            guard let name = context.parameters.get("name")?.removingPercentEncoding, let data = folder?.plot(name)
            else {
                throw APIError(.notFound, "there is no such plot", code: "no_plot")
            }
            return Response.drawing(data)
        }
    }
}

extension Response {
    /// A drawing as SVG; it may style itself, and nothing else.
    static func drawing(_ data: Data) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "image/svg+xml", .cacheControl: "no-cache",
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}
