/* On a narrow screen long lists begin folded; where there is room they are open and need no handle. */
(function () {
  "use strict";

  const lists = document.querySelectorAll("details.fold");
  const narrow = window.matchMedia("(max-width: 40rem)");

  function open(all) {
    for (const list of lists) {
      list.open = all;
    }
  }

  open(!narrow.matches);
  narrow.addEventListener("change", function () {
    open(!narrow.matches);
  });
  window.addEventListener("beforeprint", function () {
    open(true);
  });
})();
