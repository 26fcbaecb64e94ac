import CoupletCore
import GRDB
import Testing

@testable import CoupletStore
@testable import SealedSQLite

/// What becomes of the system's errors on their way up: the cause stays, and the kind that scripts go by fits it.
@Suite struct FaultTests {
  private func problem(_ error: any Error) -> Problem? {
    do throws(Problem) {
      try translatingFaults("/home/ada/p.couplet") { throw error }
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ResultCode.SQLITE_PROTOCOL, .SQLITE_IOERR_LOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_UNLOCK, .SQLITE_IOERR_SHMLOCK,
    .SQLITE_IOERR_CHECKRESERVEDLOCK,
  ]) func locksThatTheFileSystemDoesNotHave(_ code: ResultCode) {
    let problem = problem(DatabaseError(resultCode: code))
    #expect(problem?.kind == .unavailable)
    #expect(problem?.message == "file: this file system can't lock files; nothing was saved")
  }

  @Test func theLocksOfOurOwnFilesToo() {
    let problem = problem(SealedError.system(call: "flock", code: 37))
    #expect(problem?.kind == .unavailable)
    #expect(problem?.message == "file: this file system can't lock files (no locks available); nothing was saved")
  }

  @Test func tooLittleMemory() {
    let sealed = problem(SealedError.noMemory(mebibytes: 128))
    #expect(sealed?.kind == .unavailable)
    #expect(sealed?.message == "memory: opening needs 128 MiB, and the system gives less")
    #expect(sealed?.hint == .unlockElsewhere)
    let plain = problem(DatabaseError(resultCode: .SQLITE_NOMEM))
    #expect(plain?.kind == .unavailable)
    #expect(plain?.message == "memory: the system gives less than opening the file needs; nothing was saved")
  }

  @Test func whatCannotBeWrittenSaysHowToGoOn() {
    for error in [DatabaseError(resultCode: .SQLITE_READONLY), SealedError.system(call: "write", code: 30)]
      as [any Error]
    {
      let problem = problem(error)
      #expect(problem?.kind == .cannotWrite)
      #expect(problem?.hint == .restoreElsewhere(path: "/home/ada/p.couplet"))
    }
    #expect(problem(DatabaseError(resultCode: .SQLITE_IOERR_READ))?.kind == .damaged)
  }

  // MARK: The clock

  @Test func aClockIsDoubtedBackwardsAndFarAhead() throws {
    let save = try #require(Instant("2026-11-23T14:02:11Z"))
    func doubt(_ text: String) -> PracticeClock.Doubt? {
      Instant(text).flatMap { PracticeClock.doubt($0, after: save) }
    }
    #expect(doubt("2026-11-23T14:02:11Z") == nil && doubt("2026-11-23T14:01:11Z") == nil)
    #expect(doubt("2026-11-23T14:01:10Z") == .back && doubt("1970-01-01T00:00:00Z") == .back)
    #expect(doubt("2027-02-21T14:02:11Z") == nil && doubt("2027-11-23T14:02:11Z") == .ahead(days: 365))
  }

  /// Earlier pages for paper have ten digits: they are the first of those of today.
  @Test func theHeadHasTwentyDigitsThatBeginAsTheTenDid() {
    let mac = (0..<32).map { UInt8(($0 * 37 + 11) & 255) }
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let bits = mac.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 14
    let ten = String((0..<10).map { digits[Int(bits >> (45 - 5 * $0) & 31)] })
    let code = ChainState.code(mac)
    #expect(code.count == 23 && code.split(separator: "-").count == 4)
    #expect(code.replacing("-", with: "").hasPrefix(ten))
    // Each digit is five bits of the code, and of no others.
    for bit in 0..<256 {
      var other = mac
      other[bit / 8] ^= 128 >> (bit % 8)
      let places = zip(code, ChainState.code(other)).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
      #expect(places == (bit < 100 ? [bit / 5 + bit / 25] : []))
    }
  }
}
