import CoupletCore
import GRDB

/// Runs a piece of store work and turns SQLite's errors into problems; a message never has a record's content.
func translatingFaults<Value>(_ body: () throws -> Value) throws(Problem) -> Value {
  do {
    return try body()
  } catch let problem as Problem {
    throw problem
  } catch let error as DatabaseError {
    throw problem(from: error)
  } catch {
    throw Problem(.internalFault, "the practice file could not be used (\(type(of: error)))")
  }
}

private func problem(from error: DatabaseError) -> Problem {
  switch error.resultCode {
  case .SQLITE_FULL:
    Problem(.cannotWrite, "file: the disk is full; nothing was saved", hint: "make room, then give the command again")
  case .SQLITE_BUSY, .SQLITE_LOCKED:
    Problem(.unavailable, "file: another program holds the practice file; nothing was saved")
  case .SQLITE_READONLY:
    Problem(.cannotWrite, "file: the practice file or its folder can't be written")
  case .SQLITE_CANTOPEN:
    Problem(.cannotWrite, "file: the practice file can't be opened, or its folder can't be written")
  case .SQLITE_PERM, .SQLITE_AUTH: Problem(.noPermission, "file: the system doesn't permit it")
  case .SQLITE_NOTADB: Problem(.noInput, "file: it is not a practice file of couplet")
  case .SQLITE_CORRUPT:
    Problem(.damaged, "file: the practice file is damaged", hint: "restore a backup; copy the damaged file first")
  case .SQLITE_IOERR: Problem(.damaged, "file: reading or writing failed; nothing was saved")
  // SQLite's own words name tables and columns, never a value.
  default:
    Problem(.internalFault, "file: SQLite refused (\(error.extendedResultCode.rawValue)): \(error.message ?? "")")
  }
}
