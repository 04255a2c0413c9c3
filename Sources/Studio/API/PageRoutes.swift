import Hummingbird

/// The pages with their scripts: files, embedded in the program.
struct PageRoutes: Sendable {
    private static let script = "text/javascript; charset=utf-8"

    private static let files: [(path: RouterPath, type: String, bytes: [UInt8])] = [
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
        for page in StudioPage.all {
            Self.add(RouterPath(page.path), "text/html; charset=utf-8", Array(page.html.utf8), to: router)
        }
        for file in Self.files { Self.add(file.path, file.type, file.bytes, to: router) }
    }

    private static func add(_ path: RouterPath, _ type: String, _ bytes: [UInt8], to router: Router<StudioContext>) {
        router.get(path) { _, _ in
            Response(
                status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }
}
