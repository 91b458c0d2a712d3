/* Which organisations and records some filters leave: the rules are those of the server, which a test holds equal. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  if (!drawn) {
    return;
  }
  const data = drawn.data;
  const byKey = new Map(data.nodes.map(function (node) { return [node.id, node]; }));

  drawn.left = function (filters) {
    const passing = data.links.filter(function (link) { return passes(link.facts, filters); });
    const ofType = function (key) { return among(filters.type, byKey.get(key).facts.type); };
    const asked = data.nodes.filter(function (node) { return node.facts.asked; });
    const kept = new Set(asked.map(function (node) { return node.id; }));
    if (data.england) {
      joinedByAnything(kept, passing, ofType);
    } else {
      reached(kept, passing, ofType);
    }
    const inside = passing.filter(function (link) { return kept.has(link.from) && kept.has(link.to); });
    return { nodes: kept, links: new Set(inside.map(function (link) { return link.id; })), fits: passing.length };
  };

  function among(some, word) {
    return !some.length || some.includes(word);
  }

  function passes(facts, filters) {
    return ["area", "kind", "state"].every(function (name) {
      return among(filters[name === "area" ? "value_area" : name], facts[name]);
    });
  }

  function joinedByAnything(kept, passing, ofType) {
    passing.forEach(function (link) {
      [link.from, link.to].filter(ofType).forEach(function (key) { kept.add(key); });
    });
  }

  // In an ego map a partner stands once for each value area, so that one hop finds its copies one by one.
  function reached(kept, passing, ofType) {
    const others = new Map();
    passing.forEach(function (link) {
      [[link.from, link.to], [link.to, link.from]].forEach(function (pair) {
        if (!others.has(pair[0])) {
          others.set(pair[0], []);
        }
        others.get(pair[0]).push(pair[1]);
      });
    });
    let level = Array.from(kept);
    for (let hop = 0; hop < data.hops; hop += 1) {
      const following = new Set();
      level.forEach(function (key) {
        // National bodies join everyone: nobody is reached through one that was not asked for.
        if (hop === 0 || !byKey.get(key).facts.national) {
          (others.get(key) || []).filter(ofType).forEach(function (other) { following.add(other); });
        }
      });
      level = Array.from(following).filter(function (key) { return !kept.has(key); });
      level.forEach(function (key) { kept.add(key); });
    }
  }
})();
