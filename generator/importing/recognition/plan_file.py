"""Content of piano.yml: body, title, years, kinds of objectives, fields of the body."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from generator.importing.imported_plan import Doubt
from generator.importing.recognition.code_form_choice import find_code_forms, kind_names
from generator.importing.recognition.indicator_writer import IndicatorContent
from generator.importing.recognition.objective_writer import ObjectiveWriter
from generator.importing.recognition.plan_years import PlanYears
from generator.importing.recognition.records import Recognised
from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.tree import ObjectiveDraft
from generator.importing.yaml_text import Node
from generator.plan.weighting import Weighting


class PlanFileWriter(Struct):
    """A writer of piano.yml. `body` is the public body if it was given, `objectives` has written those."""

    recognised: Recognised
    drafts: Sequence[ObjectiveDraft]
    years: PlanYears
    body: str
    objectives: ObjectiveWriter

    def write(
        self, contents: Sequence[IndicatorContent], weighting: Weighting
    ) -> tuple[dict[str, Node], list[Doubt]]:
        """The fields of piano.yml, after the objectives and their indicators, and the doubts about them."""
        doubts: list[Doubt] = []
        years = self.years
        title = safe(self.recognised.title)
        body = self.body or self.recognised.body
        named = self.recognised.body
        if self.body and named and named.casefold() != self.body.casefold():
            doubts.append(Doubt(f"l'ente è «{named}»", place="titolo"))
        if not self.body and (self.recognised.is_body_guessed or not body):
            text = (
                f"il nome dell'ente è stato preso dal titolo: «{body}»"
                if body
                else "il documento non dice di quale ente è: scriverlo in piano.yml, o con «--ente»"
            )
            doubts.append(Doubt(text, place="titolo"))
        if years.is_guess:
            text = f"l'anno dei traguardi, {years.first}, è preso dal titolo del documento"
            doubts.append(Doubt(text, place="titolo"))
        span = str(years.first) if len(years.years) == 1 else f"{years.first}-{years.years[-1]}"
        head: dict[str, Node] = {
            "ente": {"nome": body or "Ente da indicare"},
            "titolo": title or f"Piano {span}",
        }
        if self.recognised.section:
            head["sezione"] = safe(self.recognised.section)
        head["anni"] = [str(year) for year in years.years]
        if year := _baseline_year(contents):
            head["anno_base"] = year
        head["atto_approvazione"] = ""
        head |= self._kinds()
        types = [one.fields.get("tipologia") for one in contents]
        if types and all(types):
            head["tipologie"] = list(dict.fromkeys(str(one) for one in types))
        if weighting is Weighting.POINTS and all("peso" in one.fields for one in contents):
            head["pesi"] = weighting.value
        used = {name for one in contents for name in _own_names(one.fields)} | self.objectives.used_own
        declared = [
            one
            for one in self.objectives.own.declarations()
            if isinstance(one, Mapping) and one["id"] in used
        ]
        if declared:
            head["campi"] = declared
        return head, doubts

    def _kinds(self) -> dict[str, Node]:
        """The kinds of objectives: the levels of the plan, or what the codes tell."""
        if levels := self.objectives.levels:
            return {"tipi": {key: name[:1].upper() + name[1:] for name, key in levels.items()}}
        writer = self.objectives
        registers = writer.registers
        forms = find_code_forms(
            [writer.codes[draft.key] for draft in self.drafts],
            {code for code, _ in registers.areas},
            [mission for mission, *_ in registers.programmes],
            [programme for _, _, programme, _ in registers.programmes if programme],
        )
        if not forms.declared:
            return {}
        parts = {writer.codes[draft.key]: draft.section for draft in self.drafts}
        return {"codici": forms.declared, "tipi": kind_names(forms.kinds, parts)}


def _baseline_year(contents: Iterable[IndicatorContent]) -> str:
    """The year of all baselines; empty where they are of several."""
    years: set[str] = set()
    for one in contents:
        baselines = one.fields.get("stato")
        years |= set(baselines) if isinstance(baselines, Mapping) else set()
    return years.pop() if len(years) == 1 else ""


def _own_names(fields: Mapping[str, Node]) -> Iterable[str]:
    own = fields.get("campi")
    return own if isinstance(own, Mapping) else ()
