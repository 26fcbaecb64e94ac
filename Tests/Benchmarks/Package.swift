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
    .package(name: "couplet", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "couplet-benchmarks",
      dependencies: [.product(name: "CoupletCore", package: "couplet")],
      swiftSettings: house,
      // CoupletCore rounds and takes roots; without Foundation nothing else brings the C library's mathematics in.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
  ]
)
