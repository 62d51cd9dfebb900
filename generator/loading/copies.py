"""Files that nobody wrote on purpose: litter of systems and editors, and copies made by synchronising."""

import re
from collections.abc import Collection

#: Names that systems, office programs, editors and browsers leave behind; hidden files are litter anyway.
_LITTER = re.compile(
    r"desktop\.ini|(?:eh)?thumbs\.db|icon\r|__macosx|\$recycle\.bin|system volume information|@eadir|lost\+found"
    r"|4913|~\$.*|~wrl.*|#.*#|.*~|.*\.(?:sw[a-p]|tmp|temp|part|partial|crdownload|lnk)|.*___jb_(?:tmp|old)___",
    re.IGNORECASE | re.DOTALL,
)
#: Endings of what a program or a person has put aside.
_SET_ASIDE = re.compile(r"\.(?:bak|old|orig|save|rej|backup|txt|[0-9]+)", re.IGNORECASE)

_WORD_FOR_COPY = r"copia|copy|kopie|copie|conflitto|conflict(?:ed)?"
#: What is added to the name of a copy, before its ending.
_SUFFIX = re.compile(
    r" ?\([0-9]{1,3}\)"  # browsers, Google Drive
    rf"|[ _-]+\(?(?:{_WORD_FOR_COPY})\b.*"  # file managers: « - Copia (2)», « copy 2», «_conflict-20250630»
    rf"|[ _-]*\([^()]*\b(?:{_WORD_FOR_COPY})\b[^()]*\)"  # Dropbox, Nextcloud: « (… conflicted copy 2025-06-30)»
    r"|\.sync-conflict-.*"  # Syncthing
    r"|[._](?:BACKUP|BASE|LOCAL|REMOTE)[._][0-9]+",  # git mergetool
    re.IGNORECASE,
)
#: OneDrive adds the name of the computer, which Windows writes in capitals.
_COMPUTER = re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}")
_SURE_COMPUTER = re.compile(
    r"-(?=(?:[A-Z0-9]+-)*(?:PC[0-9]*|DESKTOP|LAPTOP|NOTEBOOK|PORTATILE|WORKSTATION|SERVER)(?:-|$))[A-Z0-9-]+"
    r"|-(?i:macbook|imac)\b.*"
)
_PREFIX = re.compile(r"(?:copia|copy) (?:(?:di|of) )?(?:\([0-9]+\) )?(?:di |of )?", re.IGNORECASE)


def is_litter(name: str) -> bool:
    """Whether a file or folder may be passed over without a word."""
    return name.startswith(".") or _LITTER.fullmatch(name) is not None


def is_set_aside(name: str) -> bool:
    """Whether a file is litter, or a former version that its ending tells from the present one."""
    return is_litter(name) or re.search(r"\.(?:bak|old|orig|save|rej|backup)$", name, re.IGNORECASE) is not None


def original_of(name: str, names: Collection[str], *, is_free: bool = False) -> str | None:
    """The file beside it, among `names`, of which a file is a copy; `None` if it is none.

    `is_free`: names are free, as those of pages, so that only a certain suffix counts.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and stem in names and _SET_ASIDE.fullmatch(f".{ending}"):
        return stem
    stem, ending = (stem, f".{ending}") if dot else (name, "")
    computer = _SURE_COMPUTER if is_free else _COMPUTER
    for other in sorted(names, key=len, reverse=True):
        if other == name or not other.endswith(ending):
            continue
        original = other.removesuffix(ending)
        rest = stem.removeprefix(original)
        if rest != stem and (_SUFFIX.fullmatch(rest) or computer.fullmatch(rest)):
            return other
        if (match := _PREFIX.match(stem)) and stem[match.end() :] == original:
            return other
    return None


def two_versions(name: str, original: str) -> str:
    """The message for a copy."""
    return (
        f"due versioni dello stesso file: «{name}» è una copia di «{original}»; riportare in «{original}» "
        "ciò che serve, poi togliere la copia"
    )
