import CoupletCore

extension Advice {
  /// What stands behind `hint:`, with commands and options as they are typed.
  var text: String {
    switch self {
    case .words(let words): words
    case .listCouples: "couplet couple list shows them all"
    case .addSession(let handle): "couplet session add \(handle)"
    case .nameTwoMembers: "give --member or --new-member twice"
    case .namePresent: "name them with --present NAME"
    case .showToBoth(let id): "couplet audience \(id) joint --why TEXT"
    case .editNote(let id): "couplet note edit \(id) changes its text"
    case .amendNote(let id): "couplet note amend \(id) adds to it"
    case .enterMissFirst: "couplet promise missed or promise partly comes first"
    case .listBarriers: "couplet homework barriers lists them"
    case .giveWhy: "give it with --why TEXT"
    case .nameCounselor: "couplet counselor --name NAME"
    case .makePractice: "couplet init makes one"
    case .unlock: "couplet unlock, or give --passphrase-file"
    case .givePassphrase: "each command asks for the passphrase, or takes --passphrase-file"
    case .checkFile: "couplet check says what to do"
    case .readCheck: "couplet check says more"
    case .rebuildSchema:
      "keep a copy of it as it is; couplet restore FILE --to NEW takes its rows into a file of couplet's own schema"
    case .salvage: "restore a backup; couplet check --salvage NEW copies what can be read"
    case .makeIndex: "couplet optimize makes a new one"
    case .encrypt(let path): "couplet restore \(path) --to NEW makes an encrypted file of it"
    case .restoreElsewhere(let path): "couplet restore \(path) --to NEW puts it where it can be written"
    case .writeHeader: "couplet passwd writes both"
    case .changeKeyAgain: "keep both, and give couplet passwd once more: it writes both copies of the header"
    case .restoreOrAcceptLoss: "restore a backup that has them, or go on without them: couplet check --accept-loss"
    case .separateLog:
      "put back the file that it was written for; or couplet check --salvage NEW saves what both have, and couplet check "
        + "--accept-loss sets the log aside"
    case .readCopies: "couplet couple list --file NAME reads one; what only it has is entered again here"
    case .readKeptLog: "couplet check --salvage NEW gets out what is in it"
    case .restoreOrGoOn:
      "couplet restore BACKUP --to FILE puts a backup that has them there; couplet check --accept-loss goes on with this one"
    case .restoreOrSalvage: "restore a backup; couplet check --deep --salvage NEW copies what can be read"
    case .keepAndRestore:
      "keep a copy of it as it is, then restore a backup; check --deep --salvage saves what can be read"
    case .listDrafts: "couplet note recover, couplet private recover"
    case .emptyDrafts:
      "couplet note recover and private recover list them; save what you need, then drop each with --drop"
    case .emptyInbox:
      "any other command takes them in; couplet inbox drop --unreadable moves aside what can't be read"
    case .makeRecoveryCode: "couplet passwd --recovery-code"
    case .removeColleague: "couplet passwd --remove LABEL takes one away"
    case .unlockElsewhere:
      "couplet unlock where there is more: then commands need no such memory until it is locked again"
    case .raiseCost: "couplet unlock raises it, as does couplet passwd"
    }
  }
}
