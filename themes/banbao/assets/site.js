// The two switches of the theme: large print (大字版) and colours. Everything is readable without them.
// And what the search box needs before its own scripts: nothing of the search is loaded until the box is used.
(function () {
  "use strict";
  var root = document.documentElement;
  var SIZES = ["", "large", "xlarge", "huge"];

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }
  function read(name) {
    return root.getAttribute("data-" + name) || "";
  }
  function apply(name, value) {
    if (value) root.setAttribute("data-" + name, value);
    else root.removeAttribute("data-" + name);
  }
  function keep(name, value) {
    apply(name, value);
    try {
      if (value) localStorage.setItem("banbao-" + name, value);
      else localStorage.removeItem("banbao-" + name);
    } catch (e) {
      // The choice then holds for this page only.
    }
    show();
  }
  function step() {
    var at = SIZES.indexOf(read("size"));
    return at < 0 ? 0 : at;
  }

  var sizeSwitch = document.querySelector("[data-size-switch]");
  var steps = all("[data-size-step]");
  var colours = all("[data-theme-switch]");

  function show() {
    var at = step();
    steps.forEach(function (button) {
      var next = at + Number(button.getAttribute("data-size-step"));
      // Not `disabled`: that would take the focus from a reader who uses the keyboard.
      button.setAttribute("aria-disabled", String(next < 1 || next >= SIZES.length));
    });
    colours.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-theme-switch") === read("theme")));
    });
  }

  if (sizeSwitch) {
    sizeSwitch.addEventListener("click", function () {
      keep("size", step() ? "" : "large");
    });
  }
  steps.forEach(function (button) {
    button.addEventListener("click", function () {
      var next = step() + Number(button.getAttribute("data-size-step"));
      if (next >= 1 && next < SIZES.length) keep("size", SIZES[next]);
    });
  });
  colours.forEach(function (button) {
    button.addEventListener("click", function () {
      keep("theme", button.getAttribute("data-theme-switch"));
    });
  });

  // Another tab, or the way back to a page that the browser kept, may hold an older choice.
  function reread() {
    ["size", "theme"].forEach(function (name) {
      try {
        apply(name, localStorage.getItem("banbao-" + name));
      } catch (e) {
        return;
      }
    });
    show();
  }
  window.addEventListener("storage", reread);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) reread();
  });

  // Under Trusted Types a script may be loaded only by a policy: this one, and only from the site itself.
  function trusted(address) {
    if (!window.trustedTypes) return address;
    var policy = trustedTypes.createPolicy("banbao", {
      createScriptURL: function (url) {
        if (new URL(url, document.baseURI).origin !== location.origin) throw new TypeError(url);
        return url;
      },
    });
    return policy.createScriptURL(address);
  }

  // Suggestions come when a search box is first used.
  document.addEventListener("focusin", function (event) {
    var form = event.target.form;
    var address = form && form.getAttribute("data-suggest");
    if (!address || location.protocol === "file:") return;
    all("[data-suggest]").forEach(function (other) {
      other.removeAttribute("data-suggest");
    });
    var script = document.createElement("script");
    script.type = "module";
    script.src = trusted(address);
    document.head.appendChild(script);
  });

  // Where the search page's own script does not run, the page says why.
  window.addEventListener("load", function () {
    var why = document.querySelector("#search-results[data-running]") ? "" : location.protocol === "file:" ? "file" : "old";
    all("[data-unsearchable]").forEach(function (sentence) {
      sentence.hidden = sentence.getAttribute("data-unsearchable") !== why;
    });
  });

  show();
})();
