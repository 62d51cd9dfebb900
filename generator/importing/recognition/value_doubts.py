"""Doubts about values: without a sign, a part of one under percent, a number that can be read in two ways."""

import re

from msgspec.structs import replace

from generator.importing.recognition.number_sizes import may_be_misread, number_in
from generator.importing.recognition.readings import Readings

#: A number up to one without a sign.
_SHARE = re.compile(r"-?(?:0(?:,\d+)?|1(?:,0+)?)")


def remark_missing_signs(readings: Readings) -> None:
    """Note the targets without a sign where those of other years have one."""
    for part in readings.parts.values():
        signed = {one.value.condition.value for one in part.targets.values() if one.value.condition}
        for year, one in sorted(part.targets.items()):
            value = one.value
            if signed and value.text and not (value.condition or value.is_text):
                others = ", ".join(sorted(signed))
                readings.remark(
                    one.place,
                    f"nessun segno davanti a «{one.shown}» del {year}, negli altri anni c'è «{others}»",
                )


def remark_shares(readings: Readings) -> None:
    """Note the numbers that may be parts of one under a unit of percent."""
    for part in readings.parts.values():
        for measures in (part.targets, part.baselines, part.results):
            for measure in measures.values():
                if _SHARE.fullmatch(measure.value.text) and number_in(measure.value.text):
                    text = (
                        f"«{measure.shown}» è in percentuale: può essere una parte di uno, come 0,34 per 34%"
                    )
                    readings.remark(measure.place, text)


def set_misread_apart(readings: Readings) -> None:
    """Make words of numbers that can be read in two ways, and of which the other would be near the rest."""
    found = [
        (name, values, key, measure)
        for name, part in readings.parts.items()
        for values in (part.targets, part.baselines)
        for key, measure in values.items()
        if measure.value.text and not measure.value.is_text and not measure.value.reference
    ]
    for name, values, key, measure in found:
        others = [(other.value.text, of == name) for of, _, _, other in found if other is not measure]
        of_all, of_part = [text for text, _ in others], [text for text, is_own in others if is_own]
        if may_be_misread(measure.value.text, of_all) or may_be_misread(measure.value.text, of_part):
            text = f"«{measure.shown}» si può leggere in due modi, ed è lontano dagli altri valori"
            readings.remark(measure.place, text)
            words = replace(measure.value, is_text=True, condition=None, interim=(), words="")
            values[key] = replace(measure, value=words)
