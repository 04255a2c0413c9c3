// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The Makefile sets SWIFTLET_STRICT, so that our own builds fail on any warning while the package stays
// usable as a dependency (SwiftPM refuses unsafe flags in dependencies).
let strict: [SwiftSetting] =
    ProcessInfo.processInfo.environment["SWIFTLET_STRICT"] == nil ? [] : [.unsafeFlags(["-warnings-as-errors"])]
let language: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")] + strict
let settings = language + [.enableUpcomingFeature("MemberImportVisibility")]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

let package = Package(
    name: "swiftlet",
    products: [
        .executable(name: "swiftlet", targets: ["swiftlet"]),
        .library(
            name: "Swiftlet",
            targets: [
                "Tensors", "Tokenization", "Transformer", "Conversation", "Training", "Generation", "Corpus", "TinyWeb",
                "ToolUse", "Plots",
            ]),
        .library(name: "SwiftletTesting", targets: ["SwiftletTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C: system libraries, and the inner loops.
        .systemLibrary(name: "CZlib", path: "Sources/C/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CZstd", path: "Sources/C/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(
            name: "CLibXML2", path: "Sources/C/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CCrypto", path: "Sources/C/CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CCLD2", path: "Sources/C/CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
        .target(name: "CLinux", path: "Sources/C/CLinux"),
        .target(name: "CKernels", exclude: ["README.md"]),

        // From pages to a served assistant; imports go up this list only.
        library("Plots"),
        library("Artifacts", ["CCrypto"]),
        library("Tensors", ["CKernels"]),
        library("Benchmarks", ["Tensors"]),
        library("Tokenization"),
        library("TinyWeb"),
        library("Corpus", ["CZlib", "CZstd", "CLibXML2", "CCLD2", "Artifacts"]),
        library(
            "ToolUse",
            [
                "CLinux", "Artifacts", .product(name: "BigInt", package: "BigInt"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        library("Transformer", ["Tensors"]),
        library("Conversation", ["Artifacts", "Tokenization"]),
        library("Labeling", ["Artifacts", "Conversation", .product(name: "GRDB", package: "GRDB.swift")]),
        library("Training", ["Artifacts", "Tensors", "Transformer", "Conversation"]),
        library("Generation", ["Tensors", "Tokenization", "ToolUse", "Transformer", "Conversation"]),
        library(
            "Evaluation",
            [
                "Plots", "Artifacts", "Tensors", "Tokenization", "TinyWeb", "Corpus", "ToolUse", "Transformer",
                "Conversation", "Training", "Generation",
            ]),
        library(
            "Practice",
            [
                "Artifacts", "Tensors", "Tokenization", "TinyWeb", "Corpus", "ToolUse", "Transformer", "Conversation",
                "Training", "Generation", "Evaluation", .product(name: "BigInt", package: "BigInt"),
            ]),
        library(
            "Pipeline",
            [
                "Plots", "Artifacts", "Tensors", "Tokenization", "TinyWeb", "Corpus", "ToolUse", "Transformer",
                "Conversation", "Labeling", "Training", "Generation", "Evaluation", "Practice",
                .product(name: "Yams", package: "Yams"),
            ]),
        // Hummingbird's API shows members of a dozen modules below it, so this target does not name each of them.
        .target(
            name: "Studio",
            dependencies: [
                "Artifacts", "Tokenization", "ToolUse", "Conversation", "Labeling", "Generation",
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["README.md"], resources: [.embedInCode("Pages")], swiftSettings: language),
        .executableTarget(
            name: "swiftlet",
            dependencies: [
                "Plots", "Artifacts", "Tensors", "Benchmarks", "Tokenization", "TinyWeb", "Corpus", "ToolUse",
                "Transformer", "Conversation", "Labeling", "Training", "Generation", "Evaluation", "Practice",
                "Pipeline", "Studio", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["README.md"], swiftSettings: settings),
        library("SwiftletTesting", ["Tensors", "Tokenization", "Transformer"]),

        tests("Plots"),
        tests("Artifacts", ["SwiftletTesting"]),
        tests("Tensors"),
        tests("Benchmarks", ["Tensors"]),
        tests("Tokenization", ["SwiftletTesting"]),
        tests("TinyWeb"),
        tests("Corpus", ["SwiftletTesting"]),
        tests("ToolUse", ["SwiftletTesting", "TinyWeb"]),
        tests("Transformer", ["SwiftletTesting", "Tensors"]),
        tests("Conversation", ["SwiftletTesting", "Artifacts", "Tokenization"]),
        tests("Labeling", ["SwiftletTesting", "Conversation", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("Training", ["SwiftletTesting", "Artifacts", "Tensors", "Transformer", "Conversation"]),
        tests("Generation", ["SwiftletTesting", "Tensors", "Tokenization", "ToolUse", "Transformer", "Conversation"]),
        tests(
            "Evaluation",
            [
                "SwiftletTesting", "Plots", "Artifacts", "Tensors", "Tokenization", "TinyWeb", "Corpus", "ToolUse",
                "Transformer", "Conversation", "Generation",
            ]),
        tests(
            "Practice",
            [
                "SwiftletTesting", "Tensors", "Tokenization", "TinyWeb", "Corpus", "ToolUse", "Transformer",
                "Conversation", "Training", "Generation",
            ]),
        tests(
            "Pipeline",
            [
                "SwiftletTesting", "Plots", "Artifacts", "Tensors", "Tokenization", "TinyWeb", "ToolUse", "Transformer",
                "Conversation", "Labeling", "Training", "Generation", "Practice",
            ]),
        tests("Studio", ["SwiftletTesting", "Tokenization", "ToolUse", "Conversation", "Labeling", "Generation"]),
        .testTarget(
            name: "CommandTests",
            dependencies: ["swiftlet", "SwiftletTesting", "Tokenization", "ToolUse", "Transformer", "Pipeline"],
            swiftSettings: settings),
    ]
)
