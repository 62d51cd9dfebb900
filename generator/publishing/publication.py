"""The publisher, read from `extra.vetro` of site_config.yml, and the settings missing for production.

    site_url: https://trasparenza.ente.example/
    extra:
      vetro:
        ente:
          nome: Comune di …
          tipo: comune           # da questo dipende quali obblighi dell'albero di norma non lo riguardano
          sito: https://www.ente.example/
          codice_ipa: …          # indicepa.gov.it
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

from generator.opendata.metadata.publisher import LOCAL_SITE, Publisher
from generator.plan.changes import last_change
from generator.plan.identifiers import SLUG
from generator.plan.model import Plan
from generator.site.frame.sources import FrameError, FrameProblem, read_settings

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_IPA = re.compile(r"[A-Za-z0-9_-]+")
_WEB = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


def read_publisher(config: Path) -> Publisher:
    """The publisher described in site_config.yml.

    Raises `FrameError` if the file cannot be read or a setting has a wrong form.
    """
    settings = read_settings(config)
    vetro = _group(_group(settings, "extra"), "vetro")
    body, data = _group(vetro, "ente"), _group(vetro, "dati")
    site_url = _text(settings, "site_url") or LOCAL_SITE
    publisher = Publisher(
        name=_text(body, "nome"),
        site_url=site_url if site_url.endswith("/") else f"{site_url}/",
        site_name=_text(settings, "site_name"),
        site_description=_text(settings, "site_description"),
        home=_text(body, "sito"),
        ipa=_text(body, "codice_ipa"),
        office=_text(data, "ufficio"),
        email=_text(data, "email"),
        authority=_text(data, "autorita"),
    )
    if problems := [FrameProblem(config.name, 1, 1, message) for message in _form_problems(publisher)]:
        raise FrameError(problems)
    return publisher


def read_body_kind(config: Path) -> str:
    """The kind of the body, empty if it is not said: what the statutory tree asks of it depends on it.

    Raises `FrameError` as `read_publisher` does.
    """
    kind = _text(_group(_group(_group(read_settings(config), "extra"), "vetro"), "ente"), "tipo")
    if kind and not SLUG.match(kind):
        message = f"«extra.vetro.ente.tipo» è «{kind}»: scrivere {SLUG.advice}"
        raise FrameError([FrameProblem(config.name, 1, 1, message)])
    return kind


def missing_for_production(config: Path, plans: Iterable[Plan] = ()) -> tuple[str, ...]:
    """What is missing before the site may be published, one message each, in Italian.

    Raises `FrameError` as `read_publisher` does.
    """
    publisher = read_publisher(config)
    messages = [f"{config.name}: manca «{name}», {purpose}" for name, purpose in publisher.missing()]
    messages += [
        f"plan_data/{plan.period}/novita.yml: manca una novità con la sua data, che è quella dei dati aperti"
        for plan in plans
        if last_change(plan) is None
    ]
    return tuple(messages)


def _form_problems(publisher: Publisher) -> Iterator[str]:
    forms = (
        ("site_url", publisher.site_url, _WEB, "un indirizzo, come https://trasparenza.ente.example/"),
        ("extra.vetro.ente.sito", publisher.home, _WEB, "un indirizzo, come https://www.ente.example/"),
        ("extra.vetro.ente.codice_ipa", publisher.ipa, _IPA, "un codice IPA: lettere, cifre e «_»"),
        ("extra.vetro.dati.email", publisher.email, _EMAIL, "una casella, come ufficio@ente.example"),
        ("extra.vetro.dati.autorita", publisher.authority, _HOST, "un nome come trasparenza.ente.example"),
    )
    for name, text, pattern, description in forms:
        if text and not pattern.fullmatch(text):
            yield f"«{name}» è «{text}»: qui ci vuole {description}"


def _group(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = settings.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(settings: Mapping[str, Any], name: str) -> str:
    value = settings.get(name)
    return "" if value is None else " ".join(str(value).split())
