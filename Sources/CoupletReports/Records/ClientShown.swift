public import CoupletCore

/// Clients as outputs show them.
extension PracticeText {
  /// The clients, by id.
  public static func clients(_ directory: Directory, showingIDs: Bool) -> [String] {
    table(
      (showingIDs ? ["id"] : []) + ["name", "called", "couples"],
      directory.clients.map { client in
        (showingIDs ? [Table.Cell.text(client.id.description)] : []) + [
          .text(client.name.shown(keepingLines: false)),
          .text((client.details.called ?? "").shown(keepingLines: false)),
          .text(directory.handles(of: client).joined(separator: ", ")),
        ]
      })
  }

  /// One client.
  public static func client(_ client: Client, in directory: Directory, showingIDs: Bool) -> [String] {
    let details = client.details
    let lines: [(String, String?)] = [
      ("called", details.called),
      ("formerly", details.formerNames.isEmpty ? nil : details.formerNames.joined(separator: ", ")),
      ("pronouns", details.pronouns), ("born", details.born?.description),
      ("phone", details.phone), ("safe contact", details.safeContact),
      ("emergency", details.emergencyContact),
    ]
    let couples = directory.handles(of: client)
    return [(showingIDs ? "\(client.id) · " : "") + client.name.shown(keepingLines: false)]
      + lines.compactMap { name, value in
        value.map { "\(name.padded(toCells: 13)) \($0.shown(keepingLines: false))" }
      } + (couples.isEmpty ? [] : ["couples       \(couples.joined(separator: ", "))"])
  }
}

/// A client's record, for the counselor.
public func json(_ client: Client, in directory: Directory, showingIDs: Bool) -> JSONValue {
  let details = client.details
  return [
    "id": .text(showingIDs ? client.id.description : nil), "name": .string(client.name),
    "called": .text(details.called), "former_names": .texts(details.formerNames), "pronouns": .text(details.pronouns),
    "born": .day(details.born),
    "phone": .text(details.phone), "safe_contact": .text(details.safeContact),
    "emergency_contact": .text(details.emergencyContact),
    "couples": .texts(directory.handles(of: client)),
  ]
}

extension Directory {
  fileprivate func handles(of client: Client) -> [String] {
    couples.filter { $0.everyMember.contains(client.id) }.map(\.handle.description)
  }
}
