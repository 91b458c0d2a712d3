/* What lies behind the organisations of a map: sectors of an ego map, the boards' tiles, or councils and towns. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  if (!drawn) {
    return;
  }
  const FONT = "px Arial, Helvetica, sans-serif";
  const TITLE_SIZE = 14;
  const TILE_SIZE = 12;
  const SLACK = 1.1;
  const TOP = 0.72; // where a tile's name begins, in half heights above its middle
  const LEAST_SIZE = 11; // in pixels of the screen
  const LINE = 1.2;
  const network = drawn.network;
  const backdrop = drawn.data.backdrop || {};

  network.on("beforeDrawing", function (ctx) {
    ctx.save();
    sectors(ctx);
    (backdrop.hexagons || []).forEach(function (tile) { hexagon(ctx, tile); });
    dots(ctx);
    ctx.restore();
  });

  // Names of tiles and towns stand above the lines.
  network.on("afterDrawing", function (ctx) {
    ctx.save();
    (backdrop.hexagons || []).forEach(function (tile) { tileName(ctx, tile); });
    (backdrop.towns || []).forEach(function (town) {
      write(ctx, [town.name], 1, town.x, town.y, TITLE_SIZE, "#4c6272", "#ffffff");
    });
    ctx.restore();
  });

  // Where the sectors' titles stand: names of organisations keep out of there.
  drawn.titles = function (ctx) {
    return (drawn.arrangement.wedges || []).map(function (wedge) {
      const lines = wedge.name.concat(wedge.says);
      const height = size(TITLE_SIZE);
      ctx.font = "bold " + height + FONT;
      const half = Math.max.apply(null, lines.map(function (line) { return ctx.measureText(line).width; })) / 2;
      const down = lines.length * height * LINE / 2;
      return { left: wedge.x - half, right: wedge.x + half, top: wedge.y - down, bottom: wedge.y + down };
    });
  };

  function size(of) {
    return Math.max(of, LEAST_SIZE / network.getScale());
  }

  function write(ctx, lines, bold, x, y, of, colour, halo) {
    const height = size(of);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colour;
    lines.forEach(function (line, rank) {
      ctx.font = (rank < bold ? "bold " : "") + height + FONT;
      const down = y + (rank - (lines.length - 1) / 2) * height * LINE;
      if (halo) {
        ctx.lineJoin = "round";
        ctx.lineWidth = height / 3;
        ctx.strokeStyle = halo;
        ctx.strokeText(line, x, down);
      }
      ctx.fillText(line, x, down);
    });
  }

  function sectors(ctx) {
    const radii = drawn.arrangement.radii;
    if (!radii) {
      return;
    }
    ctx.strokeStyle = "#aeb7bd";
    ctx.lineWidth = 1;
    drawn.arrangement.wedges.forEach(function (wedge) {
      ctx.save();
      ctx.beginPath();
      ctx.scale(radii[0], radii[1]);
      ctx.moveTo(0, 0);
      ctx.arc(0, 0, 1, (wedge.start * 2 - 0.5) * Math.PI, (wedge.end * 2 - 0.5) * Math.PI);
      ctx.closePath();
      ctx.restore();
      ctx.fillStyle = wedge.tint;
      ctx.fill();
      ctx.stroke();
    });
    drawn.arrangement.wedges.forEach(function (wedge) {
      const says = drawn.sectorSays ? drawn.sectorSays(wedge) : wedge.says;
      write(ctx, wedge.name.concat(says), wedge.name.length, wedge.x, wedge.y, TITLE_SIZE, wedge.colour);
    });
  }

  function hexagon(ctx, tile) {
    ctx.beginPath();
    for (let corner = 0; corner < 6; corner += 1) {
      const turn = (corner / 3 + 1 / 6) * Math.PI;
      ctx.lineTo(tile.x + tile.radius * Math.cos(turn), tile.y + tile.radius * Math.sin(turn));
    }
    ctx.closePath();
    ctx.fillStyle = "#f0f4f5";
    ctx.strokeStyle = "#aeb7bd";
    ctx.lineWidth = 1;
    ctx.fill();
    ctx.stroke();
  }

  // A tile's name is broken anew when it is larger than planned, and left out where it has no room.
  function tileName(ctx, tile) {
    const height = size(TILE_SIZE);
    const across = tile.radius * 1.66;
    ctx.font = "bold " + height + FONT;
    const words = tile.name.join(" ").split(" ");
    if (words.some(function (word) { return ctx.measureText(word).width > across; })) {
      return;
    }
    const lines = height > TILE_SIZE ? broken(ctx, words, across) : tile.name.slice();
    const bold = lines.length;
    const says = tileSays(tile);
    const room = (tile.name.length + says.length) * TILE_SIZE * SLACK;
    if (bold * height > room) {
      return;
    }
    if ((bold + says.length) * height <= room) {
      lines.push.apply(lines, says);
    }
    const down = (lines.length - 1) / 2 * height * LINE;
    write(ctx, lines, bold, tile.x, tile.y - TOP * tile.radius + down + height / 2, TILE_SIZE, "#3d4b55", "#f0f4f5");
  }

  function broken(ctx, words, across) {
    const lines = [];
    words.forEach(function (word) {
      const last = lines.length ? lines[lines.length - 1] + " " + word : "";
      if (last && ctx.measureText(last).width <= across) {
        lines[lines.length - 1] = last;
      } else {
        lines.push(word);
      }
    });
    return lines;
  }

  // Who stands in a tile is the nearest one's; with filters it says how many of them are left.
  const inside = new Map((backdrop.hexagons || []).map(function (tile) { return [tile.key, []]; }));
  if (backdrop.hexagons) {
    drawn.data.nodes.forEach(function (node) {
      const away = function (tile) { return Math.hypot(tile.x - node.x, tile.y - node.y); };
      const nearest = backdrop.hexagons.reduce(function (one, other) { return away(other) < away(one) ? other : one; });
      inside.get(nearest.key).push(node.id);
    });
  }

  function tileSays(tile) {
    const all = inside.get(tile.key);
    const left = all.filter(function (key) { return drawn.shown.nodes.has(key); }).length;
    return left === all.length ? tile.says : [(left || "none") + " of " + all.length + " shown"];
  }

  // What lies at a place where nobody stands.
  drawn.behind = function (place) {
    const tile = (backdrop.hexagons || []).find(function (one) {
      return Math.hypot(one.x - place.x, one.y - place.y) < one.radius * 0.87;
    });
    return tile ? tile.name.join(" ") + ": " + tileSays(tile).join(" ") : "";
  };

  function dots(ctx) {
    ctx.fillStyle = "#dfe3e6";
    ctx.beginPath();
    (backdrop.dots || []).forEach(function (dot) {
      ctx.moveTo(dot[0] + 5, dot[1]);
      ctx.arc(dot[0], dot[1], 5, 0, 2 * Math.PI);
    });
    ctx.fill();
  }
})();
