// Draws the letter, and says of each word where it comes from: on hover, and to a screen reader.
"use strict";
(async () => {
  const place = document.getElementById("surat");
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
})();
