/* Where the tile map is wider than its region, begins in the middle of England instead of at the sea. */
(function () {
  "use strict";
  document.querySelectorAll(".tile-scroll").forEach(function (region) {
    region.scrollLeft = (region.scrollWidth - region.clientWidth) / 2;
  });
})();
