import CSystemCall
import Foundation

/// What keeps keys and clear pages in a process's memory from others.
public enum MemoryGuard {
  private static let setDumpable = 4

  /// Allows no core dump, and no look into the process by others of the same user.
  public static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if os(Linux)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
    _ = system_call(system_call_prctl(), setDumpable, 0, 0, 0, 0)
  }
}
