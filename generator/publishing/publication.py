"""The publisher, read from `extra.vetro` of site_config.yml, and the settings missing for production.

    site_url: https://trasparenza.ente.example/
    extra:
      vetro:
        ente:
          nome: Comune di …      # se manca, quello del piano in vigore
          tipo: comune           # da questo dipende quali obblighi dell'albero di norma non lo riguardano
          sito: https://www.ente.example/
          codice_ipa: …          # indicepa.gov.it
          territorio: …          # l'indirizzo, o gli indirizzi, dei luoghi in un vocabolario pubblico
        dati:
          ufficio: Ufficio …     # chi risponde dei dati: un ufficio, mai una persona
          email: …
          autorita: …            # il nome negli identificativi delle novità, se non è quello del sito

Settings that are not given are omitted from the catalogue; `missing_for_production` lists them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.opendata.metadata.publisher import LOCAL_SITE, Publisher
from generator.plan.changes import last_change
from generator.plan.identifiers import SLUG
from generator.plan.model import Plan
from generator.site.frame.sources import FrameError, FrameProblem, read_settings
from generator.site.views.periods import Periods

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_IPA = re.compile(r"[A-Za-z0-9_-]+")
_WEB = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


class Form(Struct, frozen=True):
    """The form of a setting, and its description in Italian."""

    pattern: re.Pattern[str]
    description: str

    def problem(self, text: str) -> str:
        """What is wrong with a value; empty if nothing is, or there is no value."""
        sound = not text or self.pattern.fullmatch(text)
        return "" if sound else f"«{text}»: qui ci vuole {self.description}"


SITE_FORM = Form(_WEB, "un indirizzo, come https://trasparenza.ente.example/")
PLACE_FORM = Form(
    _WEB,
    "l'indirizzo di un luogo in un vocabolario, come "
    "http://publications.europa.eu/resource/authority/country/ITA per l'Italia",
)
IPA_FORM = Form(_IPA, "un codice IPA: lettere, cifre e «_»")


def read_publisher(config: Path, body_of_plan: str = "") -> Publisher:
    """The publisher described in site_config.yml; where it does not name the body, the plan does.

    Raises `FrameError` if the file cannot be read, a setting has a wrong form, or the names differ.
    """
    settings = read_settings(config, body_of_plan)
    vetro = group_of(settings, "extra", "vetro")
    body, data = group_of(vetro, "ente"), group_of(vetro, "dati")
    site_url = text_of(settings, "site_url") or LOCAL_SITE
    publisher = Publisher(
        name=text_of(body, "nome"),
        site_url=site_url if site_url.endswith("/") else f"{site_url}/",
        site_name=text_of(settings, "site_name"),
        site_description=text_of(settings, "site_description"),
        home=text_of(body, "sito"),
        ipa=text_of(body, "codice_ipa"),
        office=text_of(data, "ufficio"),
        email=text_of(data, "email"),
        authority=text_of(data, "autorita"),
        kind=text_of(body, "tipo"),
        territory=texts_of(body, "territorio"),
    )
    messages = [*_form_problems(publisher), *_name_problems(publisher.name, body_of_plan)]
    if problems := [FrameProblem(config.name, 1, 1, message) for message in messages]:
        raise FrameError(problems)
    return publisher


def read_body_kind(config: Path) -> str:
    """The kind of the body, empty if it is not said: what the statutory tree asks of it depends on it.

    Raises `FrameError` as `read_publisher` does.
    """
    kind = text_of(group_of(read_settings(config), "extra", "vetro", "ente"), "tipo")
    if kind and not SLUG.match(kind):
        message = f"«extra.vetro.ente.tipo» è «{kind}»: scrivere {SLUG.advice}"
        raise FrameError([FrameProblem(config.name, 1, 1, message)])
    return kind


def missing_for_production(config: Path, plans: Iterable[Plan] = ()) -> tuple[str, ...]:
    """What is missing before the site may be published, one message each, in Italian.

    Raises `FrameError` as `read_publisher` does.
    """
    plans = tuple(plans)
    publisher = read_publisher(config, Periods(plans).body_name)
    messages = [f"{config.name}: manca «{name}», {purpose}" for name, purpose in publisher.missing()]
    messages += [
        f"plan_data/{plan.period}/novita.yml: manca una novità con la sua data, che è quella dei dati aperti"
        for plan in plans
        if not plan.is_draft and last_change(plan) is None
    ]
    return tuple(messages)


def _name_problems(name: str, body_of_plan: str) -> Iterator[str]:
    if body_of_plan and name != body_of_plan:
        yield (
            f"«extra.vetro.ente.nome» è «{name}», e nel piano l'ente è «{body_of_plan}»: togliere la riga "
            "(il nome viene dal piano), o correggere «ente» in piano.yml"
        )


def _form_problems(publisher: Publisher) -> Iterator[str]:
    forms = (
        ("site_url", publisher.site_url, SITE_FORM),
        ("extra.vetro.ente.sito", publisher.home, Form(_WEB, "un indirizzo, come https://www.ente.example/")),
        ("extra.vetro.ente.codice_ipa", publisher.ipa, IPA_FORM),
        ("extra.vetro.dati.email", publisher.email, Form(EMAIL, "una casella, come ufficio@ente.example")),
        (
            "extra.vetro.dati.autorita",
            publisher.authority,
            Form(_HOST, "un nome come trasparenza.ente.example"),
        ),
        *(("extra.vetro.ente.territorio", place, PLACE_FORM) for place in publisher.territory),
    )
    for name, text, form in forms:
        if problem := form.problem(text):
            yield f"«{name}» è {problem}"


def group_of(settings: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """A group of settings by the names that lead to it; empty if it is missing."""
    value: object = settings
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def text_of(settings: Mapping[str, Any], name: str) -> str:
    """A setting as text in one line; empty if it is missing."""
    value = settings.get(name)
    return "" if value is None else " ".join(str(value).split())


def texts_of(settings: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A setting that is one text or a list of them, without the empty ones."""
    value = settings.get(name)
    texts = value if isinstance(value, list) else [value]
    return tuple(text for one in texts if (text := text_of({name: one}, name)))
