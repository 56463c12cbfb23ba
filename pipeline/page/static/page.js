// Small helps that the page does without: without this file every form still works.
"use strict";

// What is typed and not saved is not left without a question.
let unsaved = () => false;
window.addEventListener("beforeunload", (event) => { if (unsaved()) { event.preventDefault(); } });
const fields = document.querySelector('form[action^="/borang/"]');
if (fields) {
  let typed = false;
  fields.addEventListener("input", () => { typed = true; });
  fields.addEventListener("submit", () => { typed = false; });
  unsaved = () => typed;
}

// Back from a refusal is back to what was typed, where the browser still has it.
document.querySelectorAll("a.back").forEach((link) => {
  link.addEventListener("click", (event) => {
    const before = document.referrer && new URL(document.referrer);
    if (before && before.origin === location.origin && before.pathname === new URL(link.href).pathname) {
      event.preventDefault();
      history.back();
    }
  });
});

// The editor: numbers of lines beside the text, Ctrl+S, names completed, the list of problems without a new page.
const file = document.querySelector("form.file");

// Units that are not looked at yet are looked at meanwhile; then the list of problems is the whole one.
const rest = async () => {
  const left = document.getElementById("sisa");
  if (!left) { return; }
  const asked = await fetch(left.dataset.here);
  if (!left.isConnected) { return; }
  if (asked.status === 202) { setTimeout(rest, 500); return; }
  const found = new DOMParser().parseFromString(await (await fetch(file ? file.action : location.href)).text(), "text/html");
  const now = found.getElementById("masalah");
  if (now && left.isConnected) { document.getElementById("masalah").replaceWith(now); rest(); }
};
rest();

if (file) {
  const text = file.querySelector("textarea");
  const names = Object.entries(JSON.parse(file.dataset.names || "{}"));
  const many = document.getElementById("banyak");
  const choices = document.getElementById("lengkap");
  const lines = () => file.querySelector(".lines");

  const numbered = () => {
    const many = text.value.split("\n").length;
    const there = lines();
    while (there.querySelectorAll("span").length < many) {
      const line = document.createElement("span");
      line.textContent = String(there.querySelectorAll("span").length + 1);
      there.append(line, "\n");
    }
  };
  text.addEventListener("scroll", () => { lines().scrollTop = text.scrollTop; });
  text.addEventListener("input", numbered);

  const at = Number(text.dataset.line || 0);
  if (at > 0) {
    const before = text.value.split("\n").slice(0, at - 1).join("\n").length + (at > 1 ? 1 : 0);
    const end = text.value.indexOf("\n", before);
    text.focus();
    text.setSelectionRange(before, end < 0 ? text.value.length : end);
    text.scrollTop = Math.max(0, (at - 5) * parseFloat(getComputedStyle(text).lineHeight));
  }

  let kept = text.value;
  unsaved = () => text.value !== kept;

  const refused = (words) => {  // what was typed stays: here is why it is not saved
    const why = document.createElement("p");
    why.className = "bad";
    why.setAttribute("role", "alert");
    why.textContent = words;
    document.getElementById("hasil").replaceChildren(why);
  };
  const saved = async () => {
    const sent = text.value;
    let made, found;
    try {
      made = await fetch(file.action, { method: "POST", body: new FormData(file) });
      found = new DOMParser().parseFromString(await made.text(), "text/html");
    } catch { refused(file.dataset.silent); return; }
    if (!found.querySelector("form.file")) {
      refused((found.querySelector("main") || found.body).innerText.trim());
      return;
    }
    if (made.ok) { kept = sent; }
    for (const id of ["hasil", "masalah", "git"]) {
      document.getElementById(id).replaceWith(found.getElementById(id));
    }
    lines().replaceWith(found.querySelector("form.file .lines"));
    lines().scrollTop = text.scrollTop;
    file.elements.sidik.value = found.querySelector("input[name=sidik]").value;
    const paper = document.getElementById("kertas");
    if (paper?.contentDocument?.getElementById("surat")) { paper.contentWindow.postMessage("gambar", location.origin); }
    else if (paper) { paper.contentWindow.location.reload(); }
    rest();
  };
  file.addEventListener("submit", (event) => { event.preventDefault(); saved(); });

  const word = () => {
    const found = /[\w-]*$/.exec(text.value.slice(0, text.selectionStart));
    return found ? found[0] : "";
  };
  const complete = (name) => {
    const end = text.selectionStart;
    text.setRangeText(`${name}: `, end - word().length, end, "end");
    choices.hidden = true;
    many.textContent = "";
    text.focus();
    numbered();
  };
  const offer = () => {
    const begun = word();
    choices.replaceChildren(...names.filter(([name]) => name.startsWith(begun)).slice(0, 12).map(([name, means]) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      const what = document.createElement("span");
      what.className = "hint";
      what.textContent = ` ${means}`;
      button.append(name, what);
      button.addEventListener("click", () => complete(name));
      item.append(button);
      return item;
    }));
    choices.hidden = !choices.children.length;
    many.textContent = many.dataset.many.replace("#", String(choices.children.length));
    if (!choices.hidden) { choices.querySelector("button").focus(); }
  };
  choices.addEventListener("keydown", (event) => {
    const every = [...choices.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) { return; }
    event.preventDefault();
    every[(every.indexOf(document.activeElement) + step + every.length) % every.length].focus();
  });
  file.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); saved(); }
    if (event.ctrlKey && event.key === " ") { event.preventDefault(); offer(); }
    if (event.key === "Escape" && !choices.hidden) { choices.hidden = true; text.focus(); }
  });
}

// A copy button for each field that is typed elsewhere.
document.querySelectorAll("button.copy").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("done");
  });
});

// A form is not sent twice.
document.querySelectorAll("form[method=post]:not(.file)").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// What takes long is followed until it is done.
const job = document.getElementById("pekerjaan");
if (job) {
  const follow = async () => {
    try {
      const told = new DOMParser().parseFromString(await (await fetch(job.dataset.here)).text(), "text/html");
      const now = told.getElementById("pekerjaan");
      if (!now) { location.reload(); return; }
      job.replaceChildren(...now.children);
    } catch { /* the page is asked again */ }
    setTimeout(follow, 500);
  };
  setTimeout(follow, 300);
}

// A file that is dropped on a form is chosen there.
document.querySelectorAll("form.drop").forEach((form) => {
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
  });
});
