import CoupletCore
import Foundation
import GRDB
import SealedSQLite

/// Runs a piece of store work and turns SQLite's errors into problems; a message never has a record's content.
///
/// - Parameter path: the file that errors of the page layer are about.
func translatingFaults<Value>(_ path: String = "the practice file", _ body: () throws -> Value) throws(Problem) -> Value
{
  do {
    return try body()
  } catch let problem as Problem {
    throw problem
  } catch is RowDecodingError {
    throw Problem(.damaged, "file: a row has nothing where a value has to be", hint: .readCheck)
  } catch let error as DatabaseError {
    let vfs = try? SealedVFS.standard()
    if let damage = vfs?.takeDamage(), error.resultCode == .SQLITE_IOERR { throw problem(from: damage) }
    if let refusal = vfs?.takeRefusal(), error.resultCode == .SQLITE_CANTOPEN {
      throw problem(from: refusal, path: path)
    }
    throw problem(from: error, path: path)
  } catch let error as SealedError {
    throw problem(from: error, path: path)
  } catch {
    throw Problem(.internalFault, "the practice file could not be used (\(type(of: error)))")
  }
}

private func problem(from error: DatabaseError, path: String) -> Problem {
  // The schema's own refusals are words of ours: what is signed never changes.
  if error.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER, let words = error.message, Schema.refuses(in: words) {
    return Problem(.refused, "file: \(words); nothing was saved")
  }
  // Among its errors of reading and writing SQLite has those of the calls that lock.
  let locking = [
    ResultCode.SQLITE_IOERR_LOCK, .SQLITE_IOERR_UNLOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_CHECKRESERVEDLOCK,
    .SQLITE_IOERR_SHMLOCK,
  ]
  if locking.contains(error.extendedResultCode) { return PracticeFile.cannotLock(nil) }
  return switch error.resultCode {
  case .SQLITE_PROTOCOL: PracticeFile.cannotLock(nil)
  case .SQLITE_FULL:
    Problem(.cannotWrite, "file: the disk is full; nothing was saved", hint: "make room, then give the command again")
  // SQLite takes a file system without locks for one where another program holds them.
  case .SQLITE_BUSY where CommandLock.lacksRanges(beside: path): PracticeFile.cannotLock(nil)
  case .SQLITE_BUSY, .SQLITE_LOCKED:
    Problem(.unavailable, "file: another program holds the practice file; nothing was saved")
  case .SQLITE_READONLY:
    PracticeFile.readOnly(path)
  case .SQLITE_CANTOPEN:
    Problem(.cannotWrite, "file: the practice file can't be opened, or its folder can't be written")
  case .SQLITE_PERM, .SQLITE_AUTH: Problem(.noPermission, "file: the system doesn't permit it")
  case .SQLITE_NOMEM:
    Problem(
      .unavailable, "memory: the system gives less than opening the file needs; nothing was saved",
      hint: "end other programs, or raise the limit that ulimit -v shows")
  case .SQLITE_NOTADB:
    Problem(.damaged, "file: its beginning is damaged, or it is no practice file", hint: .salvage)
  case .SQLITE_CORRUPT:
    Problem(.damaged, "file: the practice file is damaged", hint: "restore a backup; copy the damaged file first")
  // What is written was judged by the core before: a table refuses it because of what stands there already.
  case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG:
    Problem(
      .damaged, "file: what stands there breaks a rule of its tables; nothing was saved", hint: .readCheck)
  case .SQLITE_ERROR where isOfSchema(error.message ?? ""):
    Problem(.damaged, "file: its schema can't be read as couplet's", hint: .salvage)
  case .SQLITE_IOERR: Problem(.damaged, "file: reading or writing failed; nothing was saved")
  // SQLite's own words name tables and columns, never a value.
  default:
    Problem(.internalFault, "file: SQLite refused (\(error.extendedResultCode.rawValue)): \(error.message ?? "")")
  }
}

/// Whether SQLite's words are about the schema of the file and not about what we ask of it: ours is compared at opening.
private func isOfSchema(_ words: String) -> Bool {
  [
    "unsupported file format", "malformed", "no such table", "no such column", "no such module", "has no column",
    "vtable constructor failed", "error in trigger", "error in view", "error in index", "error in table",
    "corrupt database", "foreign key mismatch",
  ].contains { words.contains($0) }
}

private func problem(from damage: SealedVFS.Damage) -> Problem {
  let place =
    switch damage.place {
    case .page(let page): "page \(page)"
    case .frame(let frame, let page): "frame \(frame), page \(page),"
    }
  return Problem(.damaged, "file: \(place) of \(damage.path) is damaged", hint: .keepAndRestore)
}

/// The problem that an error of the page layer comes to.
func problem(from error: SealedError, path: String) -> Problem {
  switch error {
  case .notSealed: PracticeFile.foreign(path)
  case .headerDamaged: Problem(.damaged, "file: the header of \(path) is damaged", hint: "restore a backup")
  case .noPages: Problem(.damaged, "file: \(path) ends in its header", hint: "restore a backup")
  case .newerFormat:
    Problem(.unavailable, "file: \(path) was written by a newer couplet", hint: "update couplet, then try again")
  case .wrongKey: Problem(.noPermission, "file: the passphrase is not the one of \(path)")
  case .tooMuchWork:
    Problem(
      .damaged, "file: the header of \(path) asks for more work than any couplet writes", hint: "restore a backup")
  case .unproven:
    // A key is at hand that opened this header, or was held for it: what doesn't fit is the header.
    Problem(
      .damaged, "file: the header of \(path) doesn't fit the key that opens it: it was changed, or is another file's",
      hint: "restore a backup")
  case .noMemory(let mebibytes):
    Problem(
      .unavailable, "memory: opening needs \(mebibytes) MiB, and the system gives less",
      hint: .unlockElsewhere)
  case .emptyPassphrase: Problem(.badData, "passphrase: it is empty")
  case .noFreeSlot: Problem(.internalFault, "file: all key slots are taken")
  case .unsuitableSQLite(let why): Problem(.unavailable, "file: this system's SQLite can't be used: \(why)")
  case .system(_, let code) where code == EACCES || code == EPERM:
    Problem(.noPermission, "file: the system doesn't permit it for \(path) or what stands beside it")
  case .system(_, EROFS): PracticeFile.readOnly(path)
  case .system("flock", let code): PracticeFile.cannotLock(code)
  case .system(let call, let code):
    code == ENOSPC || code == EDQUOT || code == EFBIG
      ? Problem(.cannotWrite, "file: the disk is full; nothing was saved", hint: "make room, then try again")
      : Problem(.damaged, "file: \(path): \(call) failed: \(PracticeFile.describe(code))")
  case .impossible(let what): Problem(.internalFault, "file: \(what) failed")
  }
}
