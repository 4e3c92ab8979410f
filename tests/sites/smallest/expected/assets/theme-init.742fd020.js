// Runs before the page is painted: sets the reader's size and colours, so that nothing jumps.
(function (root) {
  root.className += " js";
  try {
    ["size", "theme"].forEach(function (name) {
      var value = localStorage.getItem("banbao-" + name);
      if (/^[a-z]+$/.test(value || "")) root.setAttribute("data-" + name, value);
    });
  } catch (e) {
    // Storage may be forbidden; the page is readable without it.
  }
})(document.documentElement);
