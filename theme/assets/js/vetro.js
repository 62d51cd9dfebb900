// The page's behaviour: colours, menu, folded side navigation, and Material's search box loaded when it is wanted.
// Without this file every fact is there and every link works.
"use strict";

(() => {
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 62em)");
  // Read now: currentScript is gone once the page goes on.
  const bundle = document.currentScript.dataset.ricerca;

  // ---- Colours: the system's, until the reader says otherwise.

  const switcher = document.querySelector("[data-tema-cambia]");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.tema ? root.dataset.tema === "scuro" : systemDark.matches);

  function showTheme() {
    const words = isDark() ? "Passa ai colori chiari" : "Passa ai colori scuri";
    switcher.querySelector(".cv-tema__testo").textContent = words;
    switcher.dataset.adesso = isDark() ? "scuro" : "chiaro";
  }

  if (switcher) {
    switcher.hidden = false;
    showTheme();
    systemDark.addEventListener("change", showTheme);
    switcher.addEventListener("click", () => {
      root.dataset.tema = isDark() ? "chiaro" : "scuro";
      try {
        localStorage.setItem("vetro-tema", root.dataset.tema);
      } catch (error) {
        // Not kept for the next page, then.
      }
      showTheme();
    });
  }

  // ---- Buttons that open a part of the header: real buttons, so keyboard and screen reader get them for nothing.

  const openers = [...document.querySelectorAll("[data-apri]")];

  function setOpened(button, opened) {
    button.setAttribute("aria-expanded", String(opened));
    document.getElementById(button.dataset.apri).classList.toggle("is-aperto", opened);
  }

  for (const button of openers) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const opened = button.getAttribute("aria-expanded") !== "true";
      for (const other of openers) setOpened(other, other === button && opened);
      if (opened && button.dataset.apri === "ricerca") document.querySelector(".md-search__input").focus();
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const button = openers.find((opener) => opener.getAttribute("aria-expanded") === "true");
    if (!button) return;
    setOpened(button, false);
    button.focus();
  });

  // ---- The side navigation is folded on narrow screens; where it stands beside the page it cannot be.

  const fold = document.querySelector(".cv-lato__piega");
  if (fold) {
    const settle = () => {
      fold.open = wide.matches;
    };
    settle();
    fold.dataset.pronto = "";
    wide.addEventListener("change", settle);
  }

  // ---- A copy opened as a file, as from an unpacked archive. A link to a folder would show what is in it; and
  // browsers let no file read the index, so the search form leads to the table of indicators.

  if (location.protocol === "file:") {
    const named = (url) => {
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      return url;
    };
    for (const link of document.links) named(link);
    for (const form of document.forms) form.action = named(new URL(form.action)).href;
    const notice = document.createElement("p");
    notice.className = "cv-copia cv-contenitore cv-solo-schermo";
    notice.textContent =
      "Questa copia è aperta come file: si può sfogliare, ma la ricerca guarda solo tra gli indicatori. " +
      "Tutto funziona sul sito pubblicato, o in anteprima con «vetro serve».";
    document.querySelector(".cv-testata").append(notice);
    return;
  }

  // ---- Search: Material's own box, with a worker of ours (ricerca.js). Its script is loaded when somebody turns to the search; loaded that
  // late it leaves the rest of the page alone, which has no use for it.

  const search = document.querySelector(".md-search");
  const toggle = document.getElementById("__search");
  if (!search || !toggle) return;
  const form = search.querySelector("form");
  const input = search.querySelector(".md-search__input");
  const results = search.querySelector(".md-search-result__list");
  let wanted = false;
  let loading = false;

  function setSearch(opened) {
    wanted = opened;
    search.classList.toggle("is-attivo", opened);
    // On narrow screens Material notes here where the page was, and would scroll back to it.
    document.body.style.top = "";
    if (toggle.checked !== opened) toggle.click();
  }

  function load() {
    if (loading) return;
    loading = true;
    // Names that Material's script expects of an inline script we do not have.
    window.__md_get = () => null;
    window.__md_set = () => {};
    const script = document.createElement("script");
    script.src = bundle;
    document.body.append(script);
  }

  function open() {
    load();
    setSearch(true);
  }

  // Material closes the search when a page has an anchor in its address, just after loading; and on Tab.
  toggle.addEventListener("change", () => {
    search.classList.toggle("is-attivo", wanted);
    if (toggle.checked !== wanted) setTimeout(() => toggle.checked !== wanted && toggle.click());
  });

  search.addEventListener("focusin", open);
  search.addEventListener("focusout", (event) => {
    if (!search.contains(event.relatedTarget)) setSearch(false);
  });
  results.addEventListener("click", (event) => {
    if (event.target.closest("a")) setSearch(false);
  });
  // A press on the panel itself must not take the focus away, or the panel would close under the pointer.
  search.querySelector(".md-search__output").addEventListener("mousedown", (event) => {
    if (!event.target.closest("a, summary")) event.preventDefault();
  });

  // Material listens for keys on the window. These must not reach it: Tab, with which it closes the search; and
  // single letters, its shortcuts, which would trouble people who dictate or type with one hand (WCAG 2.1.4).
  document.addEventListener("keydown", (event) => {
    const inside = search.contains(event.target);
    if (event.key === "Tab" || (!inside && event.key.length === 1)) event.stopPropagation();
    if (event.key === "Escape" && wanted && inside) {
      // The browser would empty the box, and emptying it would open the results again.
      event.preventDefault();
      event.stopPropagation();
      input.focus();
      setSearch(false);
    }
    if (event.key === "Enter" && event.target === input && !wanted) open();
  });

  // Material looks at the text on keyup only; pasted, dictated and cleared text counts too.
  input.addEventListener("input", () => {
    open();
    input.dispatchEvent(new KeyboardEvent("keyup"));
  });

  // With Enter, and with the button, the best result opens; before the index is there, as soon as it is.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open();
    const best = results.querySelector("a");
    if (best) best.click();
    else input.focus();
  });

  // Results can be reached with Tab like any link.
  new MutationObserver(() => {
    for (const element of results.querySelectorAll("[tabindex='-1']")) element.removeAttribute("tabindex");
  }).observe(results, { childList: true });

  // A page that was not found offers to search for the words of its address.
  const missing = document.querySelector("[data-cerca-indirizzo]");
  const segment = location.pathname.split("/").filter(Boolean).pop();
  if (missing && segment) {
    let words = segment;
    try {
      words = decodeURIComponent(segment);
    } catch (error) {
      // Not an address that a browser wrote: as it is, then.
    }
    words = words.replace(/\.\w+$/, "").replace(/[-+]+/g, " ").trim().slice(0, 80);
    const link = missing.querySelector("a");
    link.textContent = `«${words}»`;
    link.href += `?q=${encodeURIComponent(words)}`;
    link.dataset.cerca = words;
    missing.hidden = !words;
  }

  const searchButton = openers.find((opener) => opener.dataset.apri === "ricerca");

  for (const example of document.querySelectorAll("[data-cerca]")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      if (searchButton) setOpened(searchButton, true);
      input.value = example.dataset.cerca;
      input.focus();
      input.dispatchEvent(new KeyboardEvent("keyup"));
    });
  }

  // An address that carries a query (?q=…): Material reads it as soon as it is loaded.
  if (new URLSearchParams(location.search).has("q")) {
    if (searchButton) setOpened(searchButton, true);
    input.value = new URLSearchParams(location.search).get("q");
    input.focus();
    open();
  }
})();
