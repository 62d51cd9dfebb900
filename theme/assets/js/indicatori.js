// The table of all indicators: filters with counts, order, the address that keeps them, CSV of what is shown.
// Without this file the whole table is there. Which rows belong to which choice was decided when the page was made.
"use strict";

(() => {
  const form = document.querySelector("[data-filtri]");
  if (!form) return;
  const table = document.getElementById(form.dataset.filtri);
  const body = table.tBodies[0];
  const count = form.querySelector("[data-conta]");
  const clear = form.querySelector("[data-togli]");
  const text = form.elements.testo;
  const selects = [...form.querySelectorAll("select")];
  const options = selects.map((select) => [...select.options].slice(1));
  const names = options.map((list) => list.map((option) => option.text.replace(/ \(\d+\)$/, "")));
  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const whole = count.textContent;

  // ---- Rows are read when the browser has nothing better to do, or at the latest when they are wanted.

  const rows = [];
  let ordered = rows;
  let unread = body.firstElementChild;

  function read(enough) {
    while (unread && !enough()) {
      const element = unread;
      rows.push({
        element,
        place: rows.length,
        marks: selects.map((select) => element.dataset[select.name].split("|")),
        words: fold(element.textContent),
        shown: true,
      });
      unread = element.nextElementSibling;
    }
  }
  const readAll = () => read(() => false);
  const readOn = (idle) => {
    read(() => idle.timeRemaining() < 1);
    if (unread) requestIdleCallback(readOn);
  };
  // Safari has no idle time to give.
  if (window.requestIdleCallback) requestIdleCallback(readOn);

  // ---- Rows are put where they belong from the top: as many as anyone sees at once, the others in the next moments.

  const AT_ONCE = 500;
  let unsettled = 0;

  function settle(start = 0, last = null) {
    clearTimeout(unsettled);
    let place = start;
    for (let seen = 0; place < ordered.length && seen < AT_ONCE; place += 1) {
      const { element, shown } = ordered[place];
      const next = last ? last.nextElementSibling : body.firstElementChild;
      if (next !== element) body.insertBefore(element, next);
      if (element.hidden === shown) element.hidden = !shown;
      if (shown) seen += 1;
      last = element;
    }
    const more = place < ordered.length;
    table.ariaBusy = String(more);
    if (more) unsettled = setTimeout(settle, 0, place, last);
  }

  // ---- The address. «q» is what the search box sends without JavaScript; left there, the box would take it too.

  const address = new URLSearchParams(location.search);
  if (address.has("q")) {
    if (!address.has("testo")) address.set("testo", address.get("q"));
    address.delete("q");
  }
  text.value = address.get("testo") || "";
  for (const select of selects) {
    const wanted = address.get(select.name);
    if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
  }
  let order = address.get("ordine") || "";

  function keepAddress() {
    const kept = new URLSearchParams();
    for (const field of [text, ...selects]) if (field.value.trim()) kept.set(field.name, field.value.trim());
    if (order) kept.set("ordine", order);
    const query = kept.toString();
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
  }

  // ---- Filters. A choice counts the rows that it would leave, all other filters kept.

  function filter() {
    const words = fold(text.value).split(/[^\p{L}\p{N}_%€]+/u).filter(Boolean);
    const wanted = selects.map((select) => select.value);
    const counts = options.map(() => new Map());
    let shown = 0;
    readAll();
    for (const row of rows) {
      const found = words.every((word) => row.words.includes(word));
      const missed = [];
      wanted.forEach((value, facet) => value && !row.marks[facet].includes(value) && missed.push(facet));
      row.shown = found && !missed.length;
      if (row.shown) shown += 1;
      if (!found || missed.length > 1) continue;
      for (const facet of missed.length ? missed : counts.keys()) {
        for (const mark of row.marks[facet]) counts[facet].set(mark, (counts[facet].get(mark) || 0) + 1);
      }
    }
    options.forEach((list, facet) =>
      list.forEach((option, place) => {
        const label = `${names[facet][place]} (${counts[facet].get(option.value) || 0})`;
        if (option.text !== label) option.text = label;
      }),
    );
    const active = words.length > 0 || wanted.some(Boolean);
    clear.hidden = !active;
    if (!active) count.textContent = whole;
    else if (!shown) count.textContent = `Nessuno dei ${rows.length} indicatori corrisponde: togliere un filtro`;
    else count.textContent = `${shown} ${shown === 1 ? "indicatore" : "indicatori"} su ${rows.length}`;
    settle();
  }

  const choose = () => {
    filter();
    keepAddress();
  };
  // While somebody types the rows follow at once; the address waits, browsers count how often it changes.
  let waiting = 0;
  text.addEventListener("input", () => {
    filter();
    clearTimeout(waiting);
    waiting = setTimeout(keepAddress, 300);
  });
  for (const select of selects) select.addEventListener("change", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const field of [text, ...selects]) field.value = "";
    choose();
    text.focus();
  });

  // ---- Order: the columns that can be compared row by row; «ordine=-peso» is the greatest first.

  const collator = new Intl.Collator("it", { numeric: true });
  const rank = (name) => {
    const facet = selects.findIndex((select) => select.name === name);
    const places = new Map(options[facet].map((option, place) => [option.value, place]));
    return (row) => places.get(row.marks[facet][0]);
  };
  const keys = {
    obiettivo: (row) => row.place,
    indicatore: (row) => row.element.cells[1].querySelector("a").textContent,
    tipologia: rank("tipologia"),
    partenza: rank("partenza"),
    esito: rank("esito"),
    peso: (row) => Number(row.element.dataset.peso),
  };
  const headers = [...table.querySelectorAll("[data-ordina]")];

  function sort() {
    const descending = order.startsWith("-");
    const name = order.replace("-", "");
    const key = keys[name] || keys.obiettivo;
    const sign = descending ? -1 : 1;
    readAll();
    const keyed = rows.map((row) => [key(row), row]);
    keyed.sort(([a, one], [b, other]) => {
      const compared = typeof a === "string" ? collator.compare(a, b) : a - b;
      return sign * compared || one.place - other.place;
    });
    ordered = keyed.map(([, row]) => row);
    settle();
    for (const header of headers) {
      if (header.dataset.ordina !== name) header.removeAttribute("aria-sort");
      else header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    }
  }

  for (const header of headers) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cv-ordina";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const name = header.dataset.ordina;
      const first = name === "peso" ? `-${name}` : name;
      const second = name === "peso" ? name : `-${name}`;
      order = order === first ? second : first;
      sort();
      keepAddress();
    });
  }

  // ---- CSV: the lines of the published file that belong to the rows shown, in their order, to the letter.
  // The last column is the address of the indicator, to which its row leads as well.

  const endOf = (address) => address.trim().split("/").slice(-2).join("/");

  form.querySelector("[data-scarica]").addEventListener("click", async () => {
    try {
      readAll();
      const answer = await fetch(form.dataset.csv);
      if (!answer.ok) throw new Error(answer.status);
      const file = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
      const lines = file.match(/(?:[^"\r\n]|"(?:[^"]|"")*")+\r?\n?/g);
      const byAddress = new Map(lines.slice(1).map((line) => [endOf(line), line]));
      const linkOf = (row) => row.element.querySelector("a[href*='#']").getAttribute("href");
      const shown = ordered.filter((row) => row.shown).map((row) => byAddress.get(endOf(linkOf(row))));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([lines[0], ...shown], { type: "text/csv" }));
      link.download = "indicatori-scelti-per-excel.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) {
      count.textContent = "Il file non si è potuto scaricare: riprovare, o prendere quello intero tra i dati aperti";
    }
  });

  // ---- On narrow screens the choices are folded, unless one of them is made; beside each other they never are.

  const choices = form.querySelector("details");
  const wide = matchMedia("(min-width: 40em)");
  const unfold = () => {
    choices.open = wide.matches || selects.some((select) => select.value);
  };
  unfold();
  wide.addEventListener("change", unfold);
  form.dataset.pronto = "";

  if (order) sort();
  if (address.size) choose();
})();
