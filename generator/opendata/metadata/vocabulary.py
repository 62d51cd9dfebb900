"""Terms of the DCAT-AP_IT catalogue: namespaces, concepts of controlled vocabularies, and their triples."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.opendata.metadata.graph import RDF_TYPE, Iri, Literal, Term, Triple

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "http://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_EU = "http://publications.europa.eu/resource/authority/"
THEMES = Iri(f"{_EU}data-theme")
GOVERNMENT = Iri(f"{_EU}data-theme/GOVE")
ITALIAN = Iri(f"{_EU}language/ITA")
PUBLIC = Iri(f"{_EU}access-right/PUBLIC")
#: The addresses of the files are permanent.
STABLE = Iri(f"{_EU}planned-availability/STABLE")
#: The licence in the vocabulary of the national portal.
LICENCE = Iri("https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40")
ATTRIBUTION = Iri("http://purl.org/adms/licencetype/Attribution")
#: Types of publishers, by the kind of a body (`extra.vetro.ente.tipo`); kinds that fit none have no type.
_PUBLISHER_TYPES = {
    "citta-metropolitana": "LocalAuthority",
    "comune": "LocalAuthority",
    "ministero": "NationalAuthority",
    "provincia": "LocalAuthority",
    "regione": "RegionalAuthority",
    "unione-di-comuni": "LocalAuthority",
    "universita": "Academia-ScientificOrganisation",
}
#: Frequencies by the whole months from one day to the next.
_FREQUENCIES = {1: "MONTHLY", 2: "BIMONTHLY", 3: "QUARTERLY", 4: "ANNUAL_3", 6: "ANNUAL_2", 12: "ANNUAL"}
#: Days of four years, and months of so many.
_DAYS, _MONTHS = 1461, 48


def frequency_of(*days: date) -> Iri:
    """How often the results are updated, in the European vocabulary of frequencies.

    If the days of measurement are all as many months apart (to the nearest whole month), the frequency of
    that many months; irregular if they are not, or no frequency has that many. Fewer than two days say
    nothing.
    """
    ordered = sorted(set(days))
    months = {
        (2 * _MONTHS * (later - earlier).days + _DAYS) // (2 * _DAYS) for earlier, later in pairwise(ordered)
    }
    if not months:
        return Iri(f"{_EU}frequency/UNKNOWN")
    code = _FREQUENCIES.get(months.pop()) if len(months) == 1 else None
    return Iri(f"{_EU}frequency/{code or 'IRREG'}")


def publisher_type(kind: str) -> Iri | None:
    """The type of a publisher by the kind of the body, in the vocabulary of ADMS."""
    name = _PUBLISHER_TYPES.get(kind)
    return Iri(f"http://purl.org/adms/publishertype/{name}") if name else None


def file_type(code: str) -> Iri:
    """A format in the European vocabulary of file types."""
    return Iri(f"{_EU}file-type/{code}")


def media_type(mime: str) -> Iri:
    """A media type as IANA registers it."""
    return Iri(f"https://www.iana.org/assignments/media-types/{mime}")


def types(subject: Iri, *names: str) -> Iterator[Triple]:
    """The classes of a resource."""
    for name in names:
        yield subject, Iri(RDF_TYPE), iri(name)


def iri(prefixed: str) -> Iri:
    """The IRI of a name with a prefix."""
    prefix, _, local = prefixed.partition(":")
    return Iri(f"{PREFIXES[prefix]}{local}")


def italian(text: str) -> Term:
    """A text in Italian."""
    return Literal(text, language="it")


def typed(text: str, datatype: str) -> Term:
    """A literal of a datatype of XML Schema."""
    return Literal(text, datatype=f"{PREFIXES['xsd']}{datatype}")


def day_of(day: date) -> Term:
    """A day."""
    return typed(day.isoformat(), "date")
