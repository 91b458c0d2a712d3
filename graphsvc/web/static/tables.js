/* Tables whose heads say data-sort are sorted by a click or by Enter on a head; rows stay rows of the same table.
   A region that is wider than the screen says that it can be moved. */
(function () {
  "use strict";

  const status = document.createElement("p");
  status.className = "nhsuk-u-visually-hidden";
  status.setAttribute("role", "status");
  document.body.appendChild(status);

  document.querySelectorAll("table").forEach(function (table) {
    table.querySelectorAll("th[data-sort]").forEach(function (head) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.from(head.childNodes));
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () { sort(table, head); });
    });
  });

  function sort(table, head) {
    const down = head.getAttribute("aria-sort") === "ascending";
    const place = Array.prototype.indexOf.call(head.parentElement.children, head);
    const numbers = head.getAttribute("data-sort") === "number";
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    Array.from(table.tBodies).forEach(function (body) {
      const rows = Array.from(body.rows);
      rows.sort(function (one, other) {
        const order = compare(said(one.cells[place]), said(other.cells[place]), numbers);
        return down ? -order : order;
      });
      rows.forEach(function (row) { body.appendChild(row); });
    });
    status.textContent = "Sorted by " + head.textContent.trim() + (down ? ", descending" : ", ascending");
  }

  function tell() {
    document.querySelectorAll(".scroll").forEach(function (region) {
      region.classList.toggle("wider", region.scrollWidth > region.clientWidth + 1);
    });
  }
  tell();
  window.addEventListener("resize", tell);
  document.addEventListener("toggle", tell, true);

  function said(cell) {
    return cell ? (cell.getAttribute("data-value") || cell.textContent).trim() : "";
  }

  function compare(one, other, numbers) {
    if (numbers) {
      const first = parseFloat(one), second = parseFloat(other);
      return (isNaN(first) ? -Infinity : first) - (isNaN(second) ? -Infinity : second) || 0;
    }
    return one.localeCompare(other, "en-GB", { numeric: true });
  }
})();
