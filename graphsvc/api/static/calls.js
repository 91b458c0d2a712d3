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
    } else {
      for (const line of field.value.split("\n")) if (line.trim()) query.append(field.name, line.trim());
    }
  }
  return query.size ? `${path}?${query}` : path;
}

async function ask(event) {
  event.preventDefault();
  const form = event.target;
  const shown = form.nextElementSibling;
  const asked = address(form);
  const link = document.createElement("a");
  link.href = asked;
  link.textContent = asked;
  const text = document.createElement("pre");
  text.tabIndex = 0;
  try {
    const answer = await fetch(asked);
    const content = await answer.text();
    let readable = content;
    if ((answer.headers.get("Content-Type") || "").includes("json")) {
      readable = JSON.stringify(JSON.parse(content), null, 2);
    }
    text.textContent = `${answer.status}\n${readable}`;
  } catch (error) {
    text.textContent = `No answer: ${error.message}`;
  }
  shown.replaceChildren(link, text);
  shown.hidden = false;
}

for (const form of document.querySelectorAll("form[data-path]")) form.addEventListener("submit", ask);
