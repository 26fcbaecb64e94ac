// swift-tools-version: 6.2
import PackageDescription

/// The same settings as in the package above.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "couplet-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    // Named, since the folder of a clone may be called anything.
    .package(name: "couplet", path: "../.."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "couplet-benchmarks",
      dependencies: [.product(name: "CoupletCore", package: "couplet")],
      swiftSettings: house,
      // CoupletCore rounds and takes roots; without Foundation nothing else brings the C library's mathematics in.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .executableTarget(
      name: "sealed-benchmarks",
      dependencies: [
        .product(name: "CoupletCore", package: "couplet"),
        .product(name: "CoupletStore", package: "couplet"),
        .product(name: "SealedSQLite", package: "couplet"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "page-benchmarks",
      dependencies: [
        .product(name: "CoupletCore", package: "couplet"),
        .product(name: "CoupletStore", package: "couplet"),
      ],
      swiftSettings: house),
  ]
)
