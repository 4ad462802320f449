"""Alongside, standing on a SQLite that cannot corrupt a busy database (3.51.3 or later)."""

import sys

try:
    import pysqlite3
except ImportError:  # no wheel for this machine: the doctor tells whether its own will do
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
