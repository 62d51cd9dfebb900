"""Where the parts of a project lie, starting from its site_config.yml."""

from pathlib import Path

from msgspec import Struct

CONFIG_NAME = "site_config.yml"


class Project(Struct, frozen=True):
    """A body's project: the folder that holds site_config.yml, plan_data/, content/ and theme/."""

    config: Path

    @property
    def root(self) -> Path:
        """The folder that messages name files from."""
        return self.config.parent

    @property
    def plan_data(self) -> Path:
        """The plans, one folder for each period."""
        return self.root / "plan_data"

    @property
    def content(self) -> Path:
        """The Markdown pages."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """The templates of the plan pages."""
        return self.root / "theme" / "pages"

    @property
    def target(self) -> Path:
        """Where the site is built unless the user says otherwise."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What one build leaves for the next; may be deleted at any time."""
        return self.root / ".cache"

    @property
    def cache_file(self) -> Path:
        """The action cache."""
        return self.cache / "actions.sqlite"
