"""The whole plan as one document with the fields of the editors' YAML files, verbatim.

Unlike the tables it is lossless: `importing.readers.published_data` writes the YAML files from it again, and
they load to an equal plan. Empty fields are omitted.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from generator.opendata.dataset import FORMAT_VERSION
from generator.opendata.json_format import Node
from generator.opendata.source import Uris
from generator.opendata.tables.register_tables import used_programmes
from generator.plan.body import Area, AssignedOffice, Department, Office
from generator.plan.code_forms import CodeForms
from generator.plan.indicator import Indicator
from generator.plan.measurement import Declaration, Measurement, PartResults, Result, show_result
from generator.plan.model import Objective, Plan, SourceDocument
from generator.plan.news import News
from generator.plan.numerals import show_numeral
from generator.plan.own_fields import FieldKind, OwnField, OwnValues
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.policy import Policy, Status
from generator.plan.revisions import (
    RevisedIndicator,
    RevisedObjective,
    RevisedTarget,
    Revision,
    StateChange,
    deadline_of,
    target_of,
)
from generator.plan.values import NotAvailable, Value, show

Group = dict[str, Node]


def plan_document(plan: Plan, uris: Uris) -> Group:
    """The document without its objectives: `formato`, `uri` and the keys of the YAML files.

    `revisioni` is there only if there are some: what the plan was before them is in the objectives.
    """
    revisions: Group = {"revisioni": _revisions(plan.revisions)} if plan.revisions else {}
    return {
        "formato": FORMAT_VERSION,
        "uri": uris.plan,
        "piano": _metadata(plan),
        "ambiti": [_area(area) for area in plan.areas],
        "uffici": {
            "aree": [_registered(department) for department in plan.departments],
            "uffici": [_registered(office) for office in plan.offices],
        },
        "missioni": _missions(plan),
        "rilevazioni": _measurements(plan.measurements),
        **revisions,
        "novita": [_news(news) for news in plan.news],
    }


def _without_empty(fields: Mapping[str, Node]) -> Group:
    return {name: value for name, value in fields.items() if value}


def _metadata(plan: Plan) -> Group:
    return _without_empty(
        {
            "ente": {"nome": plan.body.name},
            "titolo": plan.title,
            "sezione": plan.section,
            "anni": [str(year) for year in plan.years],
            "anno_base": str(plan.baseline_year),
            "atto_approvazione": plan.approving_act,
            "bozza": "true" if plan.is_draft else "",
            "tipi": dict(plan.kinds),
            "codici": _code_forms(plan.code_forms),
            "tipologie": list(plan.types),
            "pesi": plan.weighting.value,
            "campi": [_own_field(field) for field in plan.own_fields],
            "documento": _source(plan.document) if plan.document else {},
            "valutazione": _policy(plan.policy),
        }
    )


def _code_forms(forms: CodeForms) -> Group:
    named = {
        "obiettivo": forms.objective,
        "ambito": forms.area,
        "tipo": forms.kind,
        "missione": forms.mission,
        "programma": forms.programme,
    }
    return {name: form.text for name, form in named.items() if form}


def _assigned(office: AssignedOffice) -> Node:
    """The id of an office, or its id with the role and the share."""
    share = office.share.text() if office.share else ""
    if not office.role and not share:
        return office.id
    return _without_empty({"id": office.id, "ruolo": office.role, "quota": share})


def _own_field(field: OwnField) -> Group:
    return _without_empty(
        {
            "id": field.id,
            "etichetta": field.label,
            "di": field.owner.value,
            "tipo": field.kind.value,
            "per_anno": "sì" if field.per_year else "",
        }
    )


def _own_values(plan: Plan, values: OwnValues) -> Group:
    """The values as editors write them: a text, a list of texts, or a text by year."""
    found: Group = {}
    for field in plan.own_fields:
        texts: list[Node] = [value.text for value in values.get(field.id, ())]
        if field.per_year:
            found[field.id] = {str(value.year): value.text for value in values.get(field.id, ())}
        else:
            found[field.id] = texts if field.kind is FieldKind.LIST else next(iter(texts), "")
    return _without_empty(found)


def _source(document: SourceDocument) -> Group:
    return {"titolo": document.title, "file": document.file, "sha256": document.sha256}


def _policy(policy: Policy) -> Group:
    """The scoring method in full, or only its labels if it is the default of the site."""
    labels = _without_empty({"etichette": {status.value: label for status, label in policy.labels.items()}})
    if policy.is_default:
        return labels
    return {
        **_without_empty({"smvp": policy.reference}),
        "soglie": {
            Status.ACHIEVED.value: _percent(policy.achieved),
            Status.PARTLY.value: _percent(policy.partly),
            Status.ON_TRACK.value: _percent(policy.on_track),
        },
        "tetto": _percent(policy.cap),
        "tolleranza": _percent(policy.tolerance),
        # Written even if empty, which overrides the default trajectories.
        "andamento": {type_: trajectory.value for type_, trajectory in policy.trajectories.items()},
        **labels,
    }


def _percent(rate: Fraction) -> str:
    """A rate as a percentage, exact: editors write decimal numbers, so the division terminates."""
    points = rate * 100
    return show_numeral(Decimal(points.numerator) / Decimal(points.denominator)) + "%"


def _area(area: Area) -> Group:
    return _without_empty({"codice": area.code, "nome": area.name, "altri_nomi": list(area.other_names)})


def _registered(item: Department | Office) -> Group:
    return _without_empty({"id": item.id, "nome": item.name, "altri_nomi": list(item.other_names)})


def _missions(plan: Plan) -> list[Node]:
    """The missions and programmes that objectives refer to."""
    missions: dict[str, tuple[str, list[Node]]] = {}
    for programme in used_programmes(plan):
        _, programmes = missions.setdefault(programme.mission_code, (programme.mission_name, []))
        if programme.code:
            programmes.append({"codice": programme.code, "nome": programme.name})
    return [
        _without_empty({"codice": code, "nome": name, "programmi": programmes})
        for code, (name, programmes) in missions.items()
    ]


def objective_document(plan: Plan, objective: Objective, uris: Uris) -> Group:
    """The part of the document about an objective, as the plan was approved."""
    objective = objective.approved
    programme, wording = objective.programme, objective.wording
    return _without_empty(
        {
            "uri": uris.objective(objective),
            "codice": objective.code,
            "titolo": objective.title,
            "tipo": "" if _is_in_code(plan, objective, "tipo", objective.kind) else objective.kind,
            "ambito": objective.area.code if objective.area else "",
            "padre": objective.parent,
            "contribuisce_a": list(objective.contributes_to),
            "peso": show(objective.weight_in_parent) if objective.weight_in_parent else "",
            "continua": objective.continues,
            "missione": "/".join(filter(None, (programme.mission_code, programme.code))) if programme else "",
            "risorse": objective.resources.text if objective.resources else "",
            "area_responsabilita": objective.department.id if objective.department else "",
            "uffici": [_assigned(office) for office in objective.offices],
            "descrizione": objective.description,
            "testo_documento": _without_empty(
                {
                    "ambito": wording.area,
                    "missione": wording.mission,
                    "programma": wording.programme,
                    "area_responsabilita": wording.department,
                    "uffici": wording.offices,
                }
            ),
            "campi": _own_values(plan, objective.own),
            "note": list(objective.notes),
            "note_redazionali": list(objective.editorial_notes),
            "indicatori": [
                _indicator(plan, objective, indicator, uris) for indicator in objective.indicators
            ],
        }
    )


def _is_in_code(plan: Plan, objective: Objective, part: str, value: str) -> bool:
    """Whether the code of an objective says the value of a part by itself."""
    form = plan.code_forms.objective
    return form is not None and form.parts(objective.code).get(part) == value


def _indicator(plan: Plan, objective: Objective, indicator: Indicator, uris: Uris) -> Group:
    return _without_empty(
        {
            "uri": uris.indicator(objective, indicator),
            "id": indicator.id,
            "nome": indicator.name,
            "formula": indicator.formula,
            "fonte": indicator.source,
            "verifica": indicator.verification,
            "uffici": [_assigned(office) for office in indicator.offices],
            "tipologia": indicator.type,
            "unita": indicator.unit_text,
            "condizione": indicator.condition_text,
            "scala": list(indicator.unit.scale),
            "verso": indicator.direction.value if indicator.direction else "",
            "stato": {
                str(year): show(value) for year, value in indicator.values_before(plan.baseline_year).items()
            },
            "rispetto_a": _common_reference(indicator),
            "target": _targets(indicator, _common_reference(indicator))
            or ({} if indicator.parts else {str(plan.years[0]): ""}),
            "traguardi_intermedi": {
                day.isoformat(): show(value) for day, value in indicator.interim_targets.items()
            },
            STEPS: [_step(*one) for one in enumerate(indicator.parts, start=1)]
            if indicator.has_steps
            else [],
            BY_OFFICE: {}
            if indicator.has_steps
            else {part.id: _office_target(plan, indicator, part) for part in indicator.parts},
            "aggregazione": indicator.aggregation.value if indicator.aggregation else "",
            "peso": show(indicator.weight) if indicator.weight is not None else "",
            "andamento": indicator.trajectory.value if indicator.trajectory else "",
            "tolleranza": show(indicator.tolerance) if indicator.tolerance is not None else "",
            "non_valutabile": {str(year): reason for year, reason in indicator.not_assessable.items()},
            "continua": indicator.continues,
            "campi": _own_values(plan, indicator.own),
            "note_redazionali": list(indicator.editorial_notes),
        }
    )


def _common_reference(indicator: Indicator) -> str:
    """What all targets are differences from; empty where they are none, or not all from the same.

    It would be that of the offices' own targets too, so where there are offices every year has its own.
    """
    if indicator.parts and not indicator.has_steps:
        return ""
    references = {one.reference for one in indicator.relative_targets.values()}
    others = (value for year, value in indicator.targets.items() if year not in indicator.relative_targets)
    is_common = len(references) == 1 and all(isinstance(value, NotAvailable) for value in others)
    return references.pop() if is_common else ""


def _step(number: int, step: Indicator) -> Group:
    """A step: a day where it has one, else a value to reach, which may be a date without a condition."""
    deadline = deadline_of(step)
    return _without_empty(
        {
            "id": "" if step.id == str(number) else step.id,
            "nome": step.name,
            "entro": show(deadline) if deadline else "",
            "peso": show(step.weight) if step.weight is not None else "",
            "condizione": step.condition_text,
            "unita": step.unit_text,
            "target": {} if deadline else _targets(step, ""),
        }
    )


def _office_target(plan: Plan, indicator: Indicator, office: Indicator) -> Group:
    """What an office has of its own: targets that are those of the indicator are left to it."""
    values = office.values_before(plan.baseline_year)
    return _without_empty(
        {
            "target": {} if _written_targets(office) == _written_targets(indicator) else _targets(office, ""),
            "stato": {str(year): show(value) for year, value in values.items()},
            "condizione": office.condition_text,
        }
    )


def _written_targets(indicator: Indicator) -> tuple[Group, Mapping[date, Value]]:
    return _targets(indicator, ""), indicator.interim_targets


def _targets(indicator: Indicator, common_reference: str) -> Group:
    """The targets by year as they are written: a text, or a group where a year has more than a value.

    `common_reference` is what all of them are differences from, if that is written once.
    """
    targets: dict[str, Node] = {}
    for year in sorted({*indicator.targets, *indicator.relative_targets}):
        target = target_of(indicator, year)
        targets[str(year)] = _target(target, with_reference=not common_reference)
    return targets


def _target(target: RevisedTarget, *, with_reference: bool = True) -> Node:
    """The target of a year as it is written: a text, or a group where it has more than a value."""
    relative, value = target.relative, target.value
    group = _without_empty(
        {
            "condizione": target.condition.text if target.condition else "",
            "unita": target.unit.symbol if target.unit else "",
            "valore": relative.text if relative else show(value) if value is not None else "",
            "rispetto_a": relative.reference if relative and with_reference else "",
            "entro": f"{target.due:%d/%m/%Y}" if target.due else "",
        }
    )
    return group if len(group) > 1 else group["valore"]


def _revisions(revisions: Iterable[Revision]) -> Group:
    """Revisions by the names of their YAML files."""
    found: Group = {}
    for revision in revisions:
        objectives = {one.code: _revised_objective(one) for one in revision.objectives}
        found[revision.name] = {"atto": revision.act, "motivo": revision.reason, **objectives}
    return found


def _revised_objective(objective: RevisedObjective) -> Node:
    if objective.change:
        return _state_change(objective.change)
    return {
        one.id: _state_change(one.change) if one.change else _revised_indicator(one)
        for one in objective.indicators
    }


def _state_change(change: StateChange) -> Node:
    return {change.state.value: list(change.successors)} if change.successors else change.state.value


def _revised_indicator(revised: RevisedIndicator) -> Group:
    return _without_empty(
        {
            "nome": revised.name,
            "formula": revised.formula,
            "target": {str(year): _target(target) for year, target in revised.targets.items()},
            "traguardi_intermedi": {
                day.isoformat(): show(value) for day, value in revised.interim_targets.items()
            },
            "entro": show(revised.deadline) if revised.deadline else "",
            revised.field_of_parts: {part.id: _revised_indicator(part) for part in revised.parts},
            "condizione": revised.condition.text if revised.condition else "",
            "tolleranza": show(revised.tolerance) if revised.tolerance is not None else "",
            "peso": show(revised.weight) if revised.weight is not None else "",
        }
    )


def _measurements(measurements: Iterable[Measurement]) -> Group:
    """Measurements by day, objective and indicator, in the order of the YAML files."""
    days: dict[str, dict[str, Group]] = {}
    for measurement in measurements:
        day = days.setdefault(measurement.day.isoformat(), {})
        day.setdefault(measurement.objective, {})[measurement.indicator] = _measurement(measurement)
    return {day: dict(objectives) for day, objectives in days.items()}


def _measurement(measurement: Measurement) -> Group:
    return _without_empty(
        {
            **_result(measurement.original),
            "nota": measurement.note,
            "fonte": measurement.source,
            "motivo_scostamento": measurement.deviation_reason,
            "non_valutabile": measurement.not_assessable,
            **_declaration(measurement.declaration),
            "rettifiche": [
                {
                    "data": f"{correction.made_on:%d/%m/%Y}",
                    **_result(correction.value),
                    "motivo": correction.reason,
                }
                for correction in measurement.corrections
            ],
        }
    )


def _declaration(declared: Declaration) -> Group:
    return _without_empty(
        {
            "grado_dichiarato": show(declared.degree) if declared.degree is not None else "",
            "esito": declared.status.value if declared.status else "",
        }
    )


def _result(result: Result | None) -> Group:
    """The value of a result; the results of the parts in the field of the files that holds them."""
    if isinstance(result, PartResults):
        declared = dict(result.declared)
        return {
            result.field: {
                part: {"valore": show_result(found), **_declaration(declared[part])}
                if part in declared
                else show_result(found)
                for part, found in result.results
            }
        }
    return {"valore": show_result(result) if result is not None else ""}


def _news(news: News) -> Group:
    return _without_empty(
        {
            "id": news.id,
            "data": f"{news.day:%d/%m/%Y}",
            "titolo": news.title,
            "testo": news.text,
            "riguarda": news.subject.value,
            "pagina": news.page,
            "corregge": list(news.corrects),
        }
    )
