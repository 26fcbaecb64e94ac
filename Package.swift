// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled alike: Swift 6, the upcoming features on, warnings as errors.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "couplet",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "couplet", targets: ["couplet"]),
    .library(name: "CoupletCore", targets: ["CoupletCore"]),
    .library(name: "CoupletStore", targets: ["CoupletStore"]),
    .library(name: "SealedSQLite", targets: ["SealedSQLite"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // A program that imports nothing but the core has to find sqrt and round itself.
    .target(
      name: "CoupletCore", exclude: ["DECISIONS.md", "Domain.md"], swiftSettings: house,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
    .target(name: "CSystemCall"),
    .target(
      name: "SealedSQLite",
      dependencies: [
        "CSQLite", "CSystemCall",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      exclude: ["DECISIONS.md", "Format.md"],
      swiftSettings: house
    ),
    .target(
      name: "CoupletStore",
      dependencies: [
        "CoupletCore", "SealedSQLite",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["DECISIONS.md", "States.md"],
      swiftSettings: house,
      plugins: ["EmbedTextPlugin"]
    ),
    .target(
      name: "CoupletReports",
      dependencies: ["CoupletCore", .product(name: "Mustache", package: "swift-mustache")],
      exclude: ["DECISIONS.md", "SENTENCES.md"],
      swiftSettings: house,
      plugins: ["EmbedTextPlugin"]
    ),
    .target(
      name: "CoupletInterchange",
      dependencies: ["CoupletCore", .product(name: "Yams", package: "Yams")],
      exclude: ["DECISIONS.md"],
      swiftSettings: house
    ),
    .executableTarget(
      name: "couplet",
      dependencies: [
        "CoupletCore", "CoupletStore", "CoupletReports", "CoupletInterchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      exclude: ["DECISIONS.md", "Manual"],
      swiftSettings: house,
      plugins: ["EmbedTextPlugin"]
    ),
    .executableTarget(name: "EmbedText", swiftSettings: house),
    .plugin(
      name: "EmbedTextPlugin",
      capability: .buildTool(),
      dependencies: ["EmbedText"],
      path: "Sources/EmbedTextPlugin"
    ),
    // Chance that comes again, for tests and the suite.
    .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: house),
    .testTarget(name: "CoupletCoreTests", dependencies: ["CoupletCore", "SeededNumbers"], swiftSettings: house),
    // What proves the page layer: faults that are made under it, and the program that counts what comes of them.
    .target(
      name: "FaultLayer", dependencies: ["SealedSQLite", "CSQLite"], path: "Tests/FaultLayer", swiftSettings: house),
    .executableTarget(
      name: "fault-suite",
      dependencies: [
        "FaultLayer", "SealedSQLite", "CSQLite", "SeededNumbers", .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/FaultSuite", swiftSettings: house),
    .testTarget(
      name: "SealedSQLiteTests",
      dependencies: ["SealedSQLite", "CSQLite", "SeededNumbers", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: house
    ),
    .testTarget(
      name: "CoupletStoreTests",
      dependencies: [
        "CoupletCore", "CoupletStore", "SealedSQLite", "SeededNumbers", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house
    ),
    .testTarget(
      name: "CoupletInterchangeTests", dependencies: ["CoupletCore", "CoupletInterchange"], swiftSettings: house),
    .testTarget(
      name: "CoupletReportsTests", dependencies: ["CoupletCore", "CoupletReports", "SeededNumbers"],
      swiftSettings: house),
    .testTarget(
      name: "CoupletTests",
      dependencies: [
        "couplet", "CoupletCore", "CoupletStore", "CoupletInterchange", "SealedSQLite", "SeededNumbers",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house
    ),
  ]
)
