"""Identifiers by which data portals and feed readers know what is published, recorded beside the addresses.

With other identifiers, a portal would list the datasets twice and a feed reader show every entry again.
"""

import json
import re
from collections.abc import Collection, Iterator
from xml.etree import ElementTree

_DATASET = "dct:identifier "
#: A line of the record that is an identifier, and no address.
IDENTIFIER = re.compile(rf"{_DATASET}|https?:|tag:")
_ATOM_ID = "{http://www.w3.org/2005/Atom}id"


def identifiers_of(catalogue: bytes, feed: bytes) -> Iterator[str]:
    """The identifiers of a site, from the JSON-LD of its catalogue and from its Atom feed.

    Those of the entries of the feed follow from that of the feed, the period of the plan and what the record
    has of it: the loss of a news entry, a revision, a day or a correction is found there.
    """
    for node in json.loads(catalogue)["@graph"]:
        if {"dcat:Catalog", "dcat:Dataset"} & {*node["@type"]}:
            yield node["@id"]
            yield from (f"{_DATASET}{value['@value']}" for value in node.get("dct:identifier", ()))
    yield ElementTree.fromstring(feed).findtext(_ATOM_ID, "")  # noqa: S314 - our own file


def loss_message(identifier: str, present: Collection[str]) -> str:
    """What to tell of a recorded identifier that is not among the present ones, with the remedy."""
    if identifier.startswith(_DATASET):
        what, remedy = "dei dati aperti", "rimettere «codice_ipa» com'era"
    elif authority := re.match("tag:([^,]+),", identifier):
        what, remedy = "delle novità", f"scrivere «autorita: {authority[1]}» sotto «dati» in site_config.yml"
        if any(one.startswith(authority[0]) for one in present):
            # Only the year is another: it is that of the first plan.
            remedy = "rimettere in plan_data/ il piano più vecchio che c'era"
    else:
        what, remedy = "dei dati aperti", "rimettere «site_url» com'era"
    return (
        f"«{identifier.removeprefix(_DATASET)}» era un identificativo {what} e non lo è più: chi li segue li "
        f"prenderebbe per nuovi; {remedy}, o, se il cambiamento è voluto, togliere questa riga"
    )
