import SealedSQLite

/// What is done to a practice file's pages: sealed under a key, or nothing.
enum PageSeal: Sendable {
  case plain
  case sealed(SealedHeader, DataKey)

  /// The chain's key goes with the data key, so that copies under the same key keep their chain.
  var chain: Chain {
    switch self {
    case .plain: Chain(key: nil)
    case .sealed(let header, let dataKey): Chain(key: dataKey.key(for: "audit/1", salt: header.keyID))
    }
  }

  /// Names the data key, nil for a plain file.
  var keyID: Identifier? {
    guard case .sealed(let header, _) = self else { return nil }
    return header.keyID
  }

  /// The same data key under another header.
  func at(_ other: SealedHeader?) -> PageSeal {
    guard case .sealed(_, let dataKey) = self, let other else { return self }
    return .sealed(other, dataKey)
  }

  /// The file's own keys, nil for a plain one.
  var keys: FileKeys? {
    guard case .sealed(let header, let dataKey) = self else { return nil }
    return FileKeys(dataKey, fileID: header.fileID)
  }

  /// The anchor beside a file, nil for a plain one, which has none.
  func anchor(of path: String) throws -> Anchor.Found? {
    guard case .sealed(_, let dataKey) = self, let keys else { return nil }
    return try Anchor.read(of: path, keys: keys, dataKey: dataKey)
  }

  /// The seal of a copy under the same keys: its pages don't pass for those of the file it was made of.
  func forCopy() -> PageSeal {
    switch self {
    case .plain: .plain
    case .sealed(let header, let dataKey): .sealed(header.forCopy(), dataKey)
    }
  }
}
