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
