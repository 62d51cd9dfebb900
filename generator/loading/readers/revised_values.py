"""Reader of what a revision changes of an indicator: its words, targets, weight, steps and offices."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.loading.diagnostics import Diagnostics, SourceLocation, enumeration, suggestion
from generator.loading.readers.conditions import read_condition_of
from generator.loading.readers.fields import day_of, weight_of
from generator.loading.readers.parts import check_step_weights
from generator.loading.readers.policy import read_tolerance
from generator.loading.readers.targets import PlanYears, read_targets, targets_of
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator, WrittenCondition
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.revisions import RevisedIndicator, RevisedTarget, deadline_of, target_of
from generator.plan.values import Day, Percentage, Range, Value, show
from generator.plan.weighting import Weight, Weighting


class ValuesReader(Struct, frozen=True):
    """Reads the values of a revision of `day`, by the unit of the indicator that is in force until then.

    `weighting` is `None` where piano.yml does not say it.
    """

    day: date
    years: PlanYears
    baseline_year: int
    weighting: Weighting | None
    diagnostics: Diagnostics

    def read(self, mapping: ValidatedMapping, indicator: Indicator) -> RevisedIndicator:
        """What a mapping changes of an indicator; nothing if all that it holds is wrong."""
        revised = self._read_values(mapping, indicator)
        weight = mapping.scalar("peso")
        if weight and (found := self._read_weight(weight, indicator)):
            revised = replace(revised, weight=found)
        tolerance = read_tolerance(mapping.scalar("tolleranza"), indicator.unit, self.diagnostics)
        if tolerance is not None and tolerance == indicator.tolerance:
            self._report_unchanged(mapping.location_of("tolleranza"), f"la tolleranza «{show(tolerance)}»")
        name = self._read_words(mapping, "nome", indicator.name)
        formula = self._read_words(mapping, "formula", indicator.formula)
        return replace(revised, name=name, formula=formula, tolerance=tolerance)

    def _read_words(self, mapping: ValidatedMapping, name: str, former: str) -> str:
        """The new name or formula of an indicator, empty if there is none."""
        text = mapping.text(name)
        if text and text == former:
            self._report_unchanged(mapping.location_of(name), f"«{name}»")
            return ""
        return text

    def _read_part(
        self, key: Scalar, mapping: ValidatedMapping, part: Indicator
    ) -> Iterator[RevisedIndicator]:
        """The same of a step or an office; one that does not change is reported."""
        before = len(self.diagnostics)
        if deadline := mapping.scalar("entro"):
            revised = RevisedIndicator(part.id, deadline=self._read_deadline(deadline, mapping, part))
        else:
            revised = self._read_values(mapping, part)
        if weight := mapping.scalar("peso"):
            revised = replace(revised, weight=self._read_step_weight(weight, part))
        if revised != RevisedIndicator(part.id):
            yield revised
        elif len(self.diagnostics) == before:
            self._report_unchanged(key.location, f"«{key.text}»")

    def _read_values(self, mapping: ValidatedMapping, indicator: Indicator) -> RevisedIndicator:
        """The new targets and the new condition of an indicator, or of one of its parts."""
        written = mapping.scalar("condizione")
        condition = read_condition_of(written, indicator.unit, self.diagnostics)
        if written and condition and written.text == indicator.condition_text:
            self._report_unchanged(written.location, f"la condizione «{written.text}»")
        if indicator.has_steps and mapping.table_values("target"):
            first = indicator.parts[0].id
            message = (
                f"«{indicator.id}» si raggiunge in fasi: scrivere che cosa cambia di ciascuna, come "
                f"fasi: {{{first}: {{entro: 30/09/{self.years.years[0]}}}}}"
            )
            self.diagnostics.add(mapping.location_of("target"), "E414", message)
            return RevisedIndicator(indicator.id)
        start = targets_of(indicator)
        targets = read_targets(
            mapping,
            indicator.unit,
            condition or indicator.condition,
            indicator.values_before(self.baseline_year),
            self.years,
            self.diagnostics,
            start=start,
        )
        rows = (*mapping.table("target"), *mapping.table_of_mappings("target"))
        revised: dict[int, RevisedTarget] = {}
        for key, _ in sorted(rows, key=lambda row: row[0].text):
            year = self.years.find(key.text)
            if year is None or not (year in targets.values or year in targets.relative):
                continue
            relative = targets.relative.get(year)
            revised[year] = RevisedTarget(
                None if relative else targets.values[year],
                replace(relative, base=None) if relative else None,
                targets.conditions.get(year),
                targets.year_units.get(year),
                targets.due_days.get(year),
            )
            if revised[year] == target_of(indicator, year):
                self._report_unchanged(key.location, f"il traguardo {year}")
            if year < self.day.year < date.max.year:
                message = (
                    f"il {year} era già finito il {self.day:%d/%m/%Y}: il suo esito resta quello di prima"
                )
                self.diagnostics.add(key.location, "W411", message)
        offices = tuple(self._read_offices(mapping, indicator))
        steps = tuple(self._read_steps(mapping, indicator))
        found = RevisedIndicator(
            indicator.id,
            targets=revised,
            interim_targets=self._revised_interim(mapping, start.interim, targets.interim),
            condition=WrittenCondition(condition, written.text) if written and condition else None,
            parts=(*offices, *steps),
            has_steps=bool(steps),
        )
        if written and condition:
            self._check_ranges(found.applied_to(indicator), condition, written)
        if any(step.weight for step in steps):
            weights = [part.weight for part in found.applied_to(indicator).parts]
            check_step_weights(weights, mapping.location_of(STEPS), self.diagnostics)
        return found

    def _revised_interim(
        self, mapping: ValidatedMapping, former: Mapping[date, Value], read: Mapping[date, Value]
    ) -> Mapping[date, Value]:
        """The targets within the years that are written; those that do not change are reported."""
        days = {key.text: key for key, _ in mapping.table("traguardi_intermedi")}
        revised = {day: one for day, one in read.items() if day.isoformat() in days}
        for day, one in revised.items():
            if former.get(day) == one:
                key = days[day.isoformat()]
                self._report_unchanged(key.location, f"il traguardo del {day:%d/%m/%Y}")
        return revised

    def _read_offices(self, mapping: ValidatedMapping, indicator: Indicator) -> Iterator[RevisedIndicator]:
        offices = {} if indicator.has_steps else {one.id: one for one in indicator.parts}
        for key, _ in mapping.table(BY_OFFICE):
            message = f"sotto «{key.text}» ci vuole il suo nuovo traguardo, come {{target: {{2026: 90%}}}}"
            self.diagnostics.add(key.location, "E414", message)
        for key, row in mapping.table_of_mappings(BY_OFFICE):
            office = offices.get(key.text)
            if office is None:
                hint = suggestion(key.text, offices) or f"ci sono: {enumeration(offices) or 'nessuno'}"
                message = f"«{key.text}» non è un ufficio di «{indicator.id}»; {hint}"
                self.diagnostics.add(key.location, "E412", message)
            else:
                yield from self._read_part(key, row, office)

    def _read_steps(self, mapping: ValidatedMapping, indicator: Indicator) -> Iterator[RevisedIndicator]:
        steps = {one.id: one for one in indicator.parts} if indicator.has_steps else {}
        for key, _ in mapping.table(STEPS):
            message = f"sotto «{key.text}» ci vuole ciò che cambia della fase, come {{entro: 30/09/2025}}"
            self.diagnostics.add(key.location, "E414", message)
        for key, row in mapping.table_of_mappings(STEPS):
            step = steps.get(key.text)
            if step is None:
                hint = suggestion(key.text, steps) or f"ci sono: {enumeration(steps) or 'nessuna'}"
                message = f"«{key.text}» non è una fase di «{indicator.id}»; {hint}"
                self.diagnostics.add(key.location, "E412", message)
            else:
                yield from self._read_part(key, row, step)

    def _read_step_weight(self, scalar: Scalar, step: Indicator) -> Weight | None:
        if step.weight is None:
            message = f"«{scalar.text}»: le fasi di questo indicatore non hanno pesi; togliere «peso»"
            self.diagnostics.add(scalar.location, "E338", message)
            return None
        weighting = Weighting.PERCENT if isinstance(step.weight, Percentage) else Weighting.POINTS
        weight = weight_of(scalar, weighting, self.diagnostics)
        if weight is not None and weight == step.weight:
            self._report_unchanged(scalar.location, f"il peso «{scalar.text}»")
            return None
        return weight

    def _read_deadline(self, scalar: Scalar, row: ValidatedMapping, step: Indicator) -> Day | None:
        """The new day of a step, which only one that has a day can have."""
        before = deadline_of(step)
        if before is None or row.keys.keys() - {"entro", "peso"}:
            message = f"la fase «{step.id}» ha un valore da raggiungere: scrivere quello nuovo in «target»"
            if before:
                message = f"la fase «{step.id}» ha un giorno: scrivere soltanto «entro» e «peso»"
            self.diagnostics.add(scalar.location, "E414", message)
            return None
        day = day_of(scalar, self.diagnostics)
        if day is None:
            return None
        if self.years.find(str(day.year)) is None:
            message = f"il {scalar.text} non è in un anno del piano ({self.years.listed})"
            self.diagnostics.add(scalar.location, "E210", message)
        elif day == before.day:
            self._report_unchanged(scalar.location, f"il giorno della fase «{step.id}»")
        else:
            return Day(day)
        return None

    def _read_weight(self, scalar: Scalar, indicator: Indicator) -> Weight | None:
        if indicator.weight is None and self.weighting is None:
            message = f"«{scalar.text}»: gli indicatori di questo piano non hanno pesi; togliere «peso»"
            self.diagnostics.add(scalar.location, "E305", message)
            return None
        weight = weight_of(scalar, self.weighting, self.diagnostics)
        if weight is not None and weight == indicator.weight:
            self._report_unchanged(scalar.location, f"il peso «{scalar.text}»")
        return weight

    def _report_unchanged(self, location: SourceLocation, what: str) -> None:
        message = f"{what} non cambia: togliere la riga, o scrivere il valore nuovo"
        self.diagnostics.add(location, "E415", message)

    def _check_ranges(self, indicator: Indicator, condition: Condition, written: Scalar) -> None:
        """Report the targets that stay and do not go with the new condition."""
        for year, target in indicator.targets.items():
            is_range = isinstance(target, Range)
            if year not in indicator.year_conditions and is_range is not (condition is Condition.BETWEEN):
                message = (
                    f"con «{written.text}» il traguardo {year}, «{show(target)}», non va più: scrivere in "
                    "«target» quello nuovo"
                )
                self.diagnostics.add(written.location, "E321", message)
                return
