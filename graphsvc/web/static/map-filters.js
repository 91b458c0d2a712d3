/* Ticking a box filters the map, its legend and, by the event "shown", its tables: what is left alone fades. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  if (!drawn) {
    return;
  }
  const data = drawn.data;
  const NAMES = ["value_area", "type", "kind", "state"];
  const FADED = 0.22;
  const boxes = Array.from(document.querySelectorAll("input[data-filter]"));
  const count = document.getElementById("map-count");
  const note = document.getElementById("map-note");
  const byKey = new Map(data.nodes.map(function (node) { return [node.id, node]; }));

  drawn.filters = function () {
    const filters = {};
    NAMES.forEach(function (name) { filters[name] = []; });
    ticked().forEach(function (one) { filters[one.name].push(one.value); });
    return filters;
  };

  boxes.forEach(function (one) {
    one.addEventListener("change", function () {
      if (data.complete) {
        told();
      } else {
        count.textContent = "Press “Apply filters” to see it.";
      }
    });
  });
  const clearing = document.querySelector("[data-map-clear]");
  if (clearing) {
    clearing.addEventListener("click", function () {
      boxes.forEach(function (one) { one.checked = false; });
      told();
      boxes[0].focus(); // the button goes away
    });
  }
  // A browser that goes back may have kept the boxes as they were, not as the address says.
  boxes.forEach(function (one) { one.checked = data.filters[one.name].includes(one.value); });
  offerClearing();
  if (data.complete && filtered()) {
    apply();
  }

  function told() {
    apply();
    count.textContent = sentence();
    drawn.tell("filtered", drawn.filters());
  }

  function apply() {
    const before = drawn.shown;
    const now = drawn.shown = drawn.left(drawn.filters());
    drawn.links.update(data.links.filter(function (link) {
      return before.links.has(link.id) !== now.links.has(link.id);
    }).map(function (link) {
      return { id: link.id, hidden: !now.links.has(link.id) };
    }));
    drawn.nodes.update(data.nodes.filter(function (node) {
      return before.nodes.has(node.id) !== now.nodes.has(node.id);
    }).map(function (node) {
      return { id: node.id, opacity: now.nodes.has(node.id) ? 1 : FADED };
    }));
    if (drawn.current && !now.nodes.has(drawn.current)) {
      drawn.current = null;
    }
    legend();
    offerClearing();
    note.textContent = filtered() ? sentence() : note.dataset.whole;
    drawn.tell("shown");
    drawn.network.redraw();
  }

  function offerClearing() {
    if (clearing) {
      clearing.hidden = !filtered();
    }
  }

  function ticked() {
    return boxes.filter(function (one) { return one.checked; });
  }

  function filtered() {
    return ticked().length > 0;
  }

  function sentence() {
    const organisations = function (keys) {
      return new Set(Array.from(keys).map(function (key) { return byKey.get(key).facts.id; })).size;
    };
    const said = ticked().map(function (one) { return one.dataset.filter; });
    const many = drawn.shown.links.size + " of " + data.links.length + " records shown, among " +
      organisations(drawn.shown.nodes) + " of " + organisations(byKey.keys()) + " organisations";
    // What is counted beside a box may be more than what it leaves.
    const more = (drawn.shown.fits || 0) - drawn.shown.links.size;
    const unreached = more > 0 ? " " + more + " more fit, among organisations that these filters leave unreached." : "";
    return many + (said.length ? ": " + said.join(", ") + "." : ".") + unreached;
  }

  function legend() {
    const counts = { area: {}, state: {}, type: {}, asked: {} };
    const add = function (kind, key) { counts[kind][key] = (counts[kind][key] || 0) + 1; };
    data.links.forEach(function (link) {
      if (drawn.shown.links.has(link.id)) {
        add("area", link.facts.area);
        add("state", link.facts.says);
      }
    });
    const seen = new Set();
    data.nodes.forEach(function (node) {
      if (drawn.shown.nodes.has(node.id) && !seen.has(node.facts.id)) {
        seen.add(node.facts.id);
        add("type", node.facts.type);
        if (node.facts.asked) {
          add("asked", "asked");
        }
      }
    });
    const faded = document.querySelector("[data-map-faded]");
    if (faded) {
      faded.hidden = drawn.shown.nodes.size === data.nodes.length;
    }
    document.querySelectorAll("[data-legend]").forEach(function (place) {
      place.textContent = counts[place.dataset.legend][place.dataset.key] || "none";
    });
  }

  drawn.sectorSays = function (wedge) {
    const own = data.links.filter(function (link) {
      const ends = [byKey.get(link.from), byKey.get(link.to)];
      return link.facts.area === wedge.value_area && ends.some(function (end) { return end.facts.asked; });
    });
    const left = own.filter(function (link) { return drawn.shown.links.has(link.id); }).length;
    return left === own.length ? wedge.says : [(left || "none") + " of " + own.length + " shown"];
  };
})();
