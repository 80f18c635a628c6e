/* Runs before the page is painted, in every browser there is (ES5): the device's light and type size,
   and one honest sentence where the browser is too old for the screens. */
(function () {
  "use strict";
  var root = document.documentElement;
  try {
    var theme = window.localStorage.getItem("veche.theme");
    if (theme && root.getAttribute("data-theme") === "auto") root.setAttribute("data-theme", theme);
    var size = window.localStorage.getItem("veche.size");
    if (size) root.setAttribute("data-size", size);
  } catch (refused) { /* no storage: the page's own settings stay */ }

  function isOld() {
    return !("noModule" in document.createElement("script")) || !("replaceAll" in String.prototype) ||
      typeof Promise === "undefined" || !("any" in Promise);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var old = document.getElementById("old");
    if (old && isOld()) old.removeAttribute("hidden");
  });
})();
