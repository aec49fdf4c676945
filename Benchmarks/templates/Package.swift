// swift-tools-version: 6.2
import PackageDescription

// Beside the product, so that it is built only when asked for. The engine is a folder of its own here: package access
// ends at a package's border.
let package = Package(
    name: "TemplatesBenchmark",
    targets: [
        .target(name: "Templates", path: "Sources/Templates"),
        .target(name: "CAllocations", path: "Sources/CAllocations"),
        .executableTarget(
            name: "templates-benchmark", dependencies: ["Templates", "CAllocations"], path: "Sources/Bench"),
    ],
    swiftLanguageModes: [.v6]
)
