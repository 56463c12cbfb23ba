"use strict";
(function () {
  var drop = document.getElementById("jatuh"), chosen = document.getElementById("berkas");
  var told = document.getElementById("hasil"), known = document.querySelectorAll("code[data-nama]");
  function say(kind, text) { told.className = "hasil " + kind; told.textContent = text; }
  function answer(name, digest) {
    var state = document.body.getAttribute("data-keadaan") || "", found = "";
    known.forEach(function (code) { if (code.textContent === digest) { found = code.getAttribute("data-nama"); } });
    if (!known.length) { return say("", "Sidik SHA-256 " + name + ": " + digest); }
    if (!found) {
      return say("lain", name + " BUKAN berkas yang terbit di sini (sidiknya " + digest + "). Mungkin berkas lain, dicetak, " +
        "dipindai, disimpan ulang, atau diubah. Minta kantor memeriksanya dengan skm verify.");
    }
    say(state === "berlaku" ? "sama" : "lain", name + " sama setiap bitanya dengan " + found + " yang terbit" +
      (state === "berlaku" ? "." : ", tetapi surat itu kini " + state + "."));
  }
  function look(file) {
    if (!file) { return; }
    if (!window.crypto || !window.crypto.subtle) {
      return say("lain", "Peramban ini tidak dapat menghitung sidik di sini. Buka halaman ini lewat https, atau hitung sendiri " +
        "seperti tertulis di bawah.");
    }
    say("", "Menghitung sidik " + file.name + " ...");
    file.arrayBuffer().then(function (bytes) { return window.crypto.subtle.digest("SHA-256", bytes); }).then(function (sum) {
      answer(file.name, Array.from(new Uint8Array(sum), function (byte) { return byte.toString(16).padStart(2, "0"); }).join(""));
    }).catch(function () { say("lain", file.name + " tidak dapat dibaca peramban ini."); });
  }
  document.addEventListener("dragover", function (event) { event.preventDefault(); drop.classList.add("di-atas"); });
  document.addEventListener("dragleave", function () { drop.classList.remove("di-atas"); });
  document.addEventListener("drop", function (event) {
    event.preventDefault(); drop.classList.remove("di-atas"); look(event.dataTransfer.files[0]);
  });
  chosen.addEventListener("change", function () { look(chosen.files[0]); });
  drop.hidden = false;
})();
