// The page's behaviour: colours, menu, folded side navigation. The search box is cerca.js.
// Without this file every fact is there and every link works.
"use strict";

(() => {
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 62em)");

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
      if (opened && button.dataset.apri === "ricerca") document.querySelector("#ricerca-testo").focus();
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
  }
})();
