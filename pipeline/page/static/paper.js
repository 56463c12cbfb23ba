// Draws the letter, and says of each word where it comes from: on hover, and to a screen reader.
"use strict";
const place = document.getElementById("surat");

const draw = async () => {
  const made = await fetch(place.dataset.address);
  if (!made.ok) { place.textContent = String(made.status); return; }
  await window.docx.renderAsync(await made.blob(), place, null, { inWrapper: true, renderChanges: true, useBase64URL: true });
  const known = JSON.parse(place.dataset.origins);
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const origin = known[text] || known[text.replace(/[.,;]$/, "")];
    if (origin) {
      walk.currentNode.parentElement.title = origin;
      walk.currentNode.parentElement.dataset.origin = "";
    }
  }
  place.dataset.drawn = "1";
};

// After a save the letter is drawn anew in its place: what draws it stays.
window.addEventListener("message", async (event) => {
  if (event.origin !== location.origin || event.data !== "gambar") { return; }
  const told = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const now = told.getElementById("surat");
  if (!now) { location.reload(); return; }
  delete place.dataset.drawn;
  Object.assign(place.dataset, { address: now.dataset.address, origins: now.dataset.origins });
  await draw();
});

draw();
