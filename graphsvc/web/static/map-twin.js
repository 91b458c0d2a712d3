/* The tables under a map: the same organisations and records, shown and left out together with it. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  if (!drawn) {
    return;
  }
  const rows = { link: new Map(), member: new Map() };
  drawn.whole.querySelectorAll("tr[data-link]").forEach(function (row) { rows.link.set(row.dataset.link, row); });
  drawn.whole.querySelectorAll("tr[data-member]").forEach(function (row) { rows.member.set(row.dataset.member, row); });

  // What a table says of a record or an organisation, for whoever shows it elsewhere.
  drawn.row = function (kind, key) { return rows[kind].get(key); };
  drawn.memberOf = function (node) { return node.facts.id || node.id; };

  box.addEventListener("shown", follow);
  if (Object.values(drawn.data.filters).some(function (some) { return some.length; }) && drawn.data.complete) {
    follow();
  }

  function follow() {
    const records = new Map();
    const staying = new Set();
    drawn.data.nodes.forEach(function (node) {
      if (drawn.shown.nodes.has(node.id)) {
        staying.add(drawn.memberOf(node));
      }
    });
    drawn.data.links.forEach(function (link) {
      if (drawn.shown.links.has(link.id)) {
        [link.facts.source, link.facts.target].forEach(function (end) {
          records.set(end, (records.get(end) || 0) + 1);
        });
      }
    });
    rows.link.forEach(function (row, key) { row.hidden = !drawn.shown.links.has(key); });
    rows.member.forEach(function (row, key) {
      row.hidden = !staying.has(key);
      row.querySelector("[data-records]").textContent = records.get(key) || 0;
    });
    drawn.whole.querySelectorAll("table[data-twin]").forEach(function (table) {
      const all = Array.from(table.tBodies[0].rows);
      const left = all.filter(function (row) { return !row.hidden; }).length;
      const said = document.getElementById(table.dataset.twin).querySelector("[data-shown]");
      if (said) {
        said.textContent = left === all.length ? "(" + left + ")" : "(" + left + " of " + all.length + " shown)";
      }
    });
  }
})();
