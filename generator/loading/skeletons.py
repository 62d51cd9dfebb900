"""Skeletons of new files: valid and commented, and never written over an existing file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from generator.loading.diagnostics import suggestion
from generator.loading.placeholders import TO_COMPLETE
from generator.loading.plan_folder import MEASUREMENTS_FOLDER, OBJECTIVES_FOLDER, REVISIONS_FOLDER
from generator.plan import units
from generator.plan.errors import VetroError
from generator.plan.identifiers import CODE, is_taken_slug, read_revision_name, slug_of
from generator.plan.indicator import Indicator
from generator.plan.italian.parts import target_of_part
from generator.plan.model import Objective, Plan
from generator.plan.own_fields import FieldKind, FieldOwner, fields_of
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.units import CONDITION_WORDS, UNIT_LIST
from generator.plan.values import show
from generator.plan.weighting import Weighting

#: Column of the comments that follow a value.
_COMMENTS = 34
_NO_OFFICE = "Senza ufficio"
#: A value of each type of field; without commas, which divide values between braces.
_EXAMPLES = {
    FieldKind.TEXT: "un testo",
    FieldKind.LIST: "[una voce]",
    FieldKind.NUMBER: "10",
    FieldKind.AMOUNT: "27.300 €",
    FieldKind.DATE: "31/12/2025",
    FieldKind.LINK: "note-legali/",
}


class SkeletonProblem(VetroError):
    """A skeleton that cannot be written; the text says why, in Italian."""


def new_objective(plan: Plan, folder: Path, code: str) -> Path:
    """Write the file of an objective in a plan's folder. Raises `SkeletonProblem`."""
    form = plan.code_forms.objective
    pattern = form or CODE
    if not pattern.match(code) or is_taken_slug(slug_of(code)):
        raise SkeletonProblem(f"«{code}» non è un codice di obiettivo: {pattern.advice}")
    parts = form.parts(code) if form else {}
    areas = {area.code: area.name for area in plan.areas}
    area_code = parts.get("ambito", "")
    if area_code and areas and area_code not in areas:
        hint = suggestion(area_code, areas) or f"ci sono {', '.join(areas)}"
        raise SkeletonProblem(f"l'ambito {area_code} non è in ambiti.yml; {hint}")
    kind = parts.get("tipo", "")
    if kind and plan.kinds and kind not in plan.kinds:
        raise SkeletonProblem(f"«{kind}» non è un tipo di piano.yml: {', '.join(plan.kinds)}")
    return _write(folder / OBJECTIVES_FOLDER / f"{slug_of(code)}.yml", _objective(plan, code, parts))


def new_measurements(plan: Plan, folder: Path, day: str) -> Path:
    """Write `rilevazioni/<day>.yml` (`2025-06-30`) in a plan's folder. Raises `SkeletonProblem`."""
    read = _read_day(plan, day)
    return _write(folder / MEASUREMENTS_FOLDER / f"{read:%Y-%m-%d}.yml", _measurements(plan, read.year))


def new_revision(plan: Plan, folder: Path, name: str, codes: Sequence[str] = ()) -> Path:
    """Write `revisioni/<name>.yml` in a plan's folder, with what is in force of the objectives of `codes`.

    Raises `SkeletonProblem`.
    """
    day, suffix = read_revision_name(name)
    read = _read_day(plan, day.isoformat() if day else name)
    for code in codes:
        if code not in plan.by_code:
            hint = suggestion(code, plan.by_code) or "i codici sono i nomi dei file di obiettivi/"
            raise SkeletonProblem(f"l'obiettivo «{code}» non c'è nel piano; {hint}")
    objectives = [plan.by_code[code] for code in dict.fromkeys(codes)]
    text = _revision(plan, objectives, read.year)
    path = folder / REVISIONS_FOLDER / f"{name if suffix else f'{read:%Y-%m-%d}'}.yml"
    if path.exists():
        message = f"per un altro atto di quel giorno dargli un nome, come {read:%Y-%m-%d}-bilancio"
        raise SkeletonProblem(f"{path.name} c'è già e resta com'è; {message}")
    return _write(path, text)


def _read_day(plan: Plan, day: str) -> datetime:
    try:
        read = datetime.strptime(day, "%Y-%m-%d")
    except ValueError as error:
        raise SkeletonProblem(f"«{day}» non è una data: scriverla come {plan.years[0]}-06-30") from error
    if read.year not in plan.years:
        years = ", ".join(str(year) for year in plan.years)
        raise SkeletonProblem(f"il {read.year} non è un anno del piano ({years})")
    return read


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise SkeletonProblem(f"{path.name} c'è già e resta com'è") from error
    return path


def _objective(plan: Plan, code: str, in_code: Mapping[str, str]) -> str:
    area = in_code.get("ambito", "") or _first((one.code for one in plan.areas), "")
    kind = "" if "tipo" in in_code else _first(plan.kinds, "")
    programmes = (one.programme for one in plan.objectives if one.programme)
    programme = _first(("/".join(filter(None, (one.mission_code, one.code))) for one in programmes), "")
    parent = _first((one.parent for one in plan.objectives if one.parent), "")
    department = _first((one.id for one in plan.departments), "")
    office = _first((one.id for one in plan.offices), "")
    lines = [
        "# yaml-language-server: $schema=../../schema/obiettivo.json",
        f"codice: {code}",
        f"titolo: {TO_COMPLETE}",
        *([f"tipo: {kind}".ljust(_COMMENTS) + f" # uno tra {', '.join(plan.kinds)}"] if kind else []),
        *([f"ambito: {area}"] if area else []),
        *([f"padre: {parent}"] if parent else []),
        "# Queste righe sono facoltative: togliere «# » a quelle che servono, cancellare le altre.",
        *_tie_lines(plan, parent),
        *([f"# missione: {programme}"] if programme else []),
        "# risorse: 27.300,00 €             # oppure: risorse interne",
        *([f"# area_responsabilita: {department}"] if department else []),
        *([f"# uffici: [{office}]"] if office else []),
        *_own_field_lines(plan, FieldOwner.OBJECTIVE),
        "# descrizione: |",
        "#   Il testo della descrizione, rientrato di due spazi.",
        "indicatori:",
        "  # id: lettere minuscole, cifre e trattini; una volta pubblicato non cambia più",
        "  - id: indicatore-1",
        f"    nome: {TO_COMPLETE}",
        "    # formula: che cosa si misura e in che modo",
        "    # fonte: da dove vengono i valori",
        "    # verifica: come si dimostra il risultato",
        *([f"    # uffici: [{office}]"] if office else []),
        *("    " + line for line in _own_field_lines(plan, FieldOwner.INDICATOR)),
        *([f"    tipologia: {plan.types[0]}"] if plan.types else []),
        f"    unita: n.                      # {UNIT_LIST}, o un'altra",
        "    # scala: [basso, medio, alto]  # per un giudizio: al posto dell'unità e della condizione",
        f"    condizione: almeno             # {', '.join(CONDITION_WORDS)}",
        "    # verso: aumenta               # se il documento dice solo questo: al posto della condizione",
        "    stato:",
        f"      {plan.baseline_year}: n.d.",
        f"      # {plan.baseline_year - 1}: n.d.                # gli anni prima, se il documento li ha",
        "    target:",
        *(f"      {year}: n.d." for year in plan.years),
        f"      # {plan.years[0]}: {{condizione: più di, valore: n.d.}}  # un anno con un'altra condizione",
        f"    # rispetto_a: {plan.baseline_year}             # se i traguardi sono differenze, come -10%",
        f"    # traguardi_intermedi: {{{plan.years[0]}-06-30: n.d.}}",
        "    # fasi:                        # al posto di «target», se ci si arriva un passo alla volta",
        f"    #   - {{nome: una fase, entro: 30/06/{plan.years[0]}}}",
        *_office_target_lines(plan, office),
        *_weight_line(plan.weighting),
    ]
    return "\n".join(lines) + "\n"


def _tie_lines(plan: Plan, parent: str) -> Iterator[str]:
    """Further ties of an objective below another, as a comment: those that the plan uses."""
    weights = (show(one.weight_in_parent) for one in plan.objectives if one.weight_in_parent)
    if parent and any(one.contributes_to for one in plan.objectives):
        yield "# contribuisce_a: [" + next(one.code for one in plan.objectives if one.code != parent) + "]"
    if weight := _first(weights, ""):
        yield f"# peso: {weight}"


def _own_field_lines(plan: Plan, owner: FieldOwner) -> Iterator[str]:
    """The fields that the body has declared, as a comment."""
    fields = fields_of(plan.own_fields, owner)
    if fields:
        yield "# campi:"
    for field in fields:
        example = _EXAMPLES[field.kind]
        if field.per_year:
            example = "{" + ", ".join(f"{year}: {example}" for year in plan.years) + "}"
        yield f"#   {field.id}: {example}"


def _weight_line(weighting: Weighting) -> Iterator[str]:
    if weighting is Weighting.PERCENT:
        yield "    peso: 100%                     # i pesi degli indicatori sommano a 100%"
    elif weighting is Weighting.POINTS:
        yield "    peso: 1                        # in punti: conta la parte nella somma dell'obiettivo"


def _office_target_lines(plan: Plan, office: str) -> Iterator[str]:
    """The targets of single offices, as a comment, where the plan has offices."""
    if plan.offices:
        yield "    # per_ufficio:                 # al posto di «target», se ogni ufficio ha il suo"
        yield f"    #   {office}: {{target: {{{plan.years[0]}: n.d.}}}}"


def _first(texts: Iterable[str], otherwise: str) -> str:
    return next(iter(texts), otherwise)


def _measurements(plan: Plan, year: int) -> str:
    lines = [
        "# yaml-language-server: $schema=../../schema/rilevazione.json",
        "# Scrivere il valore dopo i due punti, come nel piano; il vuoto è «non rilevato».",
        "# Con una nota:  desk: {valore: 5, nota: tre in presenza e due a distanza}",
    ]
    for office, objectives in _by_office(plan).items():
        section: list[str] = []
        for objective in objectives:
            indicators = [one for one in objective.indicators if one.can_be_measured(year)]
            if indicators:
                section += _measurement_rows(objective, indicators, year)
        if section:
            lines += ["", *([f"# {office}"] if plan.offices else []), *section]
    return "\n".join(lines) + "\n"


def _revision(plan: Plan, objectives: Sequence[Objective], year: int) -> str:
    years = [other for other in plan.years if other >= year]
    example = objectives[0] if objectives else next(iter(plan.objectives), None)
    lines = [
        "# yaml-language-server: $schema=../../schema/revisione.json",
        f"atto: {TO_COMPLETE}",
        f"motivo: {TO_COMPLETE}",
        "# Sotto ogni obiettivo solo ciò che cambia: togliere «# » alle righe che servono, scrivere i valori",
        "# nuovi, cancellare le altre. Un obiettivo o un indicatore intero: stralciato, sospeso, aggiunto.",
    ]
    if example and not objectives:
        lines += [f"# {example.code}: stralciato"]
    for objective in objectives:
        lines += ["", f"{objective.code}:  # {_one_line(objective.title)}"]
        for indicator in objective.indicators:
            lines.append(f"  # {indicator.id}:  # {_one_line(indicator.name)}")
            lines += [f"  #   {line}" for line in _revision_lines(indicator, years)]
    return "\n".join(lines) + "\n"


def _revision_lines(indicator: Indicator, years: Sequence[int]) -> Iterator[str]:
    """What is in force of an indicator, as the fields of a revision."""
    targets = [
        f"{year}: {_quoted(_target(indicator, year))}" for year in years if _has_target(indicator, year)
    ]
    if targets and not indicator.has_steps:
        yield "target:"
        yield from (f"  {target}" for target in targets)
    if indicator.condition_text:
        yield f"condizione: {_quoted(indicator.condition_text)}"
    if indicator.weight is not None:
        yield f"peso: {show(indicator.weight)}"


def _has_target(indicator: Indicator, year: int) -> bool:
    return year in indicator.targets or year in indicator.relative_targets


def _quoted(text: str) -> str:
    """A text that may be a sign, or hours and minutes, as YAML has it."""
    return f'"{text}"' if ":" in text or not (text[:1].isalnum() or text[:1] in "+-") else text


def _by_office(plan: Plan) -> dict[str, list[Objective]]:
    """Objectives by their first office, so that each is once in the file."""
    groups: dict[str, list[Objective]] = {office.name: [] for office in plan.offices}
    groups[_NO_OFFICE] = []
    for objective in plan.objectives:
        groups[objective.offices[0].name if objective.offices else _NO_OFFICE].append(objective)
    return groups


def _measurement_rows(objective: Objective, indicators: Iterable[Indicator], year: int) -> list[str]:
    others = ", ".join(office.name for office in objective.offices[1:])
    also = f" (anche: {others})" if others else ""
    lines = [f"{objective.code}:  # {_one_line(objective.title)}{also}"]
    for indicator in indicators:
        if parts := indicator.parts_of(year):
            lines.append(f"  {indicator.id}:  # {_one_line(indicator.name)}")
            lines.append(f"    {STEPS if indicator.has_steps else BY_OFFICE}:")
            for part in parts:
                target = f"{target_of_part(part, year)}{_declared(part, year)}"
                lines.append(f"      {part.id}:  # {_one_line(part.name)}: {target}")
            continue
        target = f"{indicator.condition_text_of(year)} {_target(indicator, year)}".strip()
        unit = indicator.unit.label if indicator.unit.scale else indicator.unit_text or indicator.unit.symbol
        if year in indicator.year_units:
            unit = indicator.unit_of(year).symbol
        lines.append(
            f"  {indicator.id}:  # {_one_line(indicator.name)} ({unit}): {target}{_declared(indicator, year)}"
        )
    return lines


def _declared(indicator: Indicator, year: int) -> str:
    """How a degree is declared, of what cannot be computed."""
    return "  {valore: …, grado_dichiarato: 80%}" if indicator.unit_of(year) == units.TEXT else ""


def _target(indicator: Indicator, year: int) -> str:
    """The target of a year; a difference that cannot be worked out yet as it is written."""
    target = indicator.targets.get(year)
    return indicator.relative_targets[year].in_words(year) if target is None else show(target)


def _one_line(text: str) -> str:
    return " ".join(text.split())
