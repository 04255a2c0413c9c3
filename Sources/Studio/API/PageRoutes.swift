import Hummingbird

/// The pages: plain files, embedded in the program.
struct PageRoutes: Sendable {
    private static let files: [(path: RouterPath, type: String, bytes: [UInt8])] = [
        ("/", "text/html; charset=utf-8", PackageResources.index_html),
        ("/style.css", "text/css; charset=utf-8", PackageResources.style_css),
        ("/main.js", "text/javascript; charset=utf-8", PackageResources.main_js),
        ("/api.js", "text/javascript; charset=utf-8", PackageResources.api_js),
        ("/chat.js", "text/javascript; charset=utf-8", PackageResources.chat_js),
        ("/tokens.js", "text/javascript; charset=utf-8", PackageResources.tokens_js),
        ("/settings.js", "text/javascript; charset=utf-8", PackageResources.settings_js),
        ("/favicon.svg", "image/svg+xml", PackageResources.favicon_svg),
    ]

    func add(to router: Router<StudioContext>) {
        for file in Self.files {
            router.get(file.path) { _, _ in
                Response(
                    status: .ok, headers: [.contentType: file.type, .cacheControl: "no-cache"],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
            }
        }
    }
}
