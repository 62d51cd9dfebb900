"""Texts that spreadsheets take for formulas: found in every field of every file, and nothing else is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.checks.check import check
from generator.loading.diagnostics import Severity, SourceLocation
from generator.loading.editor_schemas import KINDS
from generator.loading.formulas import formula_in
from generator.loading.schema import Schema
from tests.sample_project import PLAN, Project

HOSTILE = [
    ("=1+1", "=1+1"),
    (" =1+1", "=1+1"),
    ("\u00a0=1+1", "=1+1"),
    ("= a", "= a"),
    ("\uff1d1+1", "\uff1d1+1"),
    ("@SUM(1)", "@SUM(1)"),
    ("\uff20SUM(1)", "\uff20SUM(1)"),
    ("@ente", "@ente"),
    ("\t1", "\t"),
    (" \r1", " \r"),
    ("+1+1", "+1+1"),
    ("-1 - 1", "-1 - 1"),
    ("-2,5*3%", "-2,5*3%"),
    ("+SUM(A1:A9)", "+SUM(A1:A9)"),
    ("+ SUM (1) + SUM(1)", "+ SUM (1) + SUM(1)"),
    ("-1+SUM(1)", "-1+SUM(1)"),
    ("-A1*SUM(1)", "-A1*SUM(1)"),
    ('-"a"&SUM(1)', '-"a"&SUM(1)'),
    ("-(SUM(1))", "-(SUM(1))"),
    ("+@SUM(1)", "+@SUM(1)"),
    ("\u2212SUM(1)", "\u2212SUM(1)"),
    ("-cmd|' /C calc'!A0", "-cmd|' /C calc'!A0"),
    ("+Foglio1!A1", "+Foglio1!A1"),
    ("-'un foglio'!A1", "-'un foglio'!A1"),
    ("+'http://esempio.invalid/[a.xlsx]Foglio1'!A1", "+'http://esempio.invalid/[a.xlsx]Foglio1'!A1"),
    ("-[a.xlsx]Foglio1!A1", "-[a.xlsx]Foglio1!A1"),
    # A line, or what follows a separator, is the beginning of a cell where the separator is another.
    ("Parole\n=1+1\naltre", "=1+1"),
    ("Parole;=1+1", "=1+1"),
    ("Parole; =1+1; altre", "=1+1"),
    ("Parole\t=1+1", "=1+1"),
    ("- primo punto\n- SUM(1)", "- SUM(1)"),
]
HONEST = [
    "",
    "A = B + C",
    "Entrate/uscite = 1; uscite = 2",
    "1+1",
    ">= 80%",
    "-8",
    "+5",
    "-1.000,50 €",
    "-10% rispetto al 2024",
    "-10 (dieci) giorni",
    "+ 5 punti",
    "+39 0573 99 1234",
    "- primo punto",
    "- 2025/2026\n- 2026-2027",
    "- (a) le spese per il personale(nota 1)",
    "- spese per corsi (FAD)\n  - costi e ricavi",
    "- [la pagina](bandi.md) e <https://esempio.invalid/?a=b>",
    "- Attenzione! Si chiude il 30 giugno",
    "-- un inciso --",
    "-----",
    "+",
    "posta@ente.example",
    "'=1+1'",
]


@pytest.mark.parametrize(("text", "formula"), HOSTILE)
def test_what_is_a_formula(text: str, formula: str) -> None:
    assert formula_in(text) == formula


@pytest.mark.parametrize("text", [*HONEST, "Titolo\n======\n\nParole"])
def test_what_is_not(text: str) -> None:
    assert formula_in(text) == ""


#: Files that hold every field that there is.
FILES = {
    "piano.yml": """\
ente: {nome: Comune di Vattelapesca}
titolo: Piano di prova
bozza: no
sezione: Obiettivi
anni: [2025, 2026]
anno_base: 2024
atto_approvazione: Deliberazione inventata
tipi: {OS: Obiettivi strategici, OP: Performance operativa}
documento:
  titolo: Il piano di prova
  file: fonti/piano.txt
  sha256: 06a88a156c0b994e5df009a3bb99b95747eae2efcb8eeed0d8f641ef907f2c09
valutazione:
  smvp: Sistema inventato
  soglie: {raggiunto: 100%}
  tetto: 100%
  tolleranza: 5%
  andamento: {Volume: cumulato}
  etichette: {raggiunto: conseguito}
tipologie: [Efficacia, Efficienza, Volume]
pesi: percentuale
codici: {obiettivo: "{ambito}_{tipo}{numero:2}", ambito: "{numero:2}_{numero:2}", tipo: "{lettere}"}
campi:
  - {id: portatori, etichetta: Portatori, di: obiettivo, tipo: elenco}
  - {id: personale, etichetta: Personale, di: indicatore, tipo: testo, per_anno: sì}
eccezioni: {W602: così}
""",
    "obiettivi/01_01_OS01.yml": """\
codice: 01_01_OS01
titolo: Sportello per le imprese
tipo: OS
ambito: 01_01
continua: nessuno
padre: 01_02_OP01
contribuisce_a: [01_02_OP01]
peso: 50%
missione: 11/005
risorse: risorse interne
area_responsabilita: servizi
uffici: [{id: sportello, ruolo: capofila, quota: 60%}]
campi: {portatori: [Imprese]}
descrizione: Lo sportello apre due giorni alla settimana.
testo_documento: {ambito: a, missione: b, programma: c, area_responsabilita: d, uffici: e}
note: [Una nota]
note_redazionali: [Un dubbio]
eccezioni: {W312: così}
indicatori:
  - id: desk
    nome: Desk
    continua: nessuno
    formula: Numero di desk aperti
    fonte: Il registro
    verifica: Una relazione
    uffici: [sportello]
    campi: {personale: {2025: due persone}}
    tipologia: Volume
    unita: n.
    condizione: pari a
    stato: {2024: 7}
    target: {2025: 8, 2026: {condizione: almeno, valore: 9}}
    peso: 50%
    andamento: livello
    tolleranza: 1
    non_valutabile: {2026: la legge è stata abrogata}
    calcolo: altro ÷ altro-2
    note_redazionali: [Un dubbio]
    eccezioni: {W316: così}
  - id: giudizio
    nome: Giudizio
    tipologia: Efficacia
    unita: giudizio
    scala: [basso, medio, alto]
    verso: aumenta
    target: {2025: alto}
    peso: 50%
  - id: energia
    nome: Energia
    tipologia: Efficacia
    unita: kWh
    rispetto_a: anno precedente
    target: {2025: n.d., 2026: {valore: +5, rispetto_a: 2025, unita: kWh, entro: 30/06/2026}}
    traguardi_intermedi: {2026-03-31: 2}
    peso: 50%
  - id: bando
    nome: Bando
    tipologia: Efficacia
    fasi:
    - {id: avviso, nome: Avviso, entro: 30/04/2025, peso: 40%}
    - {nome: Domande, condizione: almeno, unita: n., target: {2025: 80}, peso: 60%}
    peso: 50%
  - id: code
    nome: Code
    tipologia: Efficacia
    per_ufficio:
      sportello:
        condizione: almeno
        target: {2025: 80%, 2026: {condizione: almeno, valore: 9%}}
        stato: {2024: 7%}
    aggregazione: media
    peso: 50%
""",
    "novita.yml": """\
- id: approvato
  data: 20/01/2025
  titolo: Approvato
  testo: Parole
  riguarda: pagine
  pagina: dati/2025-2026/
  corregge: [01_01_OS01]
""",
    "ambiti.yml": "- codice: 01_01\n  nome: Imprese\n  altri_nomi: [Le imprese]\n",
    "uffici.yml": """\
aree:
  - {id: servizi, nome: Servizi, altri_nomi: [I servizi]}
uffici:
  - {id: sportello, nome: Sportello, altri_nomi: [Lo sportello]}
""",
    "missioni.yml": "- codice: 11\n  nome: Competitività\n  programmi: [{codice: 005, nome: Sviluppo}]\n",
    "rilevazioni/2025-06-30.yml": """\
fonte: Monitoraggio
01_01_OS01:
  desk:
    valore: 5
    nota: Parole
    fonte: Registro
    motivo_scostamento: Due aperture rinviate
    rettifiche: [{data: 15/09/2025, valore: 7, motivo: Contati due volte}]
    eccezioni: {W402: così}
  giudizio: {valore: alto, grado_dichiarato: 80%, esito: raggiunto}
  bando: {fasi: {avviso: 15/04/2025, 2: 60}}
  code:
    per_ufficio: {sportello: 70%}
    rettifiche: [{data: 15/09/2025, per_ufficio: {sportello: 75%}, motivo: Contati due volte}]
""",
}


def scalars(text: str) -> Iterator[yaml.ScalarEvent]:
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            yield event


def field_names(schema: Schema) -> Iterator[str]:
    for field in schema.fields:
        yield field.name
        if field.schema:
            yield from field_names(field.schema)


def test_the_files_have_every_field() -> None:
    written = {event.value for text in FILES.values() for event in scalars(text)}
    # Where it stands, the reason stands in place of the value.
    assert {name for kind in KINDS for name in field_names(kind.schema)} <= written


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("formule") / "progetto")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("hostile", ["=1+1", "@SUM(1)", "-cmd|''!A0"])
def test_no_text_of_a_file_can_be_a_formula(shared: Project, name: str, hostile: str) -> None:
    """Keys and values, one after the other: each is an error where it stands."""
    for other, text in FILES.items():
        shared.write(other, text)
    places = 0
    for event in scalars(FILES[name]):
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        text = FILES[name]
        quoted = hostile.replace("'", "''")
        shared.write(name, f"{text[: start.index]}'{quoted}'{text[end.index :]}")
        found = check(shared.root, today=date(2026, 6, 30)).diagnostics
        place = SourceLocation(str(Path(PLAN, name)), start.line + 1, start.column + 1)
        errors = [one for one in found if one.severity is Severity.ERROR and one.location == place]
        assert errors, (event.value, place, [str(one) for one in found])
        places += 1
    assert places > 3
