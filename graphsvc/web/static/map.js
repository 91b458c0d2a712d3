/* Draws the map that the page carries in #map-data: positions come from the server, nothing is worked out here. */
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
  const ZOOM = 1.3;
  const TITLE_SIZE = 14;
  const LINE = 1.2 * TITLE_SIZE;

  const nodes = new vis.DataSet(data.nodes);
  const links = new vis.DataSet(data.links);
  let arrangement = null;
  let fitted = 1;

  choose();
  const network = new vis.Network(box, { nodes: nodes, edges: links }, data.options);
  network.on("beforeDrawing", drawSectors);
  describe();
  showAll();

  function choose() {
    const wanted = data.arrangements[box.clientWidth < NARROW ? "tall" : "wide"];
    fitted = Math.min(LARGEST_SCALE, box.clientWidth / wanted.width);
    box.style.height = Math.round(wanted.height * fitted) + 8 + "px";
    if (wanted === arrangement) {
      return;
    }
    arrangement = wanted;
    nodes.update(Object.keys(wanted.positions).map(function (key) {
      return { id: key, x: wanted.positions[key][0], y: wanted.positions[key][1] };
    }));
  }

  function showAll() {
    network.redraw();
    network.moveTo({ position: { x: 0, y: 0 }, scale: fitted, animation: false });
  }

  function drawSectors(ctx) {
    if (!arrangement.radii) {
      return;
    }
    const across = arrangement.radii[0];
    const down = arrangement.radii[1];
    ctx.save();
    ctx.strokeStyle = "#aeb7bd";
    ctx.lineWidth = 1;
    arrangement.wedges.forEach(function (wedge) {
      const start = (wedge.start * 2 - 0.5) * Math.PI;
      const end = (wedge.end * 2 - 0.5) * Math.PI;
      ctx.save();
      ctx.beginPath();
      ctx.scale(across, down);
      ctx.moveTo(0, 0);
      ctx.arc(0, 0, 1, start, end);
      ctx.closePath();
      ctx.restore();
      ctx.fillStyle = wedge.tint;
      ctx.fill();
      ctx.stroke();
    });
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    arrangement.wedges.forEach(function (wedge) {
      ctx.fillStyle = wedge.colour;
      const lines = wedge.name.concat(wedge.says);
      lines.forEach(function (line, rank) {
        ctx.font = (rank < wedge.name.length ? "bold " : "") + TITLE_SIZE + "px Arial, Helvetica, sans-serif";
        ctx.fillText(line, wedge.x, wedge.y + (rank - (lines.length - 1) / 2) * LINE);
      });
    });
    ctx.restore();
  }

  function describe() {
    const frame = box.querySelector(".vis-network");
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "Map; the arrow keys move it, plus and minus zoom");
    const canvas = frame.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", data.label);
    // The wheel and the keys are the page's until somebody has chosen the map.
    frame.addEventListener("pointerdown", function () { frame.focus({ preventScroll: true }); });
    frame.addEventListener("keydown", takeKey);
    frame.addEventListener("focus", function () { network.setOptions({ interaction: { zoomView: true } }); });
    frame.addEventListener("blur", function () { network.setOptions({ interaction: { zoomView: false } }); });
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: false });
  }

  function takeKey(event) {
    const step = 60 / network.getScale();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const zooms = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM };
    if (event.ctrlKey || event.metaKey || event.altKey || !(moves[event.key] || zooms[event.key])) {
      return;
    }
    event.preventDefault();
    if (zooms[event.key]) {
      zoom(zooms[event.key]);
    } else {
      const at = network.getViewPosition();
      const move = moves[event.key];
      network.moveTo({ position: { x: at.x + move[0], y: at.y + move[1] }, animation: false });
    }
  }

  document.querySelectorAll("[data-map]").forEach(function (button) {
    button.addEventListener("click", function () {
      const how = button.getAttribute("data-map");
      if (how === "all") {
        choose();
        showAll();
      } else {
        zoom(how === "in" ? ZOOM : 1 / ZOOM);
      }
    });
  });

  // A finger cannot hover: what was touched is said under the map.
  network.on("click", function (event) {
    const touched = event.nodes.length ? nodes.get(event.nodes[0]) : event.edges.length ? links.get(event.edges[0]) : null;
    document.getElementById("map-said").textContent = touched ? touched.title : "";
  });

  let width = box.clientWidth;
  window.addEventListener("resize", function () {
    if (box.clientWidth !== width) {
      width = box.clientWidth;
      choose();
      showAll();
    }
  });

  // Scripts of a reader, and our tests, may ask what is drawn.
  box.drawn = { network: network, nodes: nodes, links: links };
})();
