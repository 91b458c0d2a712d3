// Asks a call with what its form says and shows the answer as text. Without this file the forms work too,
// for the calls whose path names nothing.
"use strict";

function address(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || !field.value.trim()) continue;
    if ("inPath" in field.dataset) {
      path = path.replace(`{${field.name}}`, encodeURIComponent(field.value.trim()));
    } else if ("pairs" in field.dataset) {
      for (const line of field.value.split("\n")) {
        const [, name, value] = line.match(/^\s*([^=]+?)\s*=\s*(.*?)\s*$/) || [];
        if (name) query.append(name, value);
      }
    } else {
      for (const line of field.value.split("\n")) if (line.trim()) query.append(field.name, line.trim());
    }
  }
  return query.size ? `${path}?${query}` : path;
}

async function ask(event) {
  event.preventDefault();
  const form = event.target;
  const said = form.nextElementSibling;
  const shown = said.nextElementSibling;
  const asked = address(form);
  const link = document.createElement("a");
  link.href = asked;
  link.textContent = asked;
  const text = document.createElement("pre");
  text.tabIndex = 0;
  said.textContent = "Asking";
  try {
    const answer = await fetch(asked);
    const content = await answer.text();
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    text.textContent = json ? JSON.stringify(JSON.parse(content), null, 2) : content;
    said.textContent = `Answered: status ${answer.status}, ${content.length.toLocaleString("en-GB")} characters`;
  } catch (error) {
    said.textContent = `No answer: ${error.message}`;
  }
  shown.replaceChildren(link, text);
  shown.hidden = false;
  // The answer stands below a long form: it is brought to whoever asked.
  shown.focus({ preventScroll: true });
  said.scrollIntoView({ block: "start" });
}

for (const form of document.querySelectorAll("form[data-path]")) form.addEventListener("submit", ask);
