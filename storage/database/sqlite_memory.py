"""Switches off SQLite's statistics of its own memory, for which every allocation takes a lock of the process."""

import ctypes
import sqlite3


def switch_off_memory_statistics() -> bool:
    """Tells SQLite not to count its memory, which needs that no connection of this process is open; whether it did.

    Where the library cannot be reached, or something is open already, everything works as before, only slower.
    """
    memory_statistics_option = 9
    try:
        import _sqlite3

        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_memory_used.restype = ctypes.c_int64
        if library.sqlite3_memory_used():
            return False
        library.sqlite3_shutdown()
        switched: int = library.sqlite3_config(memory_statistics_option, ctypes.c_int(0))
        library.sqlite3_initialize()
    except (ImportError, OSError, AttributeError):
        return False
    return switched == sqlite3.SQLITE_OK
