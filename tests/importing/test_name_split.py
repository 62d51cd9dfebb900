"""Where a name ends and its formula begins."""

import pytest

from generator.importing.recognition.cells import clean
from generator.importing.recognition.name_split import (
    NO_NAMES,
    SplitEvidence,
    learn_names,
    names_of_document,
    split_bold,
    split_plain,
)

#: A cell with a bar where the split belongs, and what the split rests on. Copied from the document by hand.
CELLS = [
    ("Numero di arbitrati | Numero di arbitrati", SplitEvidence.STRONG),
    ("Tasso di assenza | Tasso di assenza del personale anno n/anno n-1", SplitEvidence.STRONG),
    (
        "Privacy - audit interno | Audit interno e relazione al responsabile del trattamento",
        SplitEvidence.STRONG,
    ),
    ("Sgravi in autotutela | Sgravi in autotutela/posizioni iscritte a ruolo", SplitEvidence.STRONG),
    (
        "Spesa per energia elettrica al metro quadro | Spesa per energia elettrica/mq camerali (39077)",
        SplitEvidence.STRONG,
    ),
    (
        "Avvio e gestione, da parte della Camera di commercio, del servizio Certificazione delle competenze"
        " | Certificazione delle competenze secondo i modelli standard",
        SplitEvidence.STRONG,
    ),
    (
        "Indice di rotazione dei fornitori | Numero nuovi fornitori contratti/numero fornitori contratti",
        SplitEvidence.STRONG,
    ),
    (
        "Incidenza del ricorso a convenzioni CONSIP e al mercato elettronico degli acquisti"
        " | N. contratti Consip+RT+MEPA/Totale contratti incidenza del ricorso a convenzioni CONSIP",
        SplitEvidence.STRONG,
    ),
    ("fascicolo regionale | Realizzazione del fascicolo regionale", SplitEvidence.STRONG),
    ("Giornata della Trasparenza | Realizzazione Giornata della Trasparenza", SplitEvidence.STRONG),
    (
        "Realizzazione Customer satisfaction | Realizzazione indagine di customer satisfaction",
        SplitEvidence.STRONG,
    ),
    ("Registro Imprese | % visure on line", SplitEvidence.STRONG),
    (
        "Risoluzione contenziosi | n. annullamenti giudiziali definitivi nel triennio n-1:n-3",
        SplitEvidence.STRONG,
    ),
    ("Anzianità media di servizio del personale | somma anzianità/totale personale", SplitEvidence.STRONG),
    (
        "Sistema di Misurazione e Valutazione della Performance | Aggiornamento ed approvazione del SMVP",
        SplitEvidence.STRONG,
    ),
    (
        "Livello di diffusione del servizio di Mediazione e Conciliazione | Numero di mediazioni x 1.000",
        SplitEvidence.STRONG,
    ),
    (
        "Registro assegnatari metalli preziosi: Primo sollecito per mancato pagamento"
        " | Termine per invio primo sollecito",
        SplitEvidence.STRONG,
    ),
    (
        "Excelsior - Percentuale delle imprese prese in carico | N. imprese prese in carico/N. imprese",
        SplitEvidence.STRONG,
    ),
    ("Revisione ordinaria (art. 20 TUSP) | Predisposizione Relazione tecnica", SplitEvidence.STRONG),
    ('Sezione PIAO "prevenzione della corruzione" | Avvio del processo partecipativo', SplitEvidence.SINGLE),
    (
        "Indice equilibrio strutturale | (Proventi strutturali - Oneri strutturali) / Proventi",
        SplitEvidence.SINGLE,
    ),
    ("Indice di struttura primario | Patrimonio netto / Immobilizzazioni", SplitEvidence.SINGLE),
    ("Piena accessibilità fisica | Accesso agli uffici aperti al pubblico", SplitEvidence.SINGLE),
    ("Gestione domande Oleum Nostrum | Domande gestite/domande pervenute", SplitEvidence.SINGLE),
    ("Posizioni TFR | Posizioni IFR/TFR dipendenti in E e in U definite", SplitEvidence.STRONG),
    ("Efficacia del database del Registro Imprese* | Numero di posizioni verificate", SplitEvidence.STRONG),
    # Wrong, and known to be doubtful: nothing in the words tells a proper name from a formula.
    ("Desk informativo | Pistoia accoglienza Utenti arrivati", SplitEvidence.WEAK),
    (
        "Sviluppo di moduli web per la presentazione guidata di istanze da presentare all'ente",
        SplitEvidence.WHOLE,
    ),
    (
        "Spesa per l'acquisto di beni effettuata tramite convenzioni quadro (lordo iva)/Pagamenti per beni",
        SplitEvidence.WHOLE,
    ),
    (
        "Capacità della Camera di commercio di fornire risposte sui temi delle competenze, ITS, "
        "Imprese innovative, Alternanza e Duale, supporto al placement",
        SplitEvidence.WHOLE,
    ),
]


@pytest.mark.parametrize(("marked", "evidence"), CELLS)
def test_plain_cells_are_split_by_their_words(marked: str, evidence: SplitEvidence) -> None:
    name, _, formula = marked.partition(" | ")
    split = split_plain(f"{name} {formula}".strip(), frozenset())
    assert (split.name, split.formula, split.evidence) == (name, formula, evidence)


@pytest.mark.parametrize(
    ("cell", "name", "formula"),
    [
        ("<b>Desk</b> Desk tematici per imprese", "Desk", "Desk tematici per imprese"),
        ("**Desk** Desk tematici", "Desk", "Desk tematici"),
        ("<b>SARI  2</b>", "SARI 2", ""),
        ("<b>Costi</b> costi del personale", "Costi", "costi del personale"),
    ],
)
def test_bold_says_where_the_name_ends(cell: str, name: str, formula: str) -> None:
    split = split_bold(cell)
    assert split is not None
    assert (split.name, split.formula, split.evidence) == (name, formula, SplitEvidence.BOLD)


def test_bold_in_the_middle_is_not_a_name() -> None:
    assert split_bold("Numero <b>totale</b> di pratiche") is None


def test_names_in_bold_are_known_elsewhere() -> None:
    names = learn_names(["<b>Sportello Energia</b> Numero imprese seguite"])
    assert names == {"Sportello Energia"}
    cell = "Sportello Energia Imprese Toscane seguite"
    assert split_plain(cell, frozenset()).name != "Sportello Energia"
    assert split_plain(cell, names).name == "Sportello Energia"


def test_names_that_come_twice_are_known_elsewhere() -> None:
    cells = ["Risorse umane Esprime le risorse", "Risorse umane Esprime gli FTE", "Visure Numero di visure"]
    assert learn_names(cells) == {"Risorse umane"}


def test_name_and_formula_always_give_back_the_cell(document_text: str) -> None:
    cells = [clean(line.split("\t")[0]) for line in document_text.split("\n") if line.count("\t") > 4]
    assert len(cells) > 415
    for cell in cells:
        split = split_plain(cell, frozenset())
        assert f"{split.name} {split.formula}".strip() == cell


MARKED = ["**Desk** Numero di desk", "<b>Forum</b> Temi curati", "**Pasti** Numero di pasti serviti"]
PLAIN = ["Desk Numero di desk aperti"] * 7


@pytest.mark.parametrize(
    ("cells", "are_marked", "are_glued"),
    [
        (MARKED + PLAIN, True, True),
        (MARKED + PLAIN[:6], True, False),
        (MARKED, True, False),
        (MARKED[:2] + PLAIN, False, False),
        (["**Desk**", "**Forum**", "**Pasti**"], False, False),
        ([], False, False),
    ],
)
def test_names_are_divided_where_bold_says_that_there_are_formulas(
    cells: list[str], are_marked: bool, are_glued: bool
) -> None:
    found = names_of_document(cells)
    assert (found.are_marked, found.are_glued) == (are_marked, are_glued)
    assert ("Desk" in found.known) is are_marked
    assert (found == NO_NAMES) is not are_marked
