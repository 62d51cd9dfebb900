// Waits until the site has been built again, then shows the page anew. Only «vetro serve» sends it.
(() => {
  const version = document.currentScript.dataset.versione;
  const wait = async () => {
    try {
      const answer = await fetch(`/_vetro/attesa?versione=${version}`, { cache: "no-store" });
      if ((await answer.text()) !== version) {
        location.reload();
        return;
      }
    } catch {
      // The command was stopped: it may be started again.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    wait();
  };
  wait();
})();

// The notice of errors and warnings: as the reader left it, never over a target of a link, announced.
(() => {
  const notice = document.querySelector("[data-vetro=avvisi]");
  if (!notice) return;
  const list = notice.querySelector("details");
  const narrow = matchMedia("(max-width: 40em)").matches;
  const chosen = sessionStorage.getItem("vetro-avvisi");
  list.open = chosen ? chosen === "aperti" : list.open && !narrow;
  list.querySelector("summary").addEventListener("click", () => {
    // The list opens or closes after the click.
    sessionStorage.setItem("vetro-avvisi", list.open ? "chiusi" : "aperti");
  });
  const root = document.documentElement.style;
  const fit = () => {
    const height = notice.offsetHeight;
    root.setProperty("--vetro-avvisi", `${height}px`);
    root.scrollPaddingTop = `${height + 16}px`;
  };
  // At once, before the browser scrolls to the target of a link.
  fit();
  new ResizeObserver(fit).observe(notice);
  // Screen readers announce what changes after the page has loaded, not what is there from the start.
  addEventListener("load", () => {
    notice.querySelector("[role]").textContent = list.querySelector("summary").textContent;
  });
})();
