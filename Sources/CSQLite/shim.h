#include <sqlite3.h>

/* Swift can't call variadic functions. */

/* Whether closing the last connection leaves the log as it is. */
static inline int couplet_keep_log_on_close(sqlite3 *connection, int keeps) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keeps, (int *)0);
}
