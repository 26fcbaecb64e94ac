/// What to do about a problem or a finding: words that stand by themselves, or a step for which the program has a command.
///
/// Nothing but the program knows what its commands and options are called; it turns every step into words in one place.
public enum Advice: Hashable, Sendable {
  /// Words that name no command and no option.
  case words(String)

  // MARK: Charts

  /// Look for the couple in the list.
  case listCouples
  /// Enter a session of the couple with this handle.
  case addSession(of: String)
  /// Name two members or more.
  case nameTwoMembers
  /// Name who was there.
  case namePresent
  /// Let both see a record that is the counselor's.
  case showToBoth(RecordID)
  /// Change the text of a note that isn't signed.
  case editNote(RecordID)
  /// Add to a note that is signed.
  case amendNote(RecordID)
  /// Enter first that the promise was missed, or only partly kept.
  case enterMissFirst
  /// Read the codes of what gets in the way of homework.
  case listBarriers
  /// Say why.
  case giveWhy
  /// Enter the counselor's name.
  case nameCounselor

  // MARK: The practice file

  /// Make a practice file.
  case makePractice
  /// Open the file with its passphrase.
  case unlock
  /// Give the passphrase with each command.
  case givePassphrase
  /// Look at the file: that says what to do about it.
  case checkFile
  /// Look at the file: that says more about what is broken.
  case readCheck
  /// Make a new file of this one's rows, with the program's own schema.
  case rebuildSchema
  /// Copy what can be read to a new file.
  case salvage
  /// Make a new full-text index.
  case makeIndex
  /// Make an encrypted file of the plain one at this path.
  case encrypt(path: String)
  /// Put the file at this path where it can be written.
  case restoreElsewhere(path: String)
  /// Write both copies of the header.
  case writeHeader
  /// Keep both passphrases or codes, and change them once more.
  case changeKeyAgain
  /// Put file and log together again, save what both have, or set the log aside.
  case separateLog
  /// Look into other copies of the practice.
  case readCopies
  /// Get out of a log that was set aside what it has.
  case readKeptLog
  /// Go back to a backup, or go on with what is there.
  case restoreOrGoOn
  /// Go back to a backup, or go on without what is missing at the end.
  case restoreOrAcceptLoss
  /// Go back to a backup, or copy what can be read.
  case restoreOrSalvage
  /// Keep the damaged file, go back to a backup, and copy what can be read.
  case keepAndRestore
  /// Read the drafts of texts that couldn't be saved.
  case listDrafts
  /// Save what is needed of the drafts, and drop them.
  case emptyDrafts
  /// Let the lines of the inbox come in, or move aside those that can't be read.
  case emptyInbox
  /// Make a recovery code.
  case makeRecoveryCode
  /// Take a colleague's code away.
  case removeColleague
  /// Make memory free, then open the file once, so that the commands after it need none.
  case unlockElsewhere
  /// Make each guess at the passphrase dearer.
  case raiseCost
}
