"""The making of the frame, by an engine that is imported only when it is needed."""

from generator.loading.file_system import NAME_NOT_UTF8, files_below, is_text
from generator.site.frame.slots import Frame, FrameRequest
from generator.site.frame.sources import FrameError, FrameProblem, Sources, check_content


def make_frame(sources: Sources, request: FrameRequest) -> Frame:
    """The frame of a site. Raises `FrameError` with every problem of the sources."""
    check_folders(sources)
    if problems := [*check_content(sources, request.page_slots)]:
        raise FrameError(problems)
    # MkDocs takes half a second to import: only a build without a cached frame does so.
    from generator.site.frame.mkdocs_build import build_with_mkdocs

    return build_with_mkdocs(sources, request)


def check_folders(sources: Sources) -> None:
    """Raise `FrameError` for a missing folder of site_config.yml and for a linked one in theme/."""
    if missing := [folder.name for folder in (sources.content, *sources.themes) if not folder.is_dir()]:
        name = sources.config.name
        raise FrameError(FrameProblem(name, 1, 1, f"la cartella «{path}» non esiste") for path in missing)
    theme = [(path, folder) for folder in sources.themes for path in files_below(folder)]
    if unnamed := [path for path, folder in theme if not is_text(path.relative_to(folder).as_posix())]:
        raise FrameError(FrameProblem(sources.name(path), 1, 1, NAME_NOT_UTF8) for path in unnamed)
    if linked := [path for path, _ in theme if path.is_symlink() and not path.is_file()]:
        message = "è un collegamento simbolico a una cartella, che non si segue: mettere qui la cartella"
        raise FrameError(FrameProblem(sources.name(path), 1, 1, message) for path in linked)
