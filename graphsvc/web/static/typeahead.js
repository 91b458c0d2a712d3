/* Offers organisations while their name is typed, by the combobox pattern of the ARIA practices. Without it, the name is
   sent as typed and the server finds who is meant. data-find="open" goes to the organisation's page, "choose" fills in. */
(function () {
  "use strict";

  const WAIT = 150; // milliseconds after the last key
  const SHOWN = 8;

  document.querySelectorAll("input[data-find]").forEach(function (input, rank) { new Offer(input, rank); });

  function Offer(input, rank) {
    const list = document.createElement("ul");
    const status = document.createElement("span");
    const opens = input.getAttribute("data-find") === "open";
    const name = input.name;
    const id = document.createElement("input");
    let found = [];
    let at = -1;
    let asked = 0;
    let timer = 0;

    list.id = "offer-" + rank;
    list.className = "offer";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Organisations");
    list.hidden = true;
    status.className = "nhsuk-u-visually-hidden";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    id.type = "hidden";
    if (!opens) {
      status.after(id);
      if (input.dataset.id) {
        mean(input.dataset.id);
      }
    }

    input.addEventListener("input", function () {
      mean("");
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", key);
    input.addEventListener("blur", function () { setTimeout(close, 150); });

    function mean(chosen) {
      // The id is sent in place of the name once somebody chose; a name that was typed is sent as it is.
      id.value = chosen;
      id.name = chosen ? name : "";
      input.name = chosen && !opens ? "" : name;
    }

    function ask() {
      const text = input.value.trim();
      const mine = ++asked;
      if (text.length < 2) {
        close();
        return;
      }
      const day = new URLSearchParams(location.search).get("as_at");
      const query = new URLSearchParams({ q: text, limit: SHOWN });
      if (day) {
        query.set("as_at", day);
      }
      fetch("/api/v1/organisations?" + query).then(function (answer) {
        return answer.ok ? answer.json() : { items: [] };
      }).then(function (answer) {
        if (mine === asked && document.activeElement === input) {
          show(answer.items);
        }
      }).catch(close);
    }

    function show(items) {
      found = items;
      at = -1;
      list.textContent = "";
      items.forEach(function (item, place) {
        const row = document.createElement("li");
        const small = document.createElement("span");
        row.id = list.id + "-" + place;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.textContent = item.name;
        small.className = "quiet";
        small.textContent = " " + item.id + (item.open === false || item.status === "closed" ? ", not open" : "");
        row.append(small);
        row.addEventListener("mousedown", function (event) { event.preventDefault(); choose(place); });
        list.append(row);
      });
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      status.textContent = items.length ? items.length + " organisations; use the arrow keys" : "No organisation is called so";
    }

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function key(event) {
      if (list.hidden) {
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark((at + (event.key === "ArrowDown" ? 1 : found.length + (at < 0 ? 0 : -1))) % found.length);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        choose(at);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    }

    function mark(place) {
      at = place;
      Array.from(list.children).forEach(function (row, rank) {
        row.setAttribute("aria-selected", String(rank === place));
      });
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }

    function choose(place) {
      const item = found[place];
      asked += 1;
      close();
      input.value = item.name;
      if (opens) {
        const kept = new URLSearchParams(location.search);
        const state = new URLSearchParams();
        kept.getAll("patch").forEach(function (one) { state.append("patch", one); });
        if (kept.get("as_at")) {
          state.set("as_at", kept.get("as_at"));
        }
        location.href = "/organisations/" + encodeURIComponent(item.id) + (state.size ? "?" + state : "");
      } else {
        mean(item.id);
        input.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: item }));
      }
    }
  }
})();
