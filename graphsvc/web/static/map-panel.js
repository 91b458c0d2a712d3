/* What opens beside the map for an organisation, a group or a record: what the tables say of it, and what to do. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  const panel = document.getElementById("map-panel");
  if (!drawn || !panel) {
    return;
  }
  const name = document.getElementById("map-panel-name");
  const body = panel.querySelector(".map-panel-body");
  const actions = document.getElementById("map-actions");
  let from = null;

  drawn.open = open;
  drawn.covered = function () {
    return panel.hidden || panel.offsetWidth > box.clientWidth * 0.7 ? 0 : panel.offsetWidth;
  };
  box.addEventListener("chosen", function (event) {
    if (event.detail.node || event.detail.link) {
      open(event.detail.node, event.detail.link);
    } else {
      close();
    }
  });
  panel.querySelector("[data-close]").addEventListener("click", close);
  drawn.whole.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  });
  function open(node, link) {
    if (panel.hidden || !panel.contains(document.activeElement)) {
      from = document.activeElement;
    }
    body.textContent = "";
    panel.hidden = false;
    if (node) {
      ofNode(drawn.nodes.get(node));
      drawn.show(node);
    } else {
      ofLink(drawn.links.get(link));
    }
    panel.scrollTop = 0;
    name.focus({ preventScroll: panel.offsetWidth < box.clientWidth * 0.7 });
  }

  function close() {
    if (panel.hidden) {
      return;
    }
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    if (inside) {
      const back = from && from.isConnected && from !== document.body ? from : box.querySelector(".vis-network");
      back.focus({ preventScroll: true });
    }
  }

  function add(parent, tag, text, kind) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (kind) {
      element.className = kind;
    }
    parent.append(element);
    return element;
  }

  function ofNode(node) {
    const facts = node.facts;
    const row = drawn.row("member", drawn.memberOf(node));
    name.textContent = facts.name;
    const said = [row.cells[1].textContent];
    if (facts.asked) {
      said.push("whose map this is");
    }
    if (facts.national) {
      said.push("deals with everyone");
    }
    add(body, "p", said.join(", "), "map-quiet");
    act(facts.id ? "organisation" : "group", facts, node);
    if (!facts.id) {
      const inside = row.querySelector("details");
      add(body, "p", facts.count + (facts.count === 1 ? " organisation" : " organisations") + " drawn as one.");
      if (inside) {
        const copy = inside.cloneNode(true);
        copy.open = true;
        body.append(copy);
      }
    }
    const mine = drawn.data.links.filter(function (link) {
      return drawn.shown.links.has(link.id) &&
        [link.facts.source, link.facts.target].includes(drawn.memberOf(node));
    });
    const many = mine.reduce(function (sum, link) { return sum + (link.facts.bundle ? link.facts.bundle.count : 1); }, 0);
    add(body, "h4", many ? "Records shown: " + many : "No recorded partnership shown");
    const list = add(body, "ul", "", "map-records");
    mine.forEach(function (link) {
      const other = link.facts.source === drawn.memberOf(node) ? link.facts.target : link.facts.source;
      record(add(list, "li", ""), link, other);
    });
    if (!mine.length) {
      list.remove();
    }
  }

  function ofLink(link) {
    const ends = [link.from, link.to].map(function (key) { return drawn.nodes.get(key).facts.name; });
    name.textContent = ends[0] === ends[1] ? ends[0] : ends.join(" – ");
    const same = drawn.data.links.filter(function (one) {
      return drawn.shown.links.has(one.id) && one.facts.bundle === null &&
        [one.facts.source, one.facts.target].sort().join() === [link.facts.source, link.facts.target].sort().join();
    });
    // The record that was touched comes first, then the others of the same two.
    const all = [link].concat(same.filter(function (one) { return one.id !== link.id; }));
    const list = add(body, "ul", "", "map-records");
    all.forEach(function (one) { record(add(list, "li", ""), one, ""); });
  }

  function record(item, link, other) {
    const row = drawn.row("link", link.id);
    if (other) {
      const facts = drawn.data.nodes.find(function (node) { return drawn.memberOf(node) === other; }).facts;
      add(item, "strong", facts.name);
    }
    const terms = add(item, "dl", "");
    const heads = row.closest("table").tHead.rows[0].cells;
    Array.from(row.cells).forEach(function (cell, place) {
      if (!cell.hasAttribute("data-end") && cell.textContent.trim()) {
        add(terms, "dt", (heads[place].querySelector("button") || heads[place]).textContent.trim());
        const told = add(terms, "dd", "");
        cell.childNodes.forEach(function (node) { told.append(node.cloneNode(true)); });
      }
    });
  }

  // What to do stands in a template of the page, with ~ for the organisation; a file has none.
  function act(kind, facts, node) {
    const pattern = actions && actions.content.querySelector("[data-for='" + kind + "']");
    if (!pattern) {
      if (facts.href) {
        add(add(body, "p", ""), "a", "Open its page").href = facts.href;
      }
      return;
    }
    const list = pattern.cloneNode(true);
    list.querySelectorAll("li").forEach(function (item) {
      const not = (item.dataset.not || "").split(" ");
      if (not.includes(facts.asked ? "asked" : "around") || not.includes(facts.id)) {
        item.remove();
      }
    });
    list.querySelectorAll("a, button").forEach(function (one) {
      if (one.tagName === "A") {
        one.href = one.getAttribute("href").replace("ORGANISATION", encodeURIComponent(facts.id));
      } else {
        one.value = one.value.replace("ORGANISATION", facts.id || "").replace("GROUP", facts.group || node.id);
      }
    });
    body.append(list);
  }
})();
