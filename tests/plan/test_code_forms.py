"""Forms of codes: what they match, what they say, and codes as addresses."""

import pytest

from generator.plan.code_forms import CodeForm, CodeFormError, read_form
from generator.plan.identifiers import CODE, is_taken_slug, natural_key, slug_of

AREA = read_form("{numero:2}_{numero:2}")
KIND = read_form("{lettere:1-4}")
OBJECTIVE = read_form("{ambito}_{tipo}{numero:2}", AREA, KIND, {"tipo": "OS"})


@pytest.mark.parametrize(
    ("form", "code", "parts"),
    [
        (OBJECTIVE, "01_02_OS03", {"ambito": "01_02", "tipo": "OS"}),
        (OBJECTIVE, "01_02_UICX03", {"ambito": "01_02", "tipo": "UICX"}),
        (OBJECTIVE, "01_02_UICXY03", None),
        (OBJECTIVE, "01_02_OS3", None),
        (OBJECTIVE, "01_02_OS03 ", None),
        (OBJECTIVE, "٠١_٠٢_OS٠٣", None),
        (read_form("OB.{numero}.{numero}"), "OB.1.12", {}),
        (read_form("OB.{numero}.{numero}"), "OBX1.12", None),
        (read_form("{tipo}-{ambito}/{numero:2}"), "DIP-A.1/03", {"tipo": "DIP", "ambito": "A.1"}),
        (read_form("{numero:4}_{tipo}_{numero:2}"), "2026_PER_04", {"tipo": "PER"}),
        (read_form("{numero:1-2}"), "11", {}),
        (read_form("{numero:1-2}"), "011", None),
        # No form makes a code longer than a code may be.
        (read_form("{numero}"), "1" * 60, {}),
        (read_form("{numero}"), "1" * 61, None),
    ],
)
def test_match(form: CodeForm, code: str, parts: dict[str, str] | None) -> None:
    assert bool(form.match(code)) == (parts is not None)
    assert form.parts(code) == (parts or {})


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        (OBJECTIVE, "il codice dell'ambito, «_», la sigla del tipo e due cifre, come 01_01_OS01"),
        (AREA, "due cifre, «_» e due cifre, come 01_01"),
        (KIND, "da una a quattro lettere, come A"),
        (read_form("OB.{numero}"), "«OB.» e una o più cifre, come OB.1"),
        (read_form("{numero:1}"), "una cifra, come 1"),
    ],
)
def test_advice(form: CodeForm, advice: str) -> None:
    assert form.advice == advice


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("01_01", "mancano i campi tra graffe"),
        ("{codice}", "«{codice}» non è un campo"),
        ("{numero", "le graffe racchiudono un campo"),
        ("{numero:0}", "le graffe racchiudono un campo"),
        ("{numero:4-2}", "la prima lunghezza è la più piccola"),
        ("{tipo:2}", "«{tipo:2}» non è un campo"),
        ("{tipo}{tipo}", "una volta sola"),
        ("{numero}" * 5, "troppi campi senza lunghezza"),
    ],
)
def test_a_form_that_cannot_be_used(text: str, reason: str) -> None:
    with pytest.raises(CodeFormError) as caught:
        read_form(text)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("O1_01_OS01", "forse «01_01_OS01»? C'è una O al posto dello zero"),
        ("01-01-OS01", "forse «01_01_OS01»? C'è «-» al posto di «_»"),
        ("01_01_0SO1", "forse «01_01_OS01»? C'è uno zero al posto della O, una O al posto dello zero"),
        # No kind of the plan.
        ("O1_01_XX01", ""),
        ("01_01_OS", ""),
        # Too many readings to try.
        ("O" * 30, ""),
    ],
)
def test_characters_that_look_like_the_right_ones(text: str, advice: str) -> None:
    assert OBJECTIVE.explain_mistyped(text, {"OS": "Obiettivi strategici"}) == advice


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("01_01_OS01", "01_01_OS01"),
        ("OB.1.2", "OB-1-2"),
        ("DIP-A/03", "DIP-A-03"),
        ("Città 7", "Citt--7"),
        ("1.3", "1-3"),
    ],
)
def test_slug(code: str, slug: str) -> None:
    assert CODE.match(code)
    assert slug_of(code) == slug


@pytest.mark.parametrize(
    ("slug", "is_taken"),
    [
        ("OB-1-2", False),
        ("ambiti", True),
        ("Stampa", True),
        ("indicatori-2", True),
        ("indicatori-B", False),
        ("con", True),
        ("LPT1", True),
        ("---", True),
    ],
)
def test_taken_slugs(slug: str, is_taken: bool) -> None:
    assert is_taken_slug(slug) is is_taken


@pytest.mark.parametrize("text", ["", " 1", "1 ", "1  2", "1\n2", "x" * 61])
def test_no_code(text: str) -> None:
    assert not CODE.match(text)


def test_numbers_in_codes_count_as_numbers() -> None:
    codes = ["OB.10", "OB.9", "OB.9.2", "OB", "01_01_OS02", "01_01_OP10"]
    assert sorted(codes, key=natural_key) == ["OB", "OB.9", "OB.9.2", "OB.10", "01_01_OP10", "01_01_OS02"]
