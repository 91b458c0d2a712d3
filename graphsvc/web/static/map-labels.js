/* Names on the map, never smaller than can be read: as many as have room, those asked for and the best joined first. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  if (!drawn) {
    return;
  }
  const LEAST = 11; // in pixels of the screen
  const LINE = 1.2;
  const GAP = 4;
  const SLACK = 1.5; // the server measured the same words with another font's metrics
  const APART = 3; // pixels between names where not all have room
  const COUNTS = 0.6; // the scale from which groups say how many they are
  const ALL = 1.1; // the scale from which those are named as well for whom the server had no room
  const LONGEST = 20; // letters in a line of such a name
  const CELL = 64;
  const ASKED = 1e6;
  const REST = 250; // milliseconds after the last step of a zoom, until which names only grow and shrink with it
  const network = drawn.network;
  const widths = new Map();
  const joined = new Map();
  let chosen = []; // labels that have room at this scale, with their places in the map's own measures
  let chosenFor = "";
  let chosenAt = 0;
  let seen = 0;
  let resting = 0;

  drawn.data.links.forEach(function (link) {
    const many = link.facts.bundle ? link.facts.bundle.count : 1;
    [link.from, link.to].forEach(function (end) { joined.set(end, (joined.get(end) || 0) + many); });
  });
  box.addEventListener("shown", function () { chosenFor = ""; });

  network.on("afterDrawing", function (ctx) {
    const scale = network.getScale();
    const same = [drawn.arrangement.width, drawn.current, drawn.shown.nodes.size].join(" ");
    if (same !== chosenFor) {
      chosenFor = same;
      chosenAt = scale;
      chosen = choose(ctx, scale);
    } else if (scale !== seen && scale !== chosenAt) {
      clearTimeout(resting);
      resting = setTimeout(function () {
        chosenFor = "";
        network.redraw();
      }, REST);
    }
    seen = scale;
    ring(ctx, scale);
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    ctx.strokeStyle = "#ffffff";
    ctx.fillStyle = "#212b32";
    const at = network.getViewPosition();
    const half = { x: box.clientWidth / 2 / scale, y: box.clientHeight / 2 / scale };
    chosen.forEach(function (label) {
      if (label.right < at.x - half.x || label.left > at.x + half.x ||
          label.bottom < at.y - half.y || label.top > at.y + half.y) {
        return;
      }
      ctx.font = font(label.size);
      ctx.lineWidth = label.size / 3;
      label.lines.forEach(function (line, rank) {
        ctx.strokeText(line, label.x, label.top + rank * label.size * LINE);
        ctx.fillText(line, label.x, label.top + rank * label.size * LINE);
      });
    });
  });

  function font(size) {
    return size + "px Arial, Helvetica, sans-serif";
  }

  function ring(ctx, scale) {
    const node = drawn.current && drawn.nodes.get(drawn.current);
    if (!node) {
      return;
    }
    const place = drawn.arrangement.positions[drawn.current];
    [["#212b32", 7], ["#ffd54a", 4]].forEach(function (look) {
      ctx.beginPath();
      ctx.arc(place[0], place[1], node.size + 6 / scale, 0, 2 * Math.PI);
      ctx.strokeStyle = look[0];
      ctx.lineWidth = look[1] / scale;
      ctx.stroke();
    });
  }

  function width(ctx, node, lines) {
    if (!widths.has(node.id)) {
      ctx.font = font(100);
      const measured = lines.map(function (line) { return ctx.measureText(line).width; });
      widths.set(node.id, Math.max.apply(null, measured) / 100);
    }
    return widths.get(node.id);
  }

  function linesOf(node) {
    if (!node.lines.length) {
      node.lines = [];
      node.facts.name.split(" ").forEach(function (word) {
        const last = node.lines.length - 1;
        if (last >= 0 && (node.lines[last] + " " + word).length <= LONGEST) {
          node.lines[last] += " " + word;
        } else {
          node.lines.push(word);
        }
      });
      node.bare = true;
    }
    return node.lines;
  }

  function choose(ctx, scale) {
    const bare = new Set(drawn.arrangement.unlabelled);
    const taken = new Map();
    const crowded = LEAST / scale > 12;
    const named = function (node) {
      return node.lines.length && !node.bare && !bare.has(node.id) && (node.facts.id || scale >= COUNTS);
    };
    const wanted = drawn.data.nodes.filter(function (node) {
      return drawn.shown.nodes.has(node.id) && (named(node) || scale >= ALL || node.id === drawn.current);
    });
    const weight = function (node) {
      const first = node.id === drawn.current ? 2 * ASKED : node.facts.asked ? ASKED : 0;
      return first + (joined.get(node.id) || 0) - (named(node) ? 0 : ASKED / 2);
    };
    wanted.sort(function (one, other) { return weight(other) - weight(one) || (one.id < other.id ? -1 : 1); });
    const labels = [];
    (drawn.titles ? drawn.titles(ctx) : []).forEach(function (title) { room(title, taken, scale, 0); });
    wanted.forEach(function (node) {
      const own = node.font ? node.font.size : 12;
      const size = Math.max(own, LEAST / scale);
      const place = drawn.arrangement.positions[node.id];
      const lines = linesOf(node);
      const half = width(ctx, node, lines) * size / 2;
      const top = place[1] + node.size + GAP;
      const x = crowded ? inside(place[0], half) : place[0];
      const label = {
        x: x, left: x - half, right: x + half, top: top,
        bottom: top + lines.length * size * LINE, size: size, lines: lines,
      };
      if (room(label, taken, scale, crowded ? -APART : SLACK)) {
        labels.push(label);
      }
    });
    return labels;
  }

  // Where all is small, a name at the edge moves in so that it is not cut.
  function inside(x, half) {
    const middle = drawn.arrangement.centre[0];
    const reach = Math.max(0, drawn.arrangement.width / 2 - half);
    return Math.min(middle + reach, Math.max(middle - reach, x));
  }

  function room(label, taken, scale, overlap) {
    const cell = CELL / scale;
    const slack = overlap / scale;
    const cells = [];
    for (let x = Math.floor(label.left / cell); x <= Math.floor(label.right / cell); x += 1) {
      for (let y = Math.floor(label.top / cell); y <= Math.floor(label.bottom / cell); y += 1) {
        cells.push(x + " " + y);
      }
    }
    const hit = cells.some(function (name) {
      return (taken.get(name) || []).some(function (other) {
        return label.left < other.right - slack && other.left < label.right - slack &&
          label.top < other.bottom - slack && other.top < label.bottom - slack;
      });
    });
    if (!hit) {
      cells.forEach(function (name) {
        if (!taken.has(name)) {
          taken.set(name, []);
        }
        taken.get(name).push(label);
      });
    }
    return !hit;
  }
})();
