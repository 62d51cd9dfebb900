// The search box: shows what ricerca.js, its worker, finds while somebody types. The worker and the index are
// loaded when somebody turns to the box. Without this file the form leads to a page that answers it.
"use strict";

(() => {
  const here = document.currentScript.src;
  const search = document.getElementById("ricerca");
  // Browsers let no file opened from a disk read the index.
  if (!search || location.protocol === "file:") return;
  const root = new URL("../../", here);
  const form = search.querySelector("form");
  const input = search.querySelector("input");
  const panel = search.querySelector(".cv-ricerca__pannello");
  const status = search.querySelector("[role=status]");
  const list = search.querySelector("ol");
  const opener = document.querySelector("[data-apri=ricerca]");
  const BATCH = 20;
  let worker;
  let failed = false;
  // The question that the list answers, and whether Enter waits for the answer to the one that was typed.
  let answered = "";
  let isWaiting = false;

  const query = () => input.value.trim();

  // ---- Results

  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = `cv-ricerca__${className}`;
    made.append(...children);
    return made;
  }

  function marked(pieces) {
    return pieces.map((piece, place) => {
      if (place % 2 === 0) return piece;
      const mark = document.createElement("mark");
      mark.append(piece);
      return mark;
    });
  }

  function linkTo(found, ...parts) {
    const link = element("a", "collegamento", element("span", "titolo", ...marked(found.title)), ...parts);
    link.href = new URL(found.location, root);
    return link;
  }

  const textOf = (found) => element("span", "testo", ...marked(found.text));

  // A page, its best point where that says more than the page's own text, and its other points folded.
  function result(page) {
    const [best, ...others] = page.points;
    const isPageBest = !best || page.score >= best.score;
    const missing = page.missing.length ? [element("span", "manca", `Manca: ${page.missing.join(", ")}`)] : [];
    const item = element("li", "voce", linkTo(page, ...(isPageBest ? [textOf(page)] : []), ...missing));
    if (!isPageBest) item.append(linkTo(best, textOf(best)));
    const folded = isPageBest ? page.points : others;
    if (folded.length) {
      const count = folded.length === 1 ? "Un altro punto" : `Altri ${folded.length} punti`;
      const links = folded.map((point) => linkTo(point, textOf(point)));
      const summary = document.createElement("summary");
      summary.append(`${count} di questa pagina`);
      item.append(element("details", "altri", summary, ...links));
    }
    return item;
  }

  function showMore(pages) {
    list.append(...pages.slice(0, BATCH).map(result));
    const rest = pages.slice(BATCH);
    if (!rest.length) return;
    const button = element("button", "avanti", `Mostra altri risultati: ne restano ${rest.length}`);
    button.type = "button";
    const item = element("li", "voce", button);
    button.addEventListener("click", () => {
      const last = item.previousElementSibling;
      showMore(rest);
      last.nextElementSibling.nextElementSibling.querySelector("a").focus();
      item.remove();
    });
    list.append(item);
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function show(pages) {
    list.replaceChildren();
    showMore(pages);
    list.hidden = !pages.length;
    list.parentElement.scrollTop = 0;
    if (!pages.length) say("Nessun risultato. Provare con un'altra parola, o con meno parole");
    else say(pages.length === 1 ? "1 risultato" : `${pages.length} risultati`);
  }

  function clear(text) {
    answered = "";
    list.hidden = true;
    list.replaceChildren();
    say(text);
  }

  // ---- The worker

  function receive({ data: message }) {
    if (message.failed) return fail();
    // An answer to what is no longer asked.
    if (message.query !== query()) return;
    answered = message.query;
    show(message.pages);
    if (isWaiting) openBest();
  }

  function fail() {
    failed = true;
    clear("La ricerca non si è caricata: con Invio si cerca tra gli indicatori.");
    if (isWaiting) form.submit();
  }

  function send() {
    if (!worker) {
      worker = new Worker(new URL("ricerca.js", here));
      worker.addEventListener("message", receive);
      worker.addEventListener("error", fail);
    }
    if (failed || (query() && query() === answered)) return;
    if (!query()) clear("Scrivere per cercare");
    else if (!answered) say("Si cerca…");
    worker.postMessage({ index: new URL("search/search_index.json", root).href, query: query() });
  }

  // ---- The panel

  function open() {
    panel.hidden = false;
    send();
  }

  function close() {
    panel.hidden = true;
    isWaiting = false;
  }

  function openBest() {
    isWaiting = false;
    const best = list.querySelector("a");
    if (best) best.click();
  }

  search.addEventListener("focusin", open);
  search.addEventListener("focusout", (event) => {
    if (!search.contains(event.relatedTarget)) close();
  });
  input.addEventListener("input", () => {
    isWaiting = false;
    open();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  // A press on the panel itself must not take the focus away, or the panel would close under the pointer.
  panel.addEventListener("mousedown", (event) => {
    if (!event.target.closest("a, summary, button")) event.preventDefault();
  });

  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      // The browser would empty the box; and the header would close the whole search.
      event.preventDefault();
      event.stopPropagation();
      input.focus();
      close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("li > a, summary, details[open] a, button")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // With Enter, and with the button, the best result opens; before the answer is there, as soon as it is.
  form.addEventListener("submit", (event) => {
    if (failed) return;
    event.preventDefault();
    open();
    isWaiting = query() !== "";
    if (query() !== answered) return;
    if (isWaiting) openBest();
    else input.focus();
  });

  // ---- Questions that come from elsewhere

  function ask(words) {
    if (opener && opener.getAttribute("aria-expanded") !== "true") opener.click();
    input.value = words;
    input.focus();
    open();
  }

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

  for (const example of document.querySelectorAll("[data-cerca]")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      ask(example.dataset.cerca);
    });
  }

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) ask(asked);
})();
