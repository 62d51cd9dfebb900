"""The statutory tree and its initial pages: labels word for word, no state that nobody checked."""

import re
from pathlib import Path

import pytest
import yaml

from generator.plan.identifiers import MAX_PATH
from generator.publishing.publication import read_body_kind
from generator.site.frame.sources import FrameError
from generator.trasparenza.initial_pages import INDEX, page_paths, page_text, pages
from generator.trasparenza.statutory_tree import Node, slug, sources, statutory_tree

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
TREE = statutory_tree()
PAGES = pages(TREE)


NODES = {path: node for path, node, _ in page_paths(TREE)}
ACTS = "Atti delle amministrazioni aggiudicatrici e degli enti aggiudicatori distintamente per ogni procedura"
CONTRACTS = "amministrazione-trasparente/bandi-di-gara-e-contratti"


def test_tree_has_22_sections_63_subsections_and_6_pages_below_one() -> None:
    """ANAC 1310/2016: 22 and 61; 264/2023 adds two to the contracts, and the stages of a procedure."""
    assert len(TREE) == 22
    assert sum(len(section.children) for section in TREE) == 63
    below = {
        child.label: [one.label for one in child.children] for section in TREE for child in section.children
    }
    assert {label: nodes for label, nodes in below.items() if nodes} == {
        ACTS: [
            "Fase pubblicazione",
            "Fase affidamento",
            "Fase esecutiva",
            "Sponsorizzazioni",
            "Procedure di somma urgenza e di protezione civile",
            "Finanza di progetto",
        ]
    }


def test_every_node_and_the_index_have_an_address_of_their_own() -> None:
    assert len(PAGES) == 22 + 63 + 6 + 1
    assert INDEX in PAGES


@pytest.mark.parametrize(
    ("path", "label", "former"),
    [
        (
            f"{CONTRACTS}/informazioni-sulle-singole-procedure-in-formato-tabellare.md",
            "Procedure fino al 31/12/2023",
            "Informazioni sulle singole procedure in formato tabellare",
        ),
        (
            f"{CONTRACTS}/atti-e-documenti-di-carattere-generale-riferiti-a-tutte-le-procedure.md",
            "Atti e documenti di carattere generale riferiti a tutte le procedure",
            "Atti relativi alla programmazione di lavori, opere, servizi e forniture",
        ),
    ],
)
def test_a_renamed_entry_keeps_its_address_and_its_former_label(path: str, label: str, former: str) -> None:
    assert (NODES[path].label, NODES[path].former_labels[0]) == (label, former)


#: What the national monitoring looks for in the section of contracts (TrasparenzAI, rule-service, May 2026).
MONITORED = (
    "Informazioni sulle singole procedure in formato tabellare",
    ACTS,
    "Atti relativi alla programmazione di lavori, opere, servizi e forniture",
    "Atti relativi alle procedure per l'affidamento di appalti pubblici di servizi, forniture, lavori e "
    "opere, di concorsi pubblici di progettazione, di concorsi di idee e di concessioni. Compresi quelli tra "
    "enti nell'ambito del settore pubblico di cui all'art. 5 del dlgs n. 50 2016",
    "Provvedimento che determina le esclusioni dalla procedura di affidamento e le ammissioni all'esito "
    "delle valutazioni dei requisiti soggettivi, economico-finanziari e tecnico-professionali",
    "Composizione della commissione giudicatrice e i curricula dei suoi componenti",
    "Contratti",
    "Resoconti della gestione finanziaria dei contratti al termine della loro esecuzione",
)


@pytest.mark.parametrize("label", MONITORED)
def test_what_the_national_monitoring_looks_for_has_one_page(label: str) -> None:
    assert len([path for path, node in NODES.items() if label in node.labels]) == 1


#: Repealed by D.Lgs. 36/2023: the codes of contracts before it, and L. 190/2012, art. 1, c. 32.
REPEALED = re.compile(r"163/2006|50/2016|50 2016|art\. 1, c\. 32")


def test_no_entry_refers_to_a_repealed_norm() -> None:
    said = [text for node in NODES.values() for text in (node.reference, node.label, *node.contents)]
    assert len(said) > 150
    assert [text for text in said if REPEALED.search(text)] == []
    assert REPEALED.search(MONITORED[3])


def test_every_entry_has_a_source_with_its_days() -> None:
    assert {node.source for node in NODES.values()} <= set(sources())
    assert {node.source for path, node in NODES.items() if path.startswith(CONTRACTS)} == {"anac-264-2023"}
    for source in sources().values():
        assert source.in_force is None or source.in_force < source.consulted
        assert source.title
        assert all(address.startswith("https://") for address in source.addresses)


def test_a_scheme_is_asked_for_articles_4_bis_13_and_31_only() -> None:
    """ANAC, delibera 495/2024."""
    bound = {node.reference for node in NODES.values() if node.scheme}
    assert {node.scheme for node in NODES.values()} == {"", "anac-495-2024"}
    assert bound == {
        "art. 4-bis, c. 2",
        "artt. 13, c. 1, lett. a), e 14",
        "art. 13, c. 1, lett. b) e c)",
        "art. 13, c. 1, lett. d)",
        "art. 31",
    }


def test_no_path_is_longer_than_windows_can_have_in_a_folder_of_usual_depth() -> None:
    assert max(len(f"content/{path}") for path in PAGES) <= MAX_PATH


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("OIV", "oiv"),
        ("Società partecipate", "societa-partecipate"),
        ("Dichiarazioni sostitutive e acquisizione d'ufficio dei dati",
         "dichiarazioni-sostitutive-e-acquisizione-d-ufficio-dei-dati"),
        ("Titolari di incarichi dirigenziali (dirigenti non generali)",
         "titolari-di-incarichi-dirigenziali-dirigenti-non-generali"),
        ("  L'Ente; e/o «altro»  ", "l-ente-e-o-altro"),
    ],
)  # fmt: skip
def test_slug(label: str, address: str) -> None:
    assert slug(label) == address


@pytest.mark.parametrize(
    ("reference", "full"),
    [
        ("art. 19", "D.Lgs. 33/2013, art. 19"),
        ("artt. 26, c. 2, e 27", "D.Lgs. 33/2013, artt. 26, c. 2, e 27"),
        ("art. 37; D.Lgs. 36/2023, art. 28", "D.Lgs. 33/2013, art. 37; D.Lgs. 36/2023, art. 28"),
        ("L. 190/2012; art. 10, c. 8, lett. a)", "L. 190/2012; D.Lgs. 33/2013, art. 10, c. 8, lett. a)"),
        ("CAD, art. 7, c. 3", "CAD, art. 7, c. 3"),
        ("", ""),
    ],
)
def test_reference_names_the_decree_where_the_tree_gives_only_articles(reference: str, full: str) -> None:
    assert Node("x", reference).full_reference == full


def test_page_of_an_obligation() -> None:
    text = page_text(Node("Atti: generali", "art. 12", "tempestivo", ("Statuti",)), Node("Disposizioni"))
    assert text == (
        "---\n"
        "title: 'Atti: generali'\n"
        "description: 'Atti: generali – Disposizioni, Amministrazione Trasparente.'\n"
        "riferimento: D.Lgs. 33/2013, art. 12\n"
        "aggiornamento: tempestivo\n"
        "# L'ufficio che risponde della pagina.\n"
        'ufficio: ""\n'
        "# Uno tra: in allestimento, pubblicato in parte, pubblicato, nulla da pubblicare, non applicabile.\n"
        "stato: in allestimento\n"
        "# La data dell'ultima verifica, per esempio 2025-06-30.\n"
        'verificato: ""\n'
        "---\n"
        "\n"
        "## Contenuti previsti\n"
        "\n"
        "- Statuti\n"
    )


def test_page_of_a_section_that_only_groups_owes_nothing_itself() -> None:
    text = page_text(Node("Bilanci", children=(Node("Preventivo"),)), None)
    assert "stato:" not in text
    assert "title: Bilanci\n" in text


@pytest.mark.parametrize(
    ("due_from", "kind", "update"),
    [
        (("regione", "provincia"), "comune", "di norma non applicabile a questo tipo di ente"),
        (("regione", "provincia"), "provincia", "tempestivo"),
        # Of no kind is said what does not concern it.
        (("regione", "provincia"), "", "tempestivo"),
        ((), "comune", "tempestivo"),
    ],
)
def test_what_is_not_due_from_a_kind_of_body_is_said_as_a_rule_and_not_as_a_fact(
    due_from: tuple[str, ...], kind: str, update: str
) -> None:
    text = page_text(Node("Liste di attesa", "art. 41", "tempestivo", due_from=due_from), None, kind)
    assert f"aggiornamento: {update}\n" in text
    assert "stato: in allestimento\n" in text
    assert ("L'ente non lo ha ancora verificato." in text) == (update != "tempestivo")


LISTS, GROUPS = "Liste di attesa", "Rendiconti gruppi consiliari regionali provinciali"
HEALTH_PAYMENTS = "Dati sui pagamenti del servizio sanitario nazionale"
TERRITORY, CLINICS = "Pianificazione e governo del territorio", "Strutture sanitarie private accreditate"


@pytest.mark.parametrize(
    ("kind", "not_due"),
    [
        ("", set()),
        ("camera-di-commercio", {GROUPS, LISTS, HEALTH_PAYMENTS, TERRITORY, CLINICS}),
        ("universita", {GROUPS, LISTS, HEALTH_PAYMENTS, TERRITORY, CLINICS}),
        ("comune", {GROUPS, LISTS, HEALTH_PAYMENTS, CLINICS}),
        ("provincia", {LISTS, HEALTH_PAYMENTS, CLINICS}),
        ("regione", {LISTS}),
        ("azienda-sanitaria", {GROUPS, TERRITORY}),
    ],
)
def test_obligations_by_kind_of_body(kind: str, not_due: set[str]) -> None:
    """D.Lgs. 33/2013: art. 28 regions and provinces, art. 39 territory, art. 41 health service."""
    assert {node.label for _, node, _ in page_paths(TREE) if not node.is_usually_due(kind)} == not_due


@pytest.mark.usefixtures("real_project")
def test_the_real_body_is_of_the_kind_that_its_pages_were_made_for() -> None:
    """What its pages say of obligations that usually do not concern it is what the tree says of its kind."""
    kind = read_body_kind(ROOT / "site_config.yml")
    said = {
        path for path in NODES if "di norma non applicabile" in (CONTENT / path).read_text(encoding="utf-8")
    }
    assert said == {path for path, node, _ in page_paths(TREE) if not node.is_usually_due(kind)}


def test_a_kind_of_body_is_a_slug(tmp_path: Path) -> None:
    config = tmp_path / "site_config.yml"
    config.write_text("extra: {vetro: {ente: {tipo: Comune di Prato}}}\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r"«extra\.vetro\.ente\.tipo» è «Comune di Prato»: scrivere lettere"):
        read_body_kind(config)


def test_program_and_theme_speak_of_no_kind_of_body() -> None:
    """`camera` alone is the name of a sensor of the browser, and of mailboxes of offices."""
    words = re.compile(r"camer[ae] di commercio|unioncamere|chambers?\b", re.IGNORECASE)
    endings = {".py", ".yml", ".html", ".css", ".js", ".md", ".svg"}
    files = [path for room in ("generator", "theme") for path in (ROOT / room).rglob("*")]
    # Where somebody chooses the kind of a new body, each has to be named.
    files = [path for path in files if path.suffix in endings and path.name != "kinds.yml"]
    assert len(files) > 300
    assert [one.name for one in files if words.search(one.read_text(encoding="utf-8"))] == []


@pytest.mark.usefixtures("real_project")
@pytest.mark.parametrize("path", sorted(PAGES))
def test_page_is_in_content_with_its_label_word_for_word(path: str) -> None:
    given, found = (
        yaml.safe_load(text.split("---\n")[1]) for text in (PAGES[path], (CONTENT / path).read_text("utf-8"))
    )
    assert found["title"] == given["title"]
    assert found.keys() == given.keys()
    assert found.get("riferimento") == given.get("riferimento")


@pytest.mark.usefixtures("real_project")
def test_no_page_claims_that_an_obligation_does_not_apply() -> None:
    claimed = [
        path
        for path in PAGES
        if re.search(r"^stato: non applicabile", (CONTENT / path).read_text("utf-8"), re.M)
    ]
    assert claimed == []
