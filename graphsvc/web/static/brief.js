/* How far a brief is: looked at again each second until it is made or has failed, and then the page is another. */
(function () {
  "use strict";

  const told = document.getElementById("progress");

  async function look() {
    try {
      const answer = await fetch(window.location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("progress");
      if (!now) {
        window.location.reload();
        return;
      }
      if (told.textContent !== now.textContent) {
        told.textContent = now.textContent;
      }
    } catch (error) {
      // The service cannot be reached: it may be by the next look.
    }
    window.setTimeout(look, 1000);
  }

  window.setTimeout(look, 1000);
})();
