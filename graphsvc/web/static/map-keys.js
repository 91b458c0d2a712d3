/* The map by keyboard and by finger. It takes no key before it has the focus, and leaves the page its scrolling. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  if (!drawn) {
    return;
  }
  const ZOOM = 1.3;
  const STEP = 60; // pixels
  const network = drawn.network;
  const frame = box.querySelector(".vis-network");
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const keys = {
    "+": function () { drawn.zoom(ZOOM); },
    "=": function () { drawn.zoom(ZOOM); },
    "-": function () { drawn.zoom(1 / ZOOM); },
    "0": function () { drawn.choose(); drawn.showAll(); drawn.say("All of the map is shown."); },
    n: function () { step(1); },
    p: function () { step(-1); },
    Enter: function () {
      if (drawn.current) {
        drawn.tell("chosen", { node: drawn.current, link: null });
      } else {
        drawn.say("No organisation is chosen: press N for the first one.");
      }
    },
  };

  frame.addEventListener("keydown", function (event) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const move = moves[key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(move || keys[key])) {
      return;
    }
    event.preventDefault();
    if (move) {
      const at = network.getViewPosition();
      const by = STEP / network.getScale();
      network.moveTo({ position: { x: at.x + move[0] * by, y: at.y + move[1] * by }, animation: false });
    } else {
      keys[key]();
    }
  });

  // Those asked for first; in an ego map sector by sector, clockwise; elsewhere by name, as in the table.
  function order() {
    const areas = (drawn.arrangement.wedges || []).map(function (wedge) { return wedge.value_area; });
    const rank = function (node) { return node.facts.asked ? -2 : areas.indexOf(node.facts.area); };
    const shown = drawn.data.nodes.filter(function (node) { return drawn.shown.nodes.has(node.id); });
    return shown.sort(function (one, other) {
      return rank(one) - rank(other) || one.facts.name.localeCompare(other.facts.name, "en-GB");
    });
  }

  function step(by) {
    const all = order();
    if (!all.length) {
      return;
    }
    const now = all.findIndex(function (node) { return node.id === drawn.current; });
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length;
    drawn.show(all[next].id);
    drawn.say((next + 1) + " of " + all.length + ": " + drawn.told(all[next]) + " Enter opens it.");
  }

  drawn.told = function (node) {
    const records = drawn.data.links.filter(function (link) {
      return drawn.shown.links.has(link.id) && (link.from === node.id || link.to === node.id);
    }).reduce(function (sum, link) { return sum + (link.facts.bundle ? link.facts.bundle.count : 1); }, 0);
    const area = (drawn.arrangement.wedges || []).find(function (wedge) {
      return wedge.value_area === node.facts.area;
    });
    return node.facts.name + (area ? ", " + area.name.join(" ").toLowerCase() : "") + ", " + records +
      (records === 1 ? " record" : " records") + " here.";
  };

  // One finger scrolls the page up and down: what the map moved before that was plain, it moves back.
  let before = null;
  box.addEventListener("pointerdown", function () { before = network.getViewPosition(); }, true);
  box.addEventListener("pointercancel", function (event) {
    if (event.isPrimary && before) {
      network.moveTo({ position: before, animation: false });
    }
  });

  // Two fingers move the map, and zoom it.
  let held = null;
  box.addEventListener("touchmove", function (event) {
    if (event.touches.length < 2) {
      held = null;
      return;
    }
    event.preventDefault();
    const x = (event.touches[0].clientX + event.touches[1].clientX) / 2;
    const y = (event.touches[0].clientY + event.touches[1].clientY) / 2;
    if (held) {
      const at = network.getViewPosition();
      const scale = network.getScale();
      const to = { x: at.x - (x - held.x) / scale, y: at.y - (y - held.y) / scale };
      network.moveTo({ position: to, animation: false });
    }
    held = { x: x, y: y };
  }, { passive: false });
  box.addEventListener("touchend", function () { held = null; });
})();
