"""Files that nobody wrote on purpose: litter of systems and editors, and copies made by synchronising."""

import re
from collections.abc import Collection
from functools import lru_cache

#: Names that systems, office programs, editors and browsers leave behind; hidden files are litter anyway.
_LITTER = re.compile(
    r"desktop\.ini|(?:eh)?thumbs\.db|icon\r|__macosx|\$recycle\.bin|system volume information|@eadir"
    r"|lost\+found|4913|~\$.*|~wrl.*|#.*#|.*~|.*___jb_(?:tmp|old)___"
    r"|.*\.(?:sw[a-p]|tmp|temp|part|partial|crdownload|lnk)",
    re.IGNORECASE | re.DOTALL,
)
#: Endings that a program or a person adds to the name of a former version.
_FORMER = r"\.(?:bak|old|orig|save|rej|backup)"
_FORMER_VERSION = re.compile(f".*{_FORMER}", re.IGNORECASE | re.DOTALL)
_ADDED_ENDING = re.compile(rf"{_FORMER}|\.(?:txt|[0-9]+)", re.IGNORECASE)

_COPY = r"copia|copy|kopie|copie"
#: What is added to the name of a copy, before its ending.
_SUFFIX = re.compile(
    r" ?\([0-9]{1,3}\)"  # browsers, Google Drive
    rf"|[ _-]+\(?(?:{_COPY})\)?(?: ?\(?[0-9]+\)?)?"  # file managers: « - Copia (2)»
    rf"|[ _-]*\([^()]*\b(?:{_COPY}|conflict|conflitto)\b[^()]*\)"  # Dropbox, Nextcloud
    r"|[ ._-](?:sync-)?conflict[ ._-].*"  # Syncthing, ownCloud
    r"|[._](?:BACKUP|BASE|LOCAL|REMOTE)[._][0-9]+",  # git mergetool
    re.IGNORECASE,
)
_FIRST_OF_SUFFIX = " (._-"
#: OneDrive adds the name of the computer, which Windows writes in capitals.
_COMPUTER = re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}")
_SURE_COMPUTER = re.compile(
    r"-(?=(?:[A-Z0-9]+-)*(?:PC[0-9]*|DESKTOP|LAPTOP|NOTEBOOK|PORTATILE|WORKSTATION|SERVER)(?:-|$))[A-Z0-9-]+"
    r"|-(?i:macbook|imac)\b.*"
)
_PREFIX = re.compile(r"(?:copia|copy) (?:\([0-9]+\) )?(?:di|of) ", re.IGNORECASE)


def is_litter(name: str) -> bool:
    """Whether a file or folder may be passed over without a word."""
    return name.startswith(".") or _LITTER.fullmatch(name) is not None


@lru_cache(maxsize=10_000)
def is_set_aside(name: str) -> bool:
    """Whether a file or folder is litter, or by its ending a former version of another: never published."""
    return is_litter(name) or _FORMER_VERSION.fullmatch(name) is not None


def original_of(name: str, names: Collection[str], *, is_free: bool = False) -> str | None:
    """The file beside it, among `names`, of which a file is a copy; `None` if it is none.

    `is_free`: names are free, as those of pages and objectives, so that only a certain suffix counts.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and stem in names and _ADDED_ENDING.fullmatch(f".{ending}"):
        return stem
    if ending == "yaml" and f"{stem}.yml" in names:
        return f"{stem}.yml"
    stem, ending = (stem, f".{ending}") if dot else (name, "")
    computer = _SURE_COMPUTER if is_free else _COMPUTER
    for end, sign in enumerate(stem):
        if sign in _FIRST_OF_SUFFIX and (original := f"{stem[:end]}{ending}") in names:
            suffix = stem[end:]
            if _SUFFIX.fullmatch(suffix) or computer.fullmatch(suffix):
                return original
    if match := _PREFIX.match(stem):
        original = f"{stem[match.end() :]}{ending}"
        return original if original in names else None
    return None


def two_versions(name: str, original: str) -> str:
    """The message for a copy."""
    return (
        f"due versioni dello stesso file: «{name}» è una copia di «{original}»; riportare in «{original}» "
        "ciò che serve, poi togliere la copia"
    )
