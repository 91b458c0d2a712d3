/* What the map finds, said anew when its filters change: the same sentences as the server's (maps/finding.py). */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  const place = document.getElementById("map-finding");
  const finding = drawn && drawn.data.finding;
  if (!drawn || !place || !finding) {
    return;
  }
  const NAMES = [["value_area", "in"], ["type", "with"], ["kind", "of the kind"], ["state", "with the state"]];
  const ACTIVE = ["active", "inherited"];
  const first = JSON.stringify(drawn.data.filters);

  box.addEventListener("filtered", function (event) {
    const filters = event.detail;
    const more = JSON.stringify(filters) === first ? finding.more : "";
    place.textContent = [finding.england && filters.type.length ? "" : sentence(filters), more].join(" ").trim();
  });

  function passes(record, filters) {
    const fits = function (name, value) { return !filters[name].length || filters[name].includes(value); };
    return fits("value_area", record[1]) && fits("kind", record[2]) && fits("state", record[3]) &&
      record[4].every(function (type) { return fits("type", type); });
  }

  function sentence(filters) {
    if (!finding.whose.length) {
      return "";
    }
    const left = finding.records.filter(function (record) { return passes(record, filters); });
    const about = finding.with_whom + NAMES.map(function (pair) {
      const said = finding.words[pair[0]].filter(function (one) {
        return filters[pair[0]].includes(one[0]);
      }).map(function (one) { return one[1]; });
      return said.length ? " " + pair[1] + " " + or(said) : "";
    }).join("");
    if (finding.whose.length === 1) {
      return start(finding.whose[0] + " " + ofOne(left, about) + ".");
    }
    const any = new Set();
    const active = new Set();
    left.forEach(function (record) {
      record[0].forEach(function (end) {
        any.add(end);
        if (filters.state.length || ACTIVE.includes(record[3])) {
          active.add(end);
        }
      });
    });
    const without = finding.whose.filter(function (_, rank) { return !any.has(rank); });
    const only = finding.whose.filter(function (_, rank) { return any.has(rank) && !active.has(rank); });
    const count = grouped(finding.whose.length) + " " + finding.told;
    const said = without.length
      ? "Of " + count + ", " + have(without) + " no recorded partnership" + about + named(without) + "."
      : "All " + count + " have a recorded partnership" + about + ".";
    const some = only.length && !finding.england
      ? " " + have(only) + " only proposed or lapsed ones" + named(only) + "." : "";
    return said + some + (about ? "" : least(left, without.length));
  }

  function ofOne(left, about) {
    const areas = finding.words.value_area;
    if (about || !left.length) {
      return "has " + (left.length ? grouped(left.length) : "no") + " recorded partnership" +
        (left.length === 1 ? "" : "s") + about;
    }
    const none = areas.filter(function (area) {
      return !left.some(function (record) { return record[1] === area[0]; });
    }).map(function (area) { return area[1]; });
    return none.length
      ? "has recorded partnerships in " + (areas.length - none.length) + " of " + areas.length +
        " value areas, and none in " + or(none)
      : "has recorded partnerships in all " + areas.length + " value areas";
  }

  // In which value area most have none, when these are more than those who have none at all.
  function least(left, without) {
    let many = without;
    let said = "";
    finding.words.value_area.forEach(function (area) {
      const some = new Set();
      left.forEach(function (record) {
        if (record[1] === area[0]) {
          record[0].forEach(function (end) { some.add(end); });
        }
      });
      const none = finding.whose.length - some.size;
      if (none > many) {
        many = none;
        said = " In " + area[1] + " " + grouped(none) + " of them " +
          (none === 1 ? "has none." : "have none.");
      }
    });
    return said;
  }

  function named(names) {
    const rest = names.length - finding.most;
    if (finding.england) {
      return "";
    }
    if (rest > 0) {
      return ": " + names.slice(0, finding.most).join(", ") + " and " + rest + " other" +
        (rest > 1 ? "s" : "");
    }
    return ": " + joined(names, " and ");
  }

  function have(names) {
    return grouped(names.length) + (names.length === 1 ? " has" : " have");
  }

  function or(names) {
    return joined(names, " or ");
  }

  function joined(names, word) {
    return names.length > 1 ? names.slice(0, -1).join(", ") + word + names[names.length - 1] : names.join("");
  }

  function start(text) {
    return text.startsWith("the ") ? "The " + text.slice(4) : text;
  }

  function grouped(count) {
    return count.toLocaleString("en-GB");
  }
})();
