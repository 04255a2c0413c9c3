import Foundation
import Generation
import Hummingbird
import Logging
import NIOCore

/// The server: OpenAI's API under /v1, the studio's own under /api, the pages at /.
public struct StudioServer: Sendable {
    private let assistant: Assistant
    private let modelName: String
    private let run: URL?
    private let conversations: URL?
    private let labels: URL?
    private let host: String
    private let port: Int

    /// A server of one assistant, whose tools run here; it listens at a loopback address unless told otherwise.
    ///
    /// - Parameters:
    ///   - run: the run that the model comes from, whose report and probe are shown.
    ///   - conversations: the file of conversations that it was fine-tuned on.
    ///   - labels: the file that keeps what people write at the page; it is made with the first conversation.
    ///   - port: 0 takes any free port.
    public init(
        assistant: Assistant, modelName: String, run: URL? = nil, conversations: URL? = nil, labels: URL? = nil,
        host: String = "127.0.0.1", port: Int = 8080
    ) {
        self.assistant = assistant
        self.modelName = modelName
        self.run = run
        self.conversations = conversations
        self.labels = labels
        self.host = host
        self.port = port
    }

    /// Serves until the process is asked to stop (SIGINT, SIGTERM) or the task is cancelled.
    ///
    /// - Parameter started: called once with the address and port.
    public func run(started: @escaping @Sendable (_ host: String, _ port: Int) -> Void) async throws {
        let router = Router(context: StudioContext.self)
        router.add(middleware: GuardMiddleware(onlyLoopbackNames: isLoopback))
        let chat = assistant.chat
        OpenAIRoutes(assistant: assistant, modelName: modelName).add(to: router)
        StudioRoutes(assistant: assistant, modelName: modelName, run: run).add(to: router)
        ToolRoutes(tools: assistant.tools).add(to: router)
        ConversationRoutes(
            conversations: TrainedConversations(conversations, chat: chat), tokenizer: chat.generator.tokenizer
        ).add(to: router)
        let file = labels.map(LabelFile.init)
        LabelRoutes(file: file).add(to: router)
        RatingRoutes(file: file, assistant: assistant).add(to: router)
        let folders = ["exam", "probe"].compactMap { name in
            run.map { ReportFolder(url: $0.appendingPathComponent(name)) }
        }
        ProbeRoutes(folders: folders).add(to: router)
        PracticeRoutes(run: run).add(to: router)
        PageRoutes().add(to: router)
        var logger = Logger(label: "swiftlet.studio")
        logger.logLevel = .error
        let host = host
        let application = Application(
            router: router, configuration: .init(address: .hostname(host, port: port), serverName: "Swiftlet"),
            onServerRunning: { channel in started(host, channel.localAddress?.port ?? 0) }, logger: logger)
        do {
            try await application.runService()
        } catch let error as IOError {
            throw error.errnoCode == EADDRINUSE
                ? StudioError.portInUse(port: port)
                : StudioError.cannotListen(host: host, port: port, reason: "\(error)")
        }
    }

    private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// What a request carries along: bodies of up to four mebibytes.
struct StudioContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var maxUploadSize: Int { 4 << 20 }

    init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
