/* The address of the map's page holds the whole state: filters that are ticked go into it and into the page's links. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  const when = document.getElementById("map-when");

  if (drawn && document.querySelector(".explorer")) {
    box.addEventListener("filtered", function (event) {
      history.replaceState(null, "", location.pathname + changed(location.search, event.detail));
      document.querySelectorAll(".explorer a[href]").forEach(function (link) {
        if (link.origin === location.origin && /^\/map(\.\w+)?$/.test(link.pathname)) {
          link.href = link.pathname + changed(link.search, event.detail) + link.hash;
        }
      });
    });
  }

  function changed(search, filters) {
    const query = new URLSearchParams(search);
    Object.keys(filters).forEach(function (name) {
      query.delete(name);
      filters[name].forEach(function (value) { query.append(name, value); });
    });
    return query.size ? "?" + query : "";
  }

  if (when) {
    slide();
  }

  // The slider stands at days on which something changed; its day is loaded once it rests.
  function slide() {
    const REST = 700; // milliseconds
    const days = JSON.parse(document.getElementById("map-days").textContent);
    const slider = when.querySelector("input");
    const said = when.querySelector("output");
    let timer = 0;
    when.hidden = false;
    say();
    slider.addEventListener("input", function () {
      say();
      clearTimeout(timer);
    });
    slider.addEventListener("change", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        const query = new URLSearchParams(location.search);
        query.delete("as_at");
        if (!days[slider.value].today) {
          query.set("as_at", days[slider.value].day);
        }
        location.assign(location.pathname + "?" + query + "#through-time");
      }, REST);
    });
    if (location.hash === "#through-time") {
      slider.focus();
    }

    function say() {
      const day = days[slider.value];
      const text = day.words + (day.says ? ": " + day.says : "");
      // The day that is shown stands on top of the page.
      said.textContent = day.shown ? "" : text;
      slider.setAttribute("aria-valuetext", text);
    }
  }
})();
