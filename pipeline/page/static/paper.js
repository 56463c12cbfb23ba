// Draws the letter, and says of each word where it comes from: to whoever points at it, walks to it, or listens.
"use strict";
const place = document.getElementById("surat");
const card = document.getElementById("asal");
const MARKS = /[\ue100-\ue102]/;
let origins = {};
let steps = [];

// Each word stands between marks that say which it is; they go, and what stood between them is that word.
const told = () => {
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) { texts.push(walk.currentNode); }
  let number = null;
  for (const text of texts) {
    if (number === null && !MARKS.test(text.data)) { continue; }
    const made = document.createDocumentFragment();
    for (const piece of text.data.split(/(\ue100\d+\ue101|\ue102)/)) {
      const begins = /^\ue100(\d+)/.exec(piece);
      if (begins) { number = begins[1]; }
      else if (piece === "\ue102") { number = null; }
      else if (piece && number !== null && origins[number]) {
        const word = document.createElement("span");
        word.dataset.origin = number;
        word.setAttribute("role", "button");
        word.tabIndex = -1;
        word.textContent = piece;
        made.append(word);
      } else { made.append(piece); }
    }
    text.replaceWith(made);
  }
  const first = place.querySelector("[data-origin]");
  if (first) { first.tabIndex = 0; }
};

const hidden = () => {
  card.hidden = true;
  document.querySelectorAll("[aria-expanded]").forEach((word) => word.removeAttribute("aria-expanded"));
};

const shown = (word) => {
  const origin = origins[word.dataset.origin];
  const part = (name) => card.querySelector(`.${name}`);
  hidden();
  part("teks").textContent = origin.teks;
  part("kata").textContent = origin.kata;
  part("arti").textContent = origin.arti;
  part("cara").textContent = origin.cara;
  part("tempat").replaceChildren(...origin.tempat.flatMap(([text, address]) => {
    const at = document.createElement(address ? "a" : "span");
    at.textContent = text;
    if (address) { at.href = address; at.target = "_top"; }
    return [at, " "];
  }));
  part("hitungan").hidden = !origin.langkah.length;
  part("hitungan").querySelector("pre").textContent = origin.langkah.map((at) => steps[at]).join("\n");
  card.hidden = false;
  word.setAttribute("aria-expanded", "true");
  const at = word.getBoundingClientRect();
  const below = at.bottom + card.offsetHeight < innerHeight || at.top < card.offsetHeight;
  card.style.top = `${scrollY + (below ? at.bottom : at.top - card.offsetHeight)}px`;
  card.style.left = `${scrollX + Math.max(0, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth))}px`;
};

const wordAt = (event) => event.target.closest?.("[data-origin]");
let leaving = 0;
place.addEventListener("pointerover", (event) => {
  const word = wordAt(event);
  if (word) { clearTimeout(leaving); shown(word); }
});
// The card stays while the pointer is on its way to it, and on it.
const left = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => { if (!card.contains(document.activeElement)) { hidden(); } }, 400);
};
place.addEventListener("pointerout", left);
card.addEventListener("pointerover", () => clearTimeout(leaving));
card.addEventListener("pointerout", left);
place.addEventListener("focusin", (event) => { if (wordAt(event)) { shown(wordAt(event)); } });
place.addEventListener("click", (event) => { if (wordAt(event)) { wordAt(event).focus(); shown(wordAt(event)); } });

place.addEventListener("keydown", (event) => {
  const word = wordAt(event);
  if (!word) { return; }
  const words = [...place.querySelectorAll("[data-origin]")];
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const to = event.key === "Home" ? words[0] : event.key === "End" ? words.at(-1) : step && words[words.indexOf(word) + step];
  if (step || to) { event.preventDefault(); }
  if (to) {
    word.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); shown(word); }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || card.hidden) { return; }
  const word = place.querySelector("[aria-expanded]");
  hidden();
  if (word && card.contains(document.activeElement)) { word.focus(); hidden(); }
});

// What the letter says of its pictures, for who does not see them: the drawing library drops it.
const described = async (letter) => {
  const zip = await window.JSZip.loadAsync(letter);
  const said = { header: [], document: [], footer: [] };
  for (const name of Object.keys(zip.files).sort()) {
    const part = /^word\/(header|document|footer)\d*\.xml$/.exec(name);
    if (!part) { continue; }
    const xml = new DOMParser().parseFromString(await zip.file(name).async("string"), "text/xml");
    for (const about of xml.getElementsByTagName("wp:docPr")) {
      if (about.parentNode.getElementsByTagName("a:blip").length) { said[part[1]].push(about.getAttribute("descr") || ""); }
    }
  }
  const give = (pictures, texts) => [...pictures].forEach((picture, at) => { picture.alt = texts[at] ?? place.dataset.picture; });
  place.querySelectorAll("header").forEach((head) => give(head.querySelectorAll("img"), said.header));
  place.querySelectorAll("footer").forEach((foot) => give(foot.querySelectorAll("img"), said.footer));
  give([...place.querySelectorAll("img")].filter((picture) => !picture.closest("header, footer")), said.document);
};

const draw = async () => {
  const made = await fetch(place.dataset.address);
  if (!made.ok) { place.textContent = String(made.status); return; }
  hidden();
  const letter = await made.blob();
  await window.docx.renderAsync(letter, place, null, { inWrapper: true, renderChanges: true, useBase64URL: true });
  origins = JSON.parse(place.dataset.origins);
  steps = JSON.parse(place.dataset.steps);
  told();
  await described(letter);
  place.dataset.drawn = "1";
};

// After a save the letter is drawn anew in its place: what draws it stays.
window.addEventListener("message", async (event) => {
  if (event.origin !== location.origin || event.data !== "gambar") { return; }
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const now = page.getElementById("surat");
  if (!now) { location.reload(); return; }
  delete place.dataset.drawn;
  const { address, origins: said, steps: counted } = now.dataset;
  Object.assign(place.dataset, { address, origins: said, steps: counted });
  await draw();
});

draw();
