// swift-tools-version: 6.2
import PackageDescription

// The house in rows (docs/map.md): a target depends on lower rows only, never sideways.
// script/rules checks every import line against this file.

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .executableTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, apt: String...) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(apt)])
}

let package = Package(
    name: "Tagwerk",
    targets: [
        // row 5: programs
        program(
            "WebApp",
            [
                "Providers", "History", "Media", "HTTPServer", "HTTPClient", "Compression", "Crypto", "Database",
                "Markdown", "Subprocess", "Generation", "Templates", "HTTP", "Logging", "TimeZones", "EventLoop",
            ], exclude: ["Views", "Catalogues"]),
        program("template-cases", ["Templates"]),
        program(
            "Studio",
            [
                "CCairo", "CRSVG", "CTurboJPEG", "CWebP", "CZlib", "CEspeak", "CMecab", "CFluidSynth", "CTesseract",
                "CZbar", "Generation",
            ]),

        // row 4: what the app can do
        room("Providers", ["HTTPClient", "Subprocess", "Generation", "HTTP", "EventLoop"]),
        room("History", ["Database", "Generation", "EventLoop"]),
        room("Media", ["Crypto", "FileMagic", "Generation", "EventLoop"]),

        // row 3: the two sides of the wire
        room("HTTPServer", ["Compression", "HTTP", "EventLoop", "CLinux"]),
        room("HTTPClient", ["EventLoop", "CCurl"]),

        // row 2: thin Swift over one system thing each
        room("Compression", ["CZlib"]),
        room("Crypto", ["CCrypto"]),
        room("Database", ["CSQLite", "EventLoop"]),
        room("FileMagic", ["CMagic"]),
        room("Markdown", ["CMarkdown"]),
        room("Subprocess", ["CLinux", "EventLoop"]),

        // row 1: nothing of ours
        room("Generation"),
        room("Templates"),
        room("HTTP"),
        room("Logging"),
        room("TimeZones"),
        room("EventLoop", ["CLinux"]),

        // row 0: module maps and shims
        library("CLinux", apt: "libc6-dev"),
        library("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        library("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        library("CMagic", pkgConfig: "libmagic", apt: "libmagic-dev"),
        library("CMarkdown", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-dev", "libcmark-gfm-extensions-dev"),
        library("CCairo", pkgConfig: "cairo", apt: "libcairo2-dev"),
        library("CRSVG", pkgConfig: "cairo", apt: "librsvg2-dev"),
        library("CTurboJPEG", apt: "libturbojpeg0-dev"),
        library("CWebP", apt: "libwebp-dev"),
        library("CEspeak", apt: "libespeak-ng-dev"),
        library("CMecab", apt: "libmecab-dev"),
        library("CFluidSynth", apt: "libfluidsynth-dev"),
        library("CTesseract", apt: "libtesseract-dev"),
        library("CZbar", apt: "libzbar-dev"),

        // a scripted raw peer for the tests of the rooms that call out
        .target(
            name: "LoopbackServer", dependencies: ["EventLoop"], path: "Tests/Support/LoopbackServer",
            swiftSettings: strict),

        // providers that do as a test says, and temporary folders
        .target(
            name: "Doubles", dependencies: ["Generation"], path: "Tests/Support/Doubles", swiftSettings: strict),

        tests(
            "WebApp",
            [
                "Doubles",
                "Generation", "History", "Media", "HTTP", "HTTPServer", "HTTPClient", "Logging", "TimeZones",
                "EventLoop", "Templates", "Providers", "Subprocess",
            ]),
        tests("Studio", ["Generation", "CTurboJPEG", "CCairo"]),
        tests("Providers", ["HTTPClient", "Generation", "EventLoop", "Subprocess", "LoopbackServer"]),
        tests("History", ["Database", "Doubles", "Generation", "EventLoop"]),
        tests("Media", ["Doubles", "Generation", "EventLoop"]),
        tests("HTTPServer", ["Compression", "HTTP", "EventLoop", "CLinux", "Doubles"]),
        tests("HTTPClient", ["EventLoop", "LoopbackServer"]),
        tests("Compression"),
        tests("Crypto"),
        tests("Database", ["Doubles", "EventLoop"]),
        tests("FileMagic"),
        tests("Markdown"),
        tests("Subprocess", ["EventLoop"]),
        tests("Generation", ["Doubles", "History", "Media"]),
        tests("Templates", ["template-cases"], exclude: ["inputs"]),
        tests("HTTP"),
        tests("Logging"),
        tests("TimeZones"),
        tests("EventLoop"),
    ],
    swiftLanguageModes: [.v6]
)
