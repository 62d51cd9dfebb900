"""Builds the site for somebody who is working on it: all of it, and ahead of it the page in hand."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build.project import Project
from generator.build.site_build import pages_of, write_site
from generator.checks.check import CheckResult, check
from generator.cli._plans import editions_of
from generator.devserver.live_site import LiveSite, SourcesWrong
from generator.devserver.preview import read_ahead
from generator.loading.diagnostics import Severity
from generator.publishing.output_dir import Sink


class DevBuilder(Struct):
    """Builds the site; `sound` is the last check that found nothing wrong."""

    project: Project
    sound: CheckResult | None = None

    def make(self, sink: Sink) -> None:
        """Build the site; raises `SourcesWrong` with the findings."""
        self.sound = None
        outcome = check(self.project.root, cache=self.project.cache, prints=sink.prints)
        if not outcome.passes():
            errors = (
                diagnostic for diagnostic in outcome.diagnostics if diagnostic.severity is Severity.ERROR
            )
            raise SourcesWrong("\n".join(map(str, errors)))
        write_site(editions_of(outcome, None), self.project.config, self.project.cache, sink)
        self.sound = outcome

    def show_ahead(self, path: Path, live: LiveSite) -> None:
        """Show the pages of the objective in a file that has just been saved, if it alone has changed."""
        plans = self.sound.plans if self.sound else ()
        for number, loaded in enumerate(plans):
            if self.sound and (ahead := read_ahead(loaded, path)):
                changed = (*plans[:number], replace(loaded, plan=ahead.plan), *plans[number + 1 :])
                editions = editions_of(replace(self.sound, plans=changed), None)
                project = self.project
                pages = pages_of(editions, number, ahead.objective, project.config, project.cache)
                for name, content in pages.items():
                    live.show(name, content)
