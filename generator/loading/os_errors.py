"""What the system has against reading, writing or listening, said in Italian."""

import errno

#: Nothing more can be written, whatever it is.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
_SAID = {
    errno.ENOSPC: "il disco è pieno",
    errno.EDQUOT: "lo spazio assegnato è finito",
    errno.EFBIG: "un file supera la grandezza ammessa",
    errno.EROFS: "il disco si può solo leggere",
    errno.EACCES: "manca il permesso",
    errno.EPERM: "manca il permesso",
    errno.ENOENT: "non c'è",
    errno.ENOTDIR: "un file sta al posto di una cartella",
    errno.EISDIR: "è una cartella",
    errno.EEXIST: "c'è già",
    errno.ENAMETOOLONG: "il nome è troppo lungo",
    errno.ELOOP: "i collegamenti simbolici girano in tondo",
    errno.EBUSY: "è in uso",
    errno.EADDRINUSE: "è già in uso",
    errno.EMFILE: "troppi file aperti",
    errno.EIO: "il disco non risponde come dovrebbe",
}


def os_error_message(error: OSError) -> str:
    """Why it could not be done; what has no words here is said in those of the system."""
    return _SAID.get(error.errno or 0) or error.strerror or str(error)
