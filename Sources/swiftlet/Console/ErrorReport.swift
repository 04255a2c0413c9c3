import ArgumentParser
import Artifacts
import Conversation
import Corpus
import Evaluation
import Foundation
import Generation
import Labeling
import Pipeline
import Practice
import Studio
import Tokenization
import ToolUse
import Training
import Transformer

/// Turns any error into one clear text and an exit code (sysexits.h).
enum ErrorReport {
    enum Code: Int32 {
        case usage = 64, badData = 65, missingInput = 66, unavailable = 69, internalFault = 70, cannotCreate = 73
        case interrupted = 130
    }

    /// The exit code of an error.
    static func code(of error: any Error) -> Code? {
        switch error {
        case is CancellationError: .interrupted
        case let error as RecipeError: if case .missing = error { .missingInput } else { .usage }
        case let error as CorpusError:
            switch error {
            case .missing, .nothingToRead: .missingInput
            case .system: .cannotCreate
            default: .badData
            }
        case let error as TokenizationError: if case .missingFile = error { .missingInput } else { .badData }
        case let error as TransformerError:
            switch error {
            case .missingFile: .missingInput
            case .cannotWrite: .cannotCreate
            default: .badData
            }
        case let error as ConversationError:
            switch error {
            case .missingFile: .missingInput
            case .unknownProtocol: .usage
            default: .badData
            }
        case let error as ArtifactError:
            switch error {
            case .missing: .missingInput
            case .badManifest: .badData
            default: .cannotCreate
            }
        case let error as PracticeError:
            switch error {
            case .unknownPlayer, .unknownVerifier, .badProblem, .badOrdering, .noProblems: .badData
            case .mismatch: .internalFault
            }
        case is TrainingError, is GenerationError: .badData
        case let error as EvaluationError:
            switch error {
            case .missingFile: .missingInput
            case .otherEvaluation: .cannotCreate
            case .noProgramRunner: .unavailable
            case .wrongCount: .internalFault
            default: .badData
            }
        case is StudioError, is SandboxError: .unavailable
        case let error as SearchError:
            switch error {
            case .missing: .missingInput
            case .badAddress: .usage
            case .notAnIndex, .badAnswer, .tooLarge: .badData
            case .diskFull, .system: .cannotCreate
            case .unreachable, .timedOut, .status, .redirected: .unavailable
            }
        case is ToolError: .usage
        case let error as LabelError:
            switch error {
            case .missing: .missingInput
            case .diskFull, .system: .cannotCreate
            default: .badData
            }
        case let error as HistoryError: if case .badGroup = error { .usage } else { .missingInput }
        case is RunNotFound: .missingInput
        default: nil
        }
    }

    /// Prints the error and ends the process.
    static func exit(with error: any Error) -> Never {
        guard let code = code(of: error) else {
            if error is ExitCode || error is ValidationError || "\(type(of: error))".contains("CommandError")
                || "\(type(of: error))".contains("CleanExit")
            {
                Swiftlet.exit(withError: error)
            }
            Terminal.shared.note("swiftlet: \(error.localizedDescription)")
            Foundation.exit(isDiskFull(error) ? Code.cannotCreate.rawValue : Code.internalFault.rawValue)
        }
        Terminal.shared.note(
            code == .interrupted ? "swiftlet: interrupted; run the same command to go on." : "swiftlet: \(error)")
        Foundation.exit(code.rawValue)
    }

    private static func isDiskFull(_ error: any Error) -> Bool { (error as? CocoaError)?.code == .fileWriteOutOfSpace }
}

/// There is no model under a name.
struct RunNotFound: Error, CustomStringConvertible {
    let name: String
    let home: String

    var description: String {
        "there is no model '\(name)': it is neither a directory with config.json nor a run in \(home)/runs. "
            + "Make one with 'swiftlet run recipes/tiny.yaml'."
    }
}
