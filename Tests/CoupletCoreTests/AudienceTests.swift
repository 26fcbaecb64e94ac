import CoupletCore
import Testing

@Suite struct AudienceTests {
  private let all: [Audience] = [.joint, .counselor, .member(Client.ID(number: 1)), .member(Client.ID(number: 2))]

  @Test func aMemberSeesWhatIsJointAndTheirsAndNothingElse() {
    let maya = Audience.member(Client.ID(number: 1))
    #expect(all.map { $0.isOpen(to: maya) } == [true, false, true, false])
    #expect(all.map { $0.isOpen(to: .joint) } == [true, false, false, false])
    #expect(all.map { $0.isOpen(to: .counselor) } == [true, true, true, true])
  }

  @Test func narrowingIsOpenToNobodyToWhomEitherIsClosed() {
    for one in all {
      for two in all {
        let narrowed = one.narrowed(by: two)
        #expect(narrowed == two.narrowed(by: one))
        for viewer in all where narrowed.isOpen(to: viewer) {
          #expect(one.isOpen(to: viewer) && two.isOpen(to: viewer))
        }
      }
    }
  }
}
