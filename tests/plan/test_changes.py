"""What changed and when: from what editors declare, from measurements and from corrections."""

from datetime import date

from generator.plan.changes import changes_of, last_change, measured_days
from generator.site.published_plan import PublishedPlan


def test_changes_come_from_the_data_the_latest_first(invented_published: PublishedPlan) -> None:
    found = [(change.key, change.day.isoformat()) for change in changes_of(invented_published.plan)]
    assert found == [
        ("rilevazioni/2026-06-30", "2026-06-30"),
        ("rettifiche/2025-12-31/01_01_OS01/prestiti/1", "2026-02-20"),
        ("rilevazioni/2025-12-31", "2025-12-31"),
        ("rilevazioni/2025-06-30", "2025-06-30"),
        ("novita/home-rifatta", "2025-03-01"),
        ("novita/piano-approvato", "2025-01-15"),
    ]
    assert last_change(invented_published.plan) == date(2026, 6, 30)


def test_a_correction_says_what_and_why(invented_published: PublishedPlan) -> None:
    change = next(c for c in changes_of(invented_published.plan) if c.key.startswith("rettifiche/"))
    assert change.title == "Rettifica: Prestiti (01_01_OS01), valore al 31/12/2025"
    assert change.text == "da 12.350 a 11.400: i rinnovi erano stati contati come prestiti nuovi"
    assert (change.objective, change.indicator) == ("01_01_OS01", "prestiti")


def test_the_days_of_measurement_are_counted_without_what_is_not_available(
    invented_published: PublishedPlan,
) -> None:
    days = [
        (found.day.isoformat(), found.indicators, found.objectives)
        for found in measured_days(invented_published.plan)
    ]
    # On 30/06/2025 28 indicators are named, and of one the file says «n.d.».
    assert days == [("2026-06-30", 25, 11), ("2025-12-31", 30, 10), ("2025-06-30", 27, 10)]
    change = changes_of(invented_published.plan)[0]
    assert change.title == "Rilevazioni al 30/06/2026"
    assert change.text == "Pubblicati i risultati di 25 indicatori del piano 2025-2026."


def test_the_real_body_has_declared_its_transcription_and_no_results(real_published: PublishedPlan) -> None:
    assert [change.key for change in changes_of(real_published.plan)] == ["novita/prima-trascrizione"]
