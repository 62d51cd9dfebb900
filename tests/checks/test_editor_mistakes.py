"""Mistakes of editors in files of two plans: each is reported once, on its line, with a remedy.

A case is the file, what stands there and what an editor makes of it; then the text of the reported line, the
code, a piece of the message that names the cause or the remedy, and the reported file if it is another.
"""

import shutil
from pathlib import Path

import pytest
from msgspec import Struct

from generator.checks.checked_plan import check_plan
from tests.conftest import INVENTED_PROJECT, PLAN_FOLDER

OBJECTIVE = "obiettivi/01_01_OS02.yml"
#: Results are those of the invented body: of the real one there are none, and none are made up.
DAY = "rilevazioni/2025-12-31.yml"
IN_INVENTED = {DAY, "obiettivi/01_01_OS01.yml"}


class Mistake(Struct, frozen=True):
    """What an editor did, and what is then reported. `line` is how the reported line begins."""

    file: str
    before: str
    after: str
    line: str
    code: str
    message: str
    reported: str = ""


MISTAKES = {
    "the years as a period": Mistake(
        "piano.yml",
        "anni: [2025, 2026, 2027]",
        "anni: 2025-2027",
        "anni: 2025-2027",
        "E203",
        "«anni» vuole un elenco",
    ),
    "a digest in capitals, as Windows shows it": Mistake(
        "piano.yml",
        "sha256: edbc26888ade2e5dd06f56bc20cf4b0bddfa0c80856de410ada229765ff76d4d",
        "sha256: EDBC26888ADE2E5DD06F56BC20CF4B0BDDFA0C80856DE410ADA229765FF76D4D",
        "sha256: EDBC2688",
        "E206",
        "minuscole",
    ),
    "the name of the body without its field": Mistake(
        "piano.yml",
        "ente:\n  nome: Camera",
        "ente: Camera",
        "ente: Camera",
        "E203",
        "«ente» vuole un gruppo di campi",
    ),
    "an area with its name only": Mistake(
        "uffici.yml",
        "  - id: obiettivo-trasversale\n    nome: Obiettivo trasversale\n",
        "  - Obiettivo trasversale\n",
        "- Obiettivo trasversale",
        "E203",
        "gruppo di campi («id: …»)",
    ),
    "an area renamed where objectives refer to it": Mistake(
        "uffici.yml",
        "id: promozione-e-sviluppo-economico",
        "id: promozione-sviluppo-economico",
        "area_responsabilita: promozione-e-sviluppo-economico",
        "E205",
        "forse «promozione-sviluppo-economico»?",
        OBJECTIVE,
    ),
    "a word of one's own for what a piece of news is about": Mistake(
        "novita.yml", "riguarda: piano", "riguarda: il piano", "riguarda: il piano", "E205", "forse «piano»?"
    ),
    "a mission without its programme": Mistake(
        OBJECTIVE,
        "missione: 11/005",
        "missione: 11",
        "missione: 11",
        "E205",
        "missione/programma di missioni.yml, come 11/005",
    ),
    "the name of an area where its id is wanted": Mistake(
        OBJECTIVE,
        "area_responsabilita: promozione-e-sviluppo-economico",
        "area_responsabilita: Promozione e Sviluppo Economico",
        "area_responsabilita: Promozione",
        "E205",
        "forse «promozione-e-sviluppo-economico»?",
    ),
    "two areas of responsibility": Mistake(
        OBJECTIVE,
        "area_responsabilita: promozione-e-sviluppo-economico",
        "area_responsabilita: [promozione-e-sviluppo-economico, risorse-ed-organizzazione]",
        "area_responsabilita: [",
        "E203",
        "«area_responsabilita» vuole un testo, non un elenco",
    ),
    "the target of an indicator in its condition": Mistake(
        OBJECTIVE,
        "condizione: almeno\n    stato:\n      2024: 1\n",
        "condizione: almeno 9\n    stato:\n      2024: 1\n",
        "condizione: almeno 9",
        "E204",
        "«almeno 9»",
    ),
    "an indicator without an id": Mistake(
        OBJECTIVE,
        "  - id: desk-coinvolgimento-imprese\n    nome: Desk",
        "  - nome: Desk",
        "- nome: Desk - coinvolgimento",
        "E202",
        "manca «id» (nome breve",
    ),
    "a number with its noun": Mistake(
        OBJECTIVE, "2025: 9\n", "2025: 9 imprese\n", "2025: 9 imprese", "E304", "ci vuole un numero, come"
    ),
    "a new target under the old one": Mistake(
        OBJECTIVE, "2025: 9\n", "2025: 9\n      2025: 10\n", "2025: 10", "E107", "«2025» c'è già alla riga 91"
    ),
    "a remark after a value": Mistake(
        OBJECTIVE, "2024: 67%", "2024: 67% (stima)", "2024: 67% (stima)", "E304", "«67% (stima)»"
    ),
    "an abbreviated unit": Mistake(
        OBJECTIVE, "unita: si/no", "unita: s/n", "unita: s/n", "E209", "forse «sì/no»?"
    ),
    "a correction in the singular": Mistake(
        DAY, "rettifiche:", "rettifica:", "rettifica:", "E201", "forse «rettifiche»?"
    ),
    "a provisional result": Mistake(
        DAY, "incontri: 9", "incontri: 9 (provvisorio)", "incontri: 9 (provv", "E304", "«9 (provvisorio)»"
    ),
    "a word for yes": Mistake(
        DAY, "serale: sì", "serale: fatto", "sportello-serale: fatto", "E304", "qui ci vuole sì o no"
    ),
    "a correction without its dash": Mistake(
        DAY,
        "      - data: 20/02/2026\n        valore: 11.400\n        motivo:",
        "      data: 20/02/2026\n      valore: 11.400\n      motivo:",
        "data: 20/02/2026",
        "E203",
        "ciascuno aperto da «- »",
    ),
    "a correction without a reason": Mistake(
        DAY,
        "        motivo: i rinnovi erano stati contati come prestiti nuovi\n",
        "",
        "- data: 20/02/2026",
        "E202",
        "manca «motivo»",
    ),
    "the first line of an indicator deleted": Mistake(
        OBJECTIVE,
        "  - id: desk\n",
        "",
        "nome: Desk",
        "E107",
        "qui forse comincia un'altra voce di «indicatori»: manca «- id: …»",
    ),
    "an indicator without its dash": Mistake(
        OBJECTIVE,
        "  - id: desk\n",
        "    id: desk\n",
        "id: desk",
        "E107",
        "qui forse comincia un'altra voce di «indicatori»: manca «- » prima di «id»",
    ),
    "an indicator without its dash, in its column": Mistake(
        OBJECTIVE, "  - id: desk\n", "  id: desk\n", "id: desk", "E101", "manca «- » prima di «id»"
    ),
    "the first lines of an indicator deleted": Mistake(
        OBJECTIVE, "  - id: desk\n    nome: Desk\n", "", "formula: Desk tem", "E107", "manca «- id: …»"
    ),
    "an area without its dash": Mistake(
        "ambiti.yml",
        "- codice: 01_02",
        "  codice: 01_02",
        "codice: 01_02",
        "E107",
        "qui forse comincia un'altra voce dell'elenco: manca «- » prima di «codice»",
    ),
    "the code of an area deleted": Mistake(
        "ambiti.yml",
        "- codice: 01_02\n",
        "",
        "nome: Sostegno al sistema",
        "E107",
        "manca «- codice: …»; se invece è la stessa voce, tenere una sola riga «nome»",
    ),
    "a programme without its zeros": Mistake(
        "missioni.yml", "- codice: 005", "- codice: 5", "- codice: 5", "E311", "tre cifre, come 001"
    ),
    "a mission with a zero": Mistake(
        "missioni.yml", "- codice: 11", "- codice: '011'", "- codice: '011'", "E206", "da una a due cifre"
    ),
    "an area with a dot": Mistake(
        "ambiti.yml", "- codice: 01_01", "- codice: 01.01", "- codice: 01.01", "E206", "come 01_01"
    ),
    "an area of responsibility without its id": Mistake(
        "uffici.yml",
        "  - id: promozione-e-sviluppo-economico\n    nome:",
        "  - nome:",
        "- nome: Promozione",
        "E202",
        "manca «id»",
    ),
    "an area deleted from its register": Mistake(
        "ambiti.yml",
        "- codice: 01_01",
        "- codice: 04_01",
        "ambito: 01_01",
        "E205",
        "forse «04_01»? Se è giusto così, aggiungere la voce in ambiti.yml",
        OBJECTIVE,
    ),
    "a type deleted from its list": Mistake(
        "piano.yml",
        "  - Efficacia\n",
        "",
        "tipologia: Efficacia",
        "E205",
        "forse «Efficienza»? Se è giusto così, aggiungere la voce in «tipologie» di piano.yml",
        OBJECTIVE,
    ),
    "a kind deleted from its table": Mistake(
        "piano.yml",
        "  OS: Obiettivi strategici\n",
        "",
        "codice: 01_01_OS02",
        "E205",
        "UIC, OP; se è giusto così, aggiungere la voce in «tipi» di piano.yml",
        OBJECTIVE,
    ),
    "a paragraph with a colon at the margin": Mistake(
        OBJECTIVE,
        "  Nello specifico",
        "Nello specifico",
        "Nello specifico",
        "E201",
        "questa riga è fuori da «descrizione»: rientrarla di due spazi",
    ),
    "a paragraph at the margin": Mistake(
        OBJECTIVE,
        "  Il programma",
        "Il programma",
        "Il programma",
        "E101",
        "questa riga è fuori da «descrizione»: rientrarla di due spazi",
    ),
    "a text of several lines without its bar": Mistake(
        OBJECTIVE, "descrizione: |\n", "descrizione:\n", "A settembre", "E203", "mettere «|» dopo i due punti"
    ),
    "the key of the indicators deleted": Mistake(
        OBJECTIVE,
        "indicatori:\n",
        "",
        "- id: attivita-di-promozione",
        "E101",
        "prima di questo elenco manca la sua chiave, come «indicatori:»",
    ),
    "a result at the margin": Mistake(
        DAY,
        "  incontri: 9\n",
        "incontri: 9\n",
        "incontri: 9",
        "E101",
        "il rientro di «incontri» non torna",
    ),
    "a date in words": Mistake(
        "novita.yml", "data: 22/11/2026", "data: 22 novembre 2026", "data: 22 nov", "E304", "come 31/01/2025"
    ),
    "an accepted warning as a list": Mistake(
        OBJECTIVE, "      W312: il testo", "      - W312: il testo", "- W312", "E203", "«W312: il motivo»"
    ),
    "a baseline without its year": Mistake(
        OBJECTIVE, "    stato:\n      2024: 1\n", "    stato: 1\n", "stato: 1", "E203", "come «2024: 7», non"
    ),
    "a zero for a letter": Mistake(
        OBJECTIVE,
        "codice: 01_01_OS02",
        "codice: 01_01_0S02",
        "codice: 01_01_0S02",
        "E206",
        "forse «01_01_OS02»? C'è uno zero al posto della O",
    ),
    "a path of Windows": Mistake(
        "piano.yml", "fonti/alleg", "fonti\\alleg", "file: fonti", "E212", "come «fonti/allegato-2"
    ),
    "an office without a list": Mistake(
        OBJECTIVE,
        "uffici: [transizione-digitale-punto-impresa-digitale]",
        "uffici: transizione-digitale-punto-impresa-digitale",
        "uffici: trans",
        "E203",
        "non il testo «transizione-digitale-punto-impresa-digit…»: metterlo a capo, dopo «- »",
    ),
    "a yes for a reason": Mistake(
        DAY,
        "gradimento: 8,3\n",
        "gradimento:\n    non_valutabile: sì\n",
        "non_valutabile: sì",
        "E403",
        "«sì» non è un motivo: scrivere perché",
    ),
    "an id with spaces, which results know by another": Mistake(
        "obiettivi/01_01_OS01.yml",
        "id: prestiti\n",
        "id: prestiti a domicilio\n",
        "- id: prestiti a",
        "E206",
        "«prestiti a domicilio» non è un id valido",
    ),
    "an id used twice, which results know by another": Mistake(
        "obiettivi/01_01_OS01.yml",
        "id: incontri\n",
        "id: prestiti\n",
        "- id: prestiti",
        "E207",
        "l'id «prestiti» c'è già alla riga 13",
    ),
    "a quotation mark too few": Mistake(
        OBJECTIVE,
        "unita: si/no",
        'unita: "si/no',
        'unita: "si/no',
        "E101",
        "le virgolette aperte qui non sono chiuse",
    ),
    "a day the American way": Mistake(
        DAY,
        "piao: 30/01/2025",
        "piao: 01/30/2025",
        "piao: 01/30/2025",
        "E302",
        "forse «30/01/2025», prima il giorno e poi il mese",
    ),
    "an amount as programs write it": Mistake(
        OBJECTIVE,
        "27.300,00 €",
        "27300.00",
        "risorse: 27300.00",
        "E301",
        "«27.300,00»; dopo il numero ci vuole",
    ),
    "an amount without its sign": Mistake(
        OBJECTIVE, "27.300,00 €", "27.300 euro", "risorse: 27.300", "E304", "senza «€»: scrivere «27.300 €»"
    ),
    "an amount with half of its cents": Mistake(
        OBJECTIVE, "27.300,00 €", "27.300,0 €", "risorse: 27.300,0", "E304", "i centesimi si scrivono con due"
    ),
    "curly quotes around a text with a comma": Mistake(
        OBJECTIVE, "indicatori:\n", "note: [“a, b”]\nindicatori:\n", "note: [", "E112", "virgolette diritte"
    ),
}


@pytest.fixture(scope="module")
def plan(real_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registers of the real plan, and one of its objectives."""
    folder = tmp_path_factory.mktemp("piano") / PLAN_FOLDER.name
    others = {path.name for path in (PLAN_FOLDER / "obiettivi").iterdir()} - {Path(OBJECTIVE).name}
    shutil.copytree(PLAN_FOLDER, folder, ignore=lambda _, names: others & set(names))
    return folder


@pytest.fixture(scope="module")
def invented_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the invented body, which has results."""
    source = INVENTED_PROJECT / "plan_data" / "2025-2026"
    return shutil.copytree(source, tmp_path_factory.mktemp("inventato") / source.name)


def errors(plan: Path) -> list[tuple[str, str, str, str]]:
    """File, text of the line, code and message of each error."""
    found = []
    for one in check_plan(plan, plan).diagnostics:
        lines = (plan / one.location.file).read_text(encoding="utf-8").splitlines()
        if one.code.startswith("E"):
            found.append((one.location.file, lines[one.location.line - 1].strip(), one.code, one.message))
    return found


def test_the_files_as_they_are_have_no_error(plan: Path, invented_plan: Path) -> None:
    assert errors(plan) == errors(invented_plan) == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_once_where_it_is(plan: Path, invented_plan: Path, mistake: Mistake) -> None:
    folder = invented_plan if mistake.file in IN_INVENTED else plan
    path = folder / mistake.file
    good = path.read_text(encoding="utf-8")
    assert good.count(mistake.before) >= 1
    path.write_text(good.replace(mistake.before, mistake.after, 1), encoding="utf-8")
    try:
        ((file, line, code, message),) = errors(folder)
    finally:
        path.write_text(good, encoding="utf-8")
    assert (file, code) == (mistake.reported or mistake.file, mistake.code)
    assert line.startswith(mistake.line)
    assert mistake.message in message
