"""What is public can be changed only beside what it was: each way of changing it is found and named.

Every row says how the record's plan is changed in a copy, the diagnostics that must come of it (place, code,
words of the message), and the way to declare the same, after which the check passes.
"""

import hashlib
import shutil
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec import Struct

from generator.build.project import against_record
from generator.checks.check import check
from generator.loading.diagnostics import Severity
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.facts import facts_of
from generator.publishing.record import record_name, record_text
from tests.conftest import ROOT
from tests.publishing.changes import Change, replace

BODY = ROOT / "tests" / "data" / "due-periodi"
PERIOD, NEXT = "2025-2027", "2026-2028"
TODAY = date(2026, 11, 1)


def write(name: str, text: str) -> Change:
    """A further file, or further lines of one that is there."""

    def change(plan: Path) -> None:
        path = plan / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    return change


def remove(*names: str) -> Change:
    def change(plan: Path) -> None:
        for name in names:
            path = plan / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def rename(old: str, new: str) -> Change:
    def change(plan: Path) -> None:
        (plan / old).rename(plan / new)

    return change


def all_of(*changes: Change) -> Change:
    def change(plan: Path) -> None:
        for one in changes:
            one(plan)

    return change


def news(*corrected: str) -> Change:
    """An entry of the news that says what was transcribed wrongly."""
    return write(
        "novita.yml",
        "- id: correzione\n  data: 02/03/2026\n  titolo: Corretto un errore di trascrizione\n"
        f"  corregge: [{', '.join(corrected)}]\n",
    )


def revision(day: str, content: str) -> Change:
    """A further revision."""
    head = "atto: Deliberazione inventata n. 9\nmotivo: il bilancio di previsione è cambiato\n"
    return write(f"revisioni/{day}.yml", head + content)


def correction(name: str, old: str, value: str) -> Change:
    """The published value as it is, and another one under it."""
    key, _, published = old.partition(": ")
    return replace(
        name,
        (
            old,
            f"{key}:\n    valore: {published}\n    rettifiche:\n"
            f"      - {{data: 03/03/2026, valore: {value}, motivo: era stato contato male}}",
        ),
    )


def redirects(*lines: str) -> Change:
    return write_anew("rinvii.txt", "".join(f"{line}\n" for line in lines))


def in_record(old: str, new: str) -> Change:
    """A line of the record, edited by hand."""
    return replace(f"../../{record_name(PERIOD)}", (old, new))


def write_anew(name: str, text: str) -> Change:
    return lambda plan: (plan.parents[1] / name).write_text(text, "utf-8") and None


DOCUMENT = "fonti/piano.txt"
DIGEST = hashlib.sha256((BODY / "plan_data" / PERIOD / DOCUMENT).read_bytes()).hexdigest()
OTHER_DIGEST = hashlib.sha256(b"Un altro documento\n").hexdigest()
OTHER_DOCUMENT = all_of(remove(DOCUMENT), write(DOCUMENT, "Un altro documento\n"))

A1, A2, A3 = "obiettivi/A-1.yml", "obiettivi/A-2.yml", "obiettivi/A-3.yml"
B1, B2 = "obiettivi/B-1.yml", "obiettivi/B-2.yml"
B5, B6 = "obiettivi/B-5.yml", "obiettivi/B-6.yml"
FIRST, SECOND = "revisioni/2025-05-31.yml", "revisioni/2025-09-30.yml"
YEAR_END = "rilevazioni/2025-12-31"
OF_ROADS, OF_SCHOOL, OF_DESK = (f"{YEAR_END}/{name}.yml" for name in ("strade", "scuola", "sportello"))
RECORD = f"pubblicato/{PERIOD}.txt"
WATER = """\
  - id: acqua
    nome: Acqua per irrigare i campi
    formula: Metri cubi d'acqua per irrigare i campi nell'anno
    unita: mc
    condizione: al massimo
    stato: {2024: 600}
    target: {2025: 500, 2026: 480, 2027: 450}
    peso: 50%
"""
FURTHER = """\
codice: B.8
titolo: Piste ciclabili
indicatori:
  - id: piste
    nome: Piste ciclabili aperte
    formula: Chilometri di piste aperte nell'anno
    unita: km
    condizione: almeno
    stato: {2024: 3}
    target: {2025: 4}
    peso: 100%
"""
CORRECTION = """\
    rettifiche:
      - data: 10/02/2026
        valore: 1.155
        motivo: mancavano i prestiti di dicembre
"""
ANOTHER = "      - {data: 03/03/2026, valore: 1.210, motivo: mancavano le scuole}\n"
#: Why a target of 80% was missed, and a correction of the result.
RAINS = "    motivo_scostamento: le piogge di ottobre hanno raddoppiato le segnalazioni\n"
FEWER = "    rettifiche: [{{data: 03/03/2026, valore: {}, motivo: alcune erano contate due volte}}]\n"
#: An objective with another code and so with another page.
OTHER_CODE = all_of(
    rename(B2, "obiettivi/B-9.yml"),
    replace("obiettivi/B-9.yml", ("codice: B.2", "codice: B.9")),
    *(
        replace(f"rilevazioni/{day}/strade.yml", ("B.2:", "B.9:"))
        for day in ("2025-04-30", "2025-08-31", "2025-12-31")
    ),
)
MOVED = redirects(f"piano/{PERIOD}/B-2/ piano/{PERIOD}/B-9/")
OTHER_PAGE = redirects(f"piano/{PERIOD}/B-9/ piano/{PERIOD}/B-2/")


class Tampering(Struct, frozen=True):
    """A change of what is public, and what says it openly: something besides, or something else instead.

    The diagnostics are in order: a place in the plan's folder, or the record; the code; words of the message.
    """

    change: Change
    expected: tuple[tuple[str, str, str], ...]
    besides: Change | None = None
    instead: Change | None = None


TAMPERING: Mapping[str, Tampering] = {
    # ---- What was promised
    "a target": Tampering(
        replace(A1, ("2026: 60%", "2026: 45%")),
        (
            (
                f"{A1}:20",
                "E701",
                "«60%» era pubblicato e ora è «45%»: se lo ha cambiato un atto, rimetterlo e scrivere la "
                "revisione in revisioni/; se era trascritto male, dirlo in novita.yml con «corregge: ",
            ),
        ),
        instead=revision("2026-01-31", "A.1: {pratiche-in-linea: {target: {2026: 45%}}}\n"),
    ),
    "a target taken away": Tampering(
        replace(A1, (", 2027: 70%", "")),
        ((f"{A1}:20", "E702", "«2027», «70%», era pubblicato e non c'è più"),),
        besides=news("A.1#pratiche-in-linea"),
    ),
    "a further target": Tampering(
        replace(A3, ("target: {2025: sì}", "target: {2025: sì, 2026: sì}")),
        ((f"{A3}:15", "E703", "«2026», «sì», non c'era in ciò che è pubblicato"),),
        instead=revision("2026-01-31", "A.3: {carta: {target: {2026: sì}}}\n"),
    ),
    "the difference that a target is": Tampering(
        replace(A2, ("2026: +20%", "2026: +2%")),
        ((f"{A2}:13", "E701", "«+20%» era pubblicato e ora è «+2%»"),),
        instead=revision("2026-01-31", "A.2: {prestiti: {target: {2026: +2%}}}\n"),
    ),
    "what a target is a difference from": Tampering(
        replace(A2, ("rispetto_a: 2024", "rispetto_a: anno precedente")),
        ((f"{A2}:11", "E701", "«2024» era pubblicato e ora è «anno precedente»"),),
        besides=news("A.2#prestiti"),
    ),
    "the target of an office": Tampering(
        replace(A1, ("2024: 55%}, target: {2025: 80%", "2024: 55%}, target: {2025: 60%")),
        ((f"{A1}:31", "E701", "«80%» era pubblicato e ora è «60%»"),),
        instead=all_of(
            revision("2025-11-30", "A.1: {risposte: {per_ufficio: {strade: {target: {2025: 60%}}}}}\n"),
            news("A.1#risposte"),
        ),
    ),
    "how offices become one result": Tampering(
        replace(A1, ("aggregazione: media", "aggregazione: peggiore")),
        ((f"{A1}:32", "E701", "«media» era pubblicato e ora è «peggiore»"),),
        besides=news("A.1#risposte"),
    ),
    "the day of a step": Tampering(
        replace(A3, ("entro: 31/10/2025", "entro: 30/11/2025")),
        ((f"{A3}:9", "E701", "«31/10/2025» era pubblicato e ora è «30/11/2025»"),),
        instead=all_of(
            revision("2025-10-15", "A.3: {portale: {fasi: {2: {entro: 30/11/2025}}}}\n"),
            news("A.3#portale"),
        ),
    ),
    "weights": Tampering(
        replace(B2, ("peso: 70%", "peso: 90%"), ("peso: 30%", "peso: 10%")),
        (
            (f"{B2}:13", "E701", "«70%» era pubblicato e ora è «90%»"),
            (f"{B2}:21", "E701", "«30%» era pubblicato e ora è «10%»"),
        ),
        instead=revision("2026-01-31", "B.2: {ponti: {peso: 90%}, programma: {peso: 10%}}\n"),
    ),
    "a condition": Tampering(
        replace(A1, ("condizione: al massimo", "condizione: almeno")),
        ((f"{A1}:10", "E701", "«al massimo» era pubblicato e ora è «almeno»"),),
        instead=revision("2026-01-31", "A.1: {attese: {condizione: almeno}}\n"),
    ),
    "a unit": Tampering(
        replace(B6, ("unita: mc", "unita: ettolitri")),
        ((f"{B6}:16", "E701", "«mc» era pubblicato e ora è «ettolitri»"),),
        besides=news("B.6#acqua"),
    ),
    "a baseline": Tampering(
        replace(B1, ("2024: 12", "2024: 14")),
        (
            (
                f"{B1}:11",
                "E701",
                "«12» era pubblicato e ora è «14»: rimetterlo; se era trascritto male, dirlo in novita.yml "
                "con «corregge: [B.1#asfalto]»",
            ),
        ),
        besides=news("B.1#asfalto"),
    ),
    "a closed year that is not to be assessed": Tampering(
        replace(A3, ("    peso: 70%", "    non_valutabile: {2025: il fornitore ha tardato}\n    peso: 70%")),
        ((f"{A3}:10", "E703", "«non_valutabile» non c'era in ciò che è pubblicato"),),
        instead=all_of(
            revision("2025-12-15", "A.3: {portale: stralciato, carta: {peso: 100%}}\n"), news("A.3#portale")
        ),
    ),
    "an indicator taken away": Tampering(
        replace(B6, (WATER, ""), ("peso: 50%", "peso: 100%")),
        (
            (f"{B6}:4", "E702", "l'indicatore «acqua» era pubblicato e non c'è più"),
            (f"{B6}:12", "E701", "«50%» era pubblicato e ora è «100%»"),
        ),
        instead=revision("2026-01-31", "B.6: {acqua: stralciato}\n"),
    ),
    "an objective taken away": Tampering(
        all_of(
            remove(B2),
            replace("rilevazioni/2025-04-30/strade.yml", ("B.2: {ponti: 2, programma: non ancora}\n", "")),
            replace("rilevazioni/2025-08-31/strade.yml", ("B.2: {ponti: 5, programma: 12/06/2025}\n", "")),
            replace(OF_ROADS, ("B.2: {ponti: 8, programma: 12/06/2025}\n", "")),
        ),
        ((RECORD, "E702", "l'obiettivo «B.2» era pubblicato e non c'è più"),),
        instead=revision("2026-01-31", "B.2: stralciato\n"),
    ),
    "a further objective": Tampering(
        write("obiettivi/B-8.yml", FURTHER),
        (("obiettivi/B-8.yml", "E703", "l'obiettivo «B.8» non c'era in ciò che è pubblicato"),),
        besides=revision("2026-01-31", "B.8: aggiunto\n"),
    ),
    "a missed objective that is said to be added later": Tampering(
        revision("2026-01-31", "A.3: aggiunto\n"),
        (
            (
                "revisioni/2026-01-31.yml:3",
                "E701",
                "l'obiettivo «A.3» era già pubblicato, e una revisione nuova lo dice aggiunto",
            ),
        ),
        besides=news("A.3"),
    ),
    "a verdict, by an act of then that is written after the year": Tampering(
        revision("2025-03-01", "B.1: {segnalazioni: {target: {2025: 60%}}}\n"),
        (
            (
                f"{B1}:14",
                "E704",
                "l'esito 2025 di «segnalazioni» era pubblicato come definitivo, "
                "«parzialmente raggiunto, 9/10», e ora è «raggiunto, 1»",
            ),
        ),
        besides=news("B.1#segnalazioni"),
    ),
    "a missed objective dropped by an act of then": Tampering(
        revision("2025-11-30", "A.3: stralciato\n"),
        (
            (f"{A3}:5", "E704", "«non raggiunto, 2/5», e ora è «non valutabile»"),
            (f"{A3}:11", "E704", "«raggiunto, 1», e ora è «non valutabile»"),
        ),
        besides=news("A.3"),
    ),
    "the year of a target": Tampering(
        replace(B2, ("{2025: 30/06/2025}", "{2025: n.d., 2026: 30/06/2026}")),
        (
            (f"{B2}:20", "E701", "«30/06/2025» era pubblicato e ora è «n.d.»"),
            (f"{B2}:20", "E703", "«2026», «30/06/2026», non c'era in ciò che è pubblicato"),
        ),
        besides=news("B.2#programma"),
    ),
    "an indicator moved to another objective": Tampering(
        all_of(
            replace(B6, (WATER, ""), ("peso: 50%", "peso: 100%")),
            replace(B5, ("peso: 100%", "peso: 50%")),
            write(B5, WATER),
        ),
        (
            (f"{B5}:12", "E701", "«100%» era pubblicato e ora è «50%»"),
            (f"{B5}:13", "E703", "l'indicatore «acqua» non c'era in ciò che è pubblicato"),
            (f"{B6}:4", "E702", "l'indicatore «acqua» era pubblicato e non c'è più"),
            (f"{B6}:12", "E701", "«50%» era pubblicato e ora è «100%»"),
        ),
        besides=news("B.5", "B.6"),
    ),
    "the direction of an indicator without a condition": Tampering(
        replace(
            B1,
            (
                "    condizione: almeno\n    andamento",
                "    condizione: almeno\n    verso: aumenta\n    andamento",
            ),
        ),
        ((f"{B1}:10", "E703", "«verso», «aumenta», non c'era in ciò che è pubblicato"),),
        besides=news("B.1#asfalto"),
    ),
    # ---- What was said
    "a letter that looks the same": Tampering(
        # The second «a» is Cyrillic.
        replace(B1, ("Strade senza buche", "Str\u0430de senza buche")),
        ((f"{B1}:2", "E701", "«Strade senza buche» era pubblicato e ora è «Str\u0430de senza buche»"),),
        besides=news("B.1"),
    ),
    "a letter that nobody sees": Tampering(
        replace(B1, ("Strade senza buche", "Strade senza\u200b buche")),
        ((f"{B1}:2", "E701", "«Strade senza buche» era pubblicato e ora è «Strade senza buche…"),),
        besides=news("B.1"),
    ),
    "a title": Tampering(
        replace(B1, ("Strade senza buche", "Strade con poche buche")),
        ((f"{B1}:2", "E701", "«Strade senza buche» era pubblicato e ora è «Strade con poche buche»"),),
        besides=news("B.1"),
    ),
    "a description": Tampering(
        replace(A1, ("Meno giorni", "Più giorni")),
        ((f"{A1}:4", "E701", "«Meno giorni di attesa"),),
        besides=news("A.1"),
    ),
    "the formula of an indicator": Tampering(
        replace(B1, ("strada asfaltati", "strada asfaltati o rattoppati")),
        (
            (
                f"{B1}:7",
                "E701",
                "se lo ha cambiato un atto, rimetterlo e scrivere la revisione in revisioni/",
            ),
        ),
        instead=revision("2026-01-31", "B.1: {asfalto: {formula: Chilometri asfaltati o rattoppati}}\n"),
    ),
    "the name of an indicator": Tampering(
        replace(B1, ("nome: Strade asfaltate", "nome: Strade rifatte")),
        ((f"{B1}:6", "E701", "«Strade asfaltate» era pubblicato e ora è «Strade rifatte»"),),
        instead=revision("2026-01-31-bis", "B.1: {asfalto: {nome: Strade rifatte}}\n"),
    ),
    "the weights of steps": Tampering(
        replace(
            A3,
            ("entro: 31/03/2025, peso: 40%", "entro: 31/03/2025, peso: 90%"),
            ("peso: 60%}", "peso: 10%}"),
        ),
        (
            (f"{A3}:8", "E701", "«40%» era pubblicato e ora è «90%»"),
            (f"{A3}:9", "E701", "«60%» era pubblicato e ora è «10%»"),
        ),
        # The act is of then and written now, and changes a definitive verdict.
        instead=all_of(
            revision("2025-10-15", "A.3: {portale: {fasi: {1: {peso: 90%}, 2: {peso: 10%}}}}\n"),
            news("A.3#portale"),
        ),
    ),
    "the act of approval": Tampering(
        replace("piano.yml", ("n. 4 del 30/01/2025", "n. 44 del 30/06/2025")),
        (("piano.yml:6", "E701", "«Deliberazione inventata n. 4 del 30/01/2025» era pubblicato"),),
        besides=news("piano"),
    ),
    "the reason of a deviation": Tampering(
        replace(OF_ROADS, (RAINS, "")),
        ((f"{OF_ROADS}:6", "E702", "«motivo_scostamento», «le piogge di ottobre"),),
        besides=replace(OF_ROADS, ("    valore: 72%\n", "    valore: 72%\n" + FEWER.format("82%"))),
    ),
    "the reason of a deviation that is still one": Tampering(
        all_of(
            replace(OF_ROADS, (RAINS, "")),
            replace(OF_ROADS, ("    valore: 72%\n", "    valore: 72%\n" + FEWER.format("75%"))),
        ),
        (
            (
                f"{OF_ROADS}:6",
                "E702",
                "rimetterlo, e dire sotto «rettifiche», con la data e il motivo, che cosa è cambiato",
            ),
        ),
    ),
    "the name of an area": Tampering(
        replace("ambiti.yml", ("Territorio curato", "Territorio e sport")),
        (("ambiti.yml:4", "E701", "«Territorio curato» era pubblicato e ora è «Territorio e sport»"),),
        besides=news("piano"),
    ),
    "the office of an objective": Tampering(
        replace(A3, ("uffici: [sportello]", "uffici: [strade]")),
        ((f"{A3}:3", "E701", "«sportello» era pubblicato e ora è «strade»"),),
        besides=news("A.3"),
    ),
    "the name of an office": Tampering(
        replace("uffici.yml", ("Ufficio strade", "Ufficio lavori")),
        (("uffici.yml:4", "E701", "«Ufficio strade» era pubblicato e ora è «Ufficio lavori»"),),
        besides=news("piano"),
    ),
    "the method": Tampering(
        replace("piano.yml", ("parzialmente raggiunto: 70%", "parzialmente raggiunto: 40%")),
        (
            (
                f"{A3}:5",
                "E704",
                "l'esito 2025 di «portale» era pubblicato come definitivo, «non raggiunto, 2/5», e ora è "
                "«parzialmente raggiunto, 2/5»",
            ),
            ("piano.yml:17", "E701", "«70%» era pubblicato e ora è «40%»"),
        ),
        besides=news("piano"),
    ),
    "the document without its digest": Tampering(
        OTHER_DOCUMENT,
        (("piano.yml:14", "E212", "il documento è cambiato da allora"),),
    ),
    "the document with its digest": Tampering(
        all_of(OTHER_DOCUMENT, replace("piano.yml", (DIGEST, OTHER_DIGEST))),
        (("piano.yml:14", "E701", f"«{DIGEST}» era pubblicato e ora è «{OTHER_DIGEST}»"),),
        besides=news("piano"),
    ),
    "the date of a news entry": Tampering(
        replace("novita.yml", ("data: 30/01/2025", "data: 28/02/2025")),
        (
            (
                "novita.yml",
                "E701",
                "«30/01/2025» era pubblicato e ora è «28/02/2025»: rimettere la novità con il suo «id»",
            ),
        ),
    ),
    # ---- What was measured
    "a result": Tampering(
        replace(OF_ROADS, ("asfalto: 15", "asfalto: 19")),
        (
            (
                f"{OF_ROADS}:5",
                "E701",
                "«15» era pubblicato e ora è «19»: rimetterlo, e scrivere quello nuovo sotto «rettifiche»",
            ),
        ),
        instead=correction(OF_ROADS, "asfalto: 15", "19"),
    ),
    "the results of two indicators, swapped": Tampering(
        replace(OF_ROADS, ("asfalto: 15", "asfalto: 8"), ("ponti: 8", "ponti: 15")),
        (
            (f"{OF_ROADS}:5", "E701", "«15» era pubblicato e ora è «8»"),
            (f"{OF_ROADS}:9", "E701", "«8» era pubblicato e ora è «15»"),
        ),
    ),
    "the day of a step that was late": Tampering(
        replace(OF_DESK, ("2: 25/11/2025", "2: 25/10/2025")),
        ((f"{OF_DESK}:12", "E701", "«25/11/2025» era pubblicato e ora è «25/10/2025»"),),
    ),
    "the results of an office": Tampering(
        remove(OF_SCHOOL),
        (
            (RECORD, "E702", "«scuola», «88%», era pubblicato e non c'è più"),
            (RECORD, "E702", "il risultato di «A.2» al 2025-12-31 era pubblicato e non c'è più"),
            (RECORD, "E702", "il risultato di «B.5» al 2025-12-31 era pubblicato e non c'è più"),
            (RECORD, "E702", "il risultato di «B.6» al 2025-12-31 era pubblicato e non c'è più"),
        ),
    ),
    "a result that no news excuses": Tampering(
        all_of(replace(OF_ROADS, ("asfalto: 15", "asfalto: 19")), news("B.1#asfalto")),
        ((f"{OF_ROADS}:5", "E701", "«15» era pubblicato e ora è «19»"),),
    ),
    "a result taken away": Tampering(
        replace(OF_DESK, ("  pratiche-in-linea: 52%\n", "")),
        ((RECORD, "E702", "il risultato di «pratiche-in-linea» di «A.1» al 2025-12-31 era pubblicato e"),),
        instead=correction(OF_DESK, "pratiche-in-linea: 52%", "n.d."),
    ),
    "the result of an office taken away": Tampering(
        replace(OF_ROADS, ("A.1:\n  risposte: {per_ufficio: {strade: 60%}}\n", "")),
        ((RECORD, "E702", "«strade», «60%», era pubblicato e non c'è più"),),
    ),
    "the results of a day taken away": Tampering(
        remove("rilevazioni/2025-08-31"),
        ((RECORD, "E702", "il risultato di tutti gli indicatori al 2025-08-31 era pubblicato"),),
    ),
    "the results of a day moved to another": Tampering(
        rename("rilevazioni/2025-08-31", "rilevazioni/2025-09-15"),
        ((RECORD, "E702", "il risultato di tutti gli indicatori al 2025-08-31 era pubblicato"),),
    ),
    "the source of the results of an office": Tampering(
        replace(OF_ROADS, ("Consuntivo inventato del 2025", "Stima inventata")),
        (
            (f"{OF_ROADS}:1", "E701", "ora è «Stima inventata»"),
            # The indicator of three offices has both sources.
            (RECORD, "E701", "ora è «Consuntivo inventato del 2025; Stima inventata»"),
        ),
    ),
    "the reason for a deviation": Tampering(
        replace(OF_ROADS, ("le piogge di ottobre", "le nevicate di dicembre")),
        ((f"{OF_ROADS}:8", "E701", "«le piogge di ottobre hanno raddoppiato"),),
    ),
    "a correction": Tampering(
        replace(OF_SCHOOL, ("valore: 1.155", "valore: 1.210")),
        (
            (
                f"{OF_SCHOOL}:9",
                "E701",
                "«1.155» era pubblicato e ora è «1.210»: rimettere la rettifica com'era, e se serve "
                "aggiungerne un'altra sotto",
            ),
        ),
        instead=replace(OF_SCHOOL, ("di dicembre\n", f"di dicembre\n{ANOTHER}")),
    ),
    "the day of a correction": Tampering(
        replace(OF_SCHOOL, ("data: 10/02/2026", "data: 15/01/2026")),
        ((f"{OF_SCHOOL}:7", "E702", "«10/02/2026» era pubblicato e non c'è più: rimettere la rettifica"),),
    ),
    "a correction taken away": Tampering(
        replace(OF_SCHOOL, (CORRECTION, "")),
        ((f"{OF_SCHOOL}:5", "E702", "«rettifiche» era pubblicato e non c'è più: rimettere la rettifica"),),
    ),
    "a corrected value in place of the published one": Tampering(
        replace(OF_SCHOOL, (f"    valore: 1.045\n{CORRECTION}", "    valore: 1.155\n")),
        (
            (f"{OF_SCHOOL}:5", "E702", "«rettifiche» era pubblicato e non c'è più"),
            (f"{OF_SCHOOL}:6", "E701", "«1.045» era pubblicato e ora è «1.155»"),
        ),
    ),
    # ---- What acts have changed
    "the reason of a revision": Tampering(
        replace(FIRST, ("ridotto di un quarto", "ridotto di metà")),
        ((f"{FIRST}:2", "E701", "e ora è «il contributo per l'asfalto è stato ridotto di metà»"),),
        besides=news("piano"),
    ),
    "the number of the act of a revision": Tampering(
        replace(FIRST, ("n. 21 del", "n. 22 del")),
        ((f"{FIRST}:1", "E701", "e ora è «Deliberazione inventata n. 22 del 31/05/2025»"),),
        besides=news("piano"),
    ),
    "what takes the place of an objective": Tampering(
        replace(SECOND, ("[B.5, B.6]", "[B.5]")),
        ((f"{SECOND}:4", "E701", "«B.5; B.6» era pubblicato e ora è «B.5»"),),
        besides=news("B.4"),
    ),
    "the target of a revision": Tampering(
        replace(FIRST, ("2025: 15", "2025: 10")),
        ((f"{FIRST}:8", "E701", "«15» era pubblicato e ora è «10»"),),
        instead=revision("2025-11-30", "B.1: {asfalto: {target: {2025: 10}}}\n"),
    ),
    "a revision taken away": Tampering(
        remove(FIRST),
        (
            (
                RECORD,
                "E702",
                "ciò che dice la revisione del 2025-05-31 era pubblicato e non c'è più: rimettere il file",
            ),
        ),
        instead=revision("2026-01-31", "B.1: {asfalto: {target: {2026: 24}}}\n"),
    ),
    "the day of a revision": Tampering(
        rename(FIRST, "revisioni/2025-04-15.yml"),
        ((RECORD, "E702", "ciò che dice la revisione del 2025-05-31 era pubblicato e non c'è più"),),
    ),
    # ---- Addresses, and the record itself
    "the code of an objective, with its address": Tampering(
        OTHER_CODE,
        (
            ("obiettivi/B-9.yml", "E703", "l'obiettivo «B.9» non c'era in ciò che è pubblicato"),
            (RECORD, "E702", "l'obiettivo «B.2» era pubblicato e non c'è più"),
        ),
        besides=MOVED,
    ),
    "a target and a result of what has another code": Tampering(
        all_of(
            OTHER_CODE,
            MOVED,
            replace("obiettivi/B-9.yml", ("2026: 8", "2026: 4")),
            replace(OF_ROADS, ("ponti: 8", "ponti: 9")),
        ),
        (
            ("obiettivi/B-9.yml:12", "E701", "«8» era pubblicato e ora è «4»"),
            (f"{OF_ROADS}:9", "E701", "«8» era pubblicato e ora è «9»"),
        ),
    ),
    "a target of what an old redirect leads to": Tampering(
        all_of(OTHER_PAGE, replace(B2, ("2026: 8", "2026: 4"))),
        ((f"{B2}:12", "E701", "«8» era pubblicato e ora è «4»"),),
        instead=all_of(OTHER_PAGE, revision("2026-01-31", "B.2: {ponti: {target: {2026: 4}}}\n")),
    ),
    "a plan that is a draft again": Tampering(
        replace("piano.yml", ("pesi: percentuale", "bozza: true\npesi: percentuale")),
        (("piano.yml:10", "E701", "era pubblicato, e non è più una bozza: togliere «bozza»"),),
    ),
    "a whole plan": Tampering(
        remove(""),
        (
            # What the next plan continues.
            (f"plan_data/{NEXT}/obiettivi/A-1.yml:15", "E233", f"il piano {PERIOD} non c'è"),
            (f"plan_data/{NEXT}/obiettivi/A-4.yml:3", "E233", f"il piano {PERIOD} non c'è"),
            (f"plan_data/{NEXT}/obiettivi/A-5.yml:3", "E233", f"il piano {PERIOD} non c'è"),
            (
                f"{RECORD}:1",
                "E702",
                f"il piano {PERIOD} era pubblicato e non c'è più: rimetterlo in plan_data/",
            ),
        ),
    ),
    "a target and its line in the record": Tampering(
        all_of(replace(A1, ("2026: 60%", "2026: 45%")), in_record("target/2026 = 60%", "target/2026 = 45%")),
        ((RECORD, "E705", "il file non è come l'ha scritto «vetro record»: rimettere il file"),),
    ),
    "a line taken from the record": Tampering(
        in_record("rilevazioni/2025-12-31/B.1/segnalazioni/valore = 72%\n", ""),
        ((RECORD, "E705", "il file non è come l'ha scritto «vetro record»: rimettere il file"),),
    ),
    "the record emptied": Tampering(
        write_anew(RECORD, "# ancora niente\n"),
        ((RECORD, "E705", "il file non è come l'ha scritto «vetro record»: rimettere il file"),),
    ),
    "the record of a plan taken away": Tampering(
        remove(f"../../{RECORD}"),
        ((RECORD, "E705", f"manca il registro del piano {PERIOD}, che è pubblicato: rimettere il file"),),
    ),
}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented body of two periods, recorded as published."""
    root = tmp_path_factory.mktemp("pubblicato") / "progetto"
    shutil.copytree(BODY, root, ignore=shutil.ignore_patterns("site", ".cache"))
    (root / "pubblicato").mkdir()
    for one in check(root, today=TODAY).plans:
        assert one.plan
        text = record_text(one.plan.period, facts_of(one.plan, assess_plan(one.plan)))
        (root / record_name(one.plan.period)).write_text(text, "utf-8")
    addresses = "".join(f"piano/{period}/\n" for period in (PERIOD, NEXT))
    (root / "pubblicato" / "indirizzi.txt").write_text(addresses, "utf-8")
    return root


@pytest.fixture
def project(recorded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded, tmp_path / "progetto"))


def errors(root: Path) -> list[str]:
    result = check(root, today=TODAY, further=partial(against_record, root))
    found = [str(one) for one in result.diagnostics if one.severity is Severity.ERROR]
    return [line.removeprefix(f"plan_data/{PERIOD}/") for line in found]


@pytest.mark.parametrize("way", TAMPERING)
def test_it_is_found_and_named(way: str, project: Path) -> None:
    tampering = TAMPERING[way]
    tampering.change(project / "plan_data" / PERIOD)
    lines = errors(project)
    assert len(lines) == len(tampering.expected), lines
    for line, (place, code, words) in zip(lines, tampering.expected, strict=True):
        assert line.startswith(f"{place}:"), line
        assert f": errore {code}: " in line, line
        assert words in line


DECLARED = [way for way, one in TAMPERING.items() if one.besides or one.instead]


@pytest.mark.parametrize("way", DECLARED)
def test_it_passes_when_it_is_declared(way: str, project: Path) -> None:
    tampering, plan = TAMPERING[way], project / "plan_data" / PERIOD
    if tampering.instead:
        tampering.instead(plan)
    if tampering.besides:
        all_of(tampering.change, tampering.besides)(plan)
    assert errors(project) == []


def test_nothing_is_found_where_nothing_has_changed(project: Path) -> None:
    assert errors(project) == []
