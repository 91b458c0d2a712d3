/* Draws the map that the page carries in #map-data: positions come from the server, nothing is worked out here.
   The other map-*.js take `box.drawn` from here: what is drawn, what of it the filters leave, and who was chosen. */
(function () {
  "use strict";

  const block = document.getElementById("map-data");
  const box = document.getElementById("map");
  if (!block || !box || !window.vis) {
    return;
  }
  const data = JSON.parse(block.textContent);
  const NARROW = 620; // below this width of the map, in pixels, the tall arrangement is drawn
  const LARGEST_SCALE = 1.15;
  // How high a map may be, in heights of the window; one of sectors is read at a glance and has all that it needs.
  const MOST_HEIGHT = { ego: Infinity, network: 0.9, geographic: 1.2, tiles: 1.5 };
  const LEAST_HEIGHT = 420;
  const LEGIBLE = 0.7; // a scale below which names cannot be read on a telephone: there the map opens as large as
  const OPENING = 0.9; // this, and only a part of it is in view
  const PART = 0.75; // heights of the window
  const NEAR = { mouse: 6, touch: 18 }; // pixels from an organisation that still mean it

  const whole = box.closest(".map-whole");
  whole.classList.add("map-live");
  whole.classList.toggle("map-complete", data.complete);

  data.nodes.forEach(function (node) {
    node.lines = node.label ? node.label.split("\n") : [];
    node.label = undefined; // map-labels.js writes them, so that they can be read at any scale
  });
  data.options.edges.scaling = { label: { drawThreshold: 11 } };
  const first = fitting();
  data.nodes.forEach(function (node) {
    node.x = first.positions[node.id][0];
    node.y = first.positions[node.id][1];
  });
  const nodes = new vis.DataSet(data.nodes);
  const links = new vis.DataSet(data.links);
  const drawn = box.drawn = {
    data: data, nodes: nodes, links: links, whole: whole, arrangement: first, current: null,
    shown: {
      nodes: new Set(data.nodes.map(function (node) { return node.id; })),
      links: new Set(data.links.map(function (link) { return link.id; })),
    },
    choose: choose, say: say, showAll: showAll, zoom: zoom, show: show, tell: tell,
  };
  let fitted = 1;
  let cramped = false;

  choose();
  const network = drawn.network = new vis.Network(box, { nodes: nodes, edges: links }, data.options);
  describe();
  // Scripts that come after this one draw on the map as well: the first picture waits for them.
  document.addEventListener("DOMContentLoaded", begin);
  begin();

  function fitting() {
    return data.arrangements[box.clientWidth < NARROW ? "tall" : "wide"];
  }

  function choose() {
    const wanted = fitting();
    const narrow = wanted === data.arrangements.tall;
    const limit = narrow ? Infinity : MOST_HEIGHT[data.layout] * window.innerHeight;
    const most = Math.max(LEAST_HEIGHT, limit);
    // Inside something that is closed the map has no width yet: it gets its size once it has.
    fitted = Math.min(LARGEST_SCALE, (box.clientWidth || wanted.width) / wanted.width, most / wanted.height);
    cramped = narrow && fitted < LEGIBLE;
    const high = cramped ? Math.min(wanted.height * OPENING, PART * window.innerHeight) : wanted.height * fitted;
    box.style.height = Math.round(high) + 8 + "px";
    const moves = document.getElementById("map-moves");
    if (moves) {
      moves.hidden = !cramped;
    }
    if (wanted === drawn.arrangement) {
      return;
    }
    drawn.arrangement = wanted;
    nodes.update(Object.keys(wanted.positions).map(function (key) {
      return { id: key, x: wanted.positions[key][0], y: wanted.positions[key][1] };
    }));
  }

  // Where names would be too small, the first picture is of the middle one of those asked for, with who is near.
  function begin() {
    showAll();
    const places = data.nodes.filter(function (node) { return node.facts.asked; }).map(function (node) {
      return drawn.arrangement.positions[node.id];
    });
    const spots = places.length ? places : data.nodes.map(function (node) { return drawn.arrangement.positions[node.id]; });
    if (cramped && spots.length) {
      const total = spots.reduce(function (sum, spot) { return [sum[0] + spot[0], sum[1] + spot[1]]; }, [0, 0]);
      const away = function (spot) {
        return Math.hypot(spot[0] - total[0] / spots.length, spot[1] - total[1] / spots.length);
      };
      const middle = spots.reduce(function (one, other) { return away(other) < away(one) ? other : one; });
      network.moveTo({ position: { x: middle[0], y: middle[1] }, scale: OPENING, animation: false });
    }
  }

  function showAll() {
    const centre = drawn.arrangement.centre;
    network.redraw();
    const scale = Math.min(fitted, (box.clientHeight || Infinity) / drawn.arrangement.height);
    network.moveTo({ position: { x: centre[0], y: centre[1] }, scale: scale, animation: false });
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: false });
  }

  // Brings an organisation to where it can be read, and puts a ring around it.
  function show(key, scale) {
    const place = drawn.arrangement.positions[key];
    const half = { x: box.clientWidth / 2, y: box.clientHeight / 2 };
    const at = network.getViewPosition();
    const now = network.getScale();
    const free = drawn.covered ? 2 * half.x - drawn.covered() : 2 * half.x;
    const x = (place[0] - at.x) * now + half.x;
    const y = (place[1] - at.y) * now + half.y;
    drawn.current = key;
    if (scale || x < 60 || x > free - 60 || y < 40 || y > 2 * half.y - 60) {
      const wanted = Math.max(now, scale || 0);
      const aside = (half.x - free / 2) / wanted;
      network.moveTo({ position: { x: place[0] + aside, y: place[1] }, scale: wanted, animation: false });
    }
    network.redraw();
  }

  function say(text) {
    document.getElementById("map-said").textContent = text;
  }

  function tell(name, detail) {
    box.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: detail }));
  }

  function describe() {
    const frame = box.querySelector(".vis-network");
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "Map");
    frame.setAttribute("aria-describedby", "map-help");
    const canvas = frame.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", data.label);
    // The wheel is the page's until somebody has chosen the map.
    frame.addEventListener("pointerdown", function () { frame.focus({ preventScroll: true }); });
    frame.addEventListener("focus", function () { network.setOptions({ interaction: { zoomView: true } }); });
    frame.addEventListener("blur", function () { network.setOptions({ interaction: { zoomView: false } }); });
  }

  document.querySelectorAll("[data-map]").forEach(function (button) {
    button.addEventListener("click", function () {
      const how = button.getAttribute("data-map");
      if (how === "all") {
        choose();
        showAll();
      } else {
        zoom(how === "in" ? 1.3 : 1 / 1.3);
      }
    });
  });

  // A finger cannot hover: what was touched is said under the map, and opens.
  network.on("click", function (event) {
    const touch = event.event.srcEvent && event.event.srcEvent.pointerType === "touch";
    const node = nearest(event.pointer.canvas, (touch ? NEAR.touch : NEAR.mouse) / network.getScale());
    const link = node ? null : event.edges.find(function (key) { return drawn.shown.links.has(key); });
    const touched = node ? nodes.get(node) : link ? links.get(link) : null;
    drawn.current = node;
    say(touched ? touched.title : drawn.behind ? drawn.behind(event.pointer.canvas) : "");
    tell("chosen", { node: node, link: link || null });
    network.redraw();
  });

  function nearest(place, reach) {
    let found = null;
    let least = Infinity;
    data.nodes.forEach(function (node) {
      const at = drawn.arrangement.positions[node.id];
      const away = Math.hypot(at[0] - place.x, at[1] - place.y) - node.size;
      if (away < least && drawn.shown.nodes.has(node.id)) {
        found = node.id;
        least = away;
      }
    });
    return least <= reach ? found : null;
  }

  let width = box.clientWidth;
  new ResizeObserver(function () {
    if (box.clientWidth && box.clientWidth !== width) {
      width = box.clientWidth;
      choose();
      begin();
    }
  }).observe(box);
})();
