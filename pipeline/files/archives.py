"""What can be wrong with bytes that should be a zip or XML: one list, for all who read such files."""

import lzma
import struct
import zipfile
import zlib

BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What `zipfile` raises for a file that is cut, altered, encrypted or packed in a way that it does not know."""
BROKEN_XML = (SyntaxError,)
"""What lxml raises for text that is no XML; `SyntaxError` by its own choice, so that nobody needs it for this name."""
BROKEN = (*BROKEN_ZIP, *BROKEN_XML, KeyError)
"""Both, and a member that is not there."""
