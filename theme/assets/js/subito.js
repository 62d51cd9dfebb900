// Before the first paint: JavaScript is here, and the colours the reader chose. Read where the page begins, so tiny.
(function () {
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    var theme = localStorage.getItem("vetro-tema");
    if (theme === "chiaro" || theme === "scuro") root.dataset.tema = theme;
  } catch (error) {
    // Storage may be forbidden: the system's colours are used.
  }
})();
