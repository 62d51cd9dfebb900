"""The build with MkDocs: the tables of a page, the fields that it reads."""

from generator.site.frame.mkdocs_plugin import known_fields, with_front_matter, wrap_tables


def test_table_is_named_after_the_heading_above() -> None:
    html = wrap_tables("<h2 id=a>Spese &amp; <em>costi</em></h2><table><th>x</th></table>", "Pagina")
    assert 'aria-label="Tabella: Spese &amp; costi"' in html


#: What a page could ask of MkDocs, its theme and our templates: none of it reaches them.
FOREIGN_FIELDS = (
    'template: redirect.html\nlocation: \'#"].join(""));alert(1);void(["\'',
    "slot: {testa: '<script type=module src=/allegati/evil.js '}",
    "indirizzo: '\"><script src=/allegati/evil.js x=\"'",
    "guscio: x",
    "guscio: [a]",
    "template:",
    "template: shell.html",
    "canonical_url: https://altrove.example/",
    "edit_url: 'javascript:alert(1)'",
    "url: altrove/",
    "hide: [navigation]",
)


def in_our_words(text: str) -> str:
    return with_front_matter(text, known_fields(text))


def test_fields_that_nobody_knows_do_not_reach_the_templates() -> None:
    """As if nobody had checked: with «---», and as the first lines of a page, where MkDocs looks too."""
    plain = in_our_words("---\ntitle: Bilanci\n---\n\nTesto.\n")
    assert plain == '---\n{"title": "Bilanci"}\n---\n\nTesto.\n'
    for field in FOREIGN_FIELDS:
        known = in_our_words(f"---\ntitle: Bilanci\n{field}\n---\n\nTesto.\n")
        assert known == plain, field
        bare = f"title: Bilanci\n{field}\n\nTesto.\n"
        assert in_our_words(bare) == f"---\n{{}}\n---\n{bare}"
