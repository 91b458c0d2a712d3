/* Finds an organisation on the map by a part of its name, and brings it to the middle. */
(function () {
  "use strict";

  const box = document.getElementById("map");
  const drawn = box && box.drawn;
  const form = document.getElementById("map-find");
  if (!drawn || !form) {
    return;
  }
  const SCALE = 1;
  const input = form.querySelector("input");
  let asked = "";
  let at = -1;

  input.addEventListener("keydown", function (event) {
    if (event.key === "Enter") {
      event.preventDefault();
      find();
    }
  });
  form.querySelector("button").addEventListener("click", find);

  function find() {
    const text = plain(input.value.trim());
    if (!text) {
      drawn.say("Type a part of a name.");
      return;
    }
    const found = drawn.data.nodes.filter(function (node) {
      return drawn.shown.nodes.has(node.id) && plain(node.facts.name).includes(text);
    });
    if (!found.length) {
      drawn.say("No organisation on this map is called so.");
      return;
    }
    at = text === asked ? (at + 1) % found.length : 0;
    asked = text;
    drawn.show(found[at].id, SCALE);
    box.scrollIntoView({ block: "nearest" });
    const more = found.length > 1 ? (at + 1) + " of " + found.length + ", Enter for the next: " : "";
    drawn.say(more + drawn.told(found[at]));
  }

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
})();
