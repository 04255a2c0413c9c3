import Hummingbird

/// The pages: plain files, embedded in the program.
struct PageRoutes: Sendable {
    private static let html = "text/html; charset=utf-8"
    private static let script = "text/javascript; charset=utf-8"

    private static let files: [(path: RouterPath, type: String, bytes: [UInt8])] = [
        ("/", html, PackageResources.index_html),
        ("/data", html, PackageResources.data_html),
        ("/label", html, PackageResources.label_html),
        ("/rate", html, PackageResources.rate_html),
        ("/knowledge", html, PackageResources.knowledge_html),
        ("/practice", html, PackageResources.practice_html),
        ("/style.css", "text/css; charset=utf-8", PackageResources.style_css),
        ("/main.js", script, PackageResources.main_js),
        ("/top.js", script, PackageResources.top_js),
        ("/api.js", script, PackageResources.api_js),
        ("/elements.js", script, PackageResources.elements_js),
        ("/chat.js", script, PackageResources.chat_js),
        ("/answer.js", script, PackageResources.answer_js),
        ("/toolCard.js", script, PackageResources.toolCard_js),
        ("/tokens.js", script, PackageResources.tokens_js),
        ("/settings.js", script, PackageResources.settings_js),
        ("/list.js", script, PackageResources.list_js),
        ("/data.js", script, PackageResources.data_js),
        ("/label.js", script, PackageResources.label_js),
        ("/labelEditor.js", script, PackageResources.labelEditor_js),
        ("/labelTurn.js", script, PackageResources.labelTurn_js),
        ("/labelSaver.js", script, PackageResources.labelSaver_js),
        ("/rate.js", script, PackageResources.rate_js),
        ("/knowledge.js", script, PackageResources.knowledge_js),
        ("/practice.js", script, PackageResources.practice_js),
        ("/report.js", script, PackageResources.report_js),
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
