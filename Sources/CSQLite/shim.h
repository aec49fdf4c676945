#pragma once
#include <sqlite3.h>

// The importer sees neither variadic functions nor SQLITE_TRANSIENT, which is a cast, nor codes made of two.

static const int sqlite3_ioerr_shmsize = SQLITE_IOERR_SHMSIZE;

static inline int sqlite3_db_config_switch(sqlite3 *database, int option, int isOn) {
    return sqlite3_db_config(database, option, isOn, (int *)0);
}

static inline int sqlite3_bind_text_copy(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int sqlite3_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}
