/* Makes reading quicker where scripts run; every page works without. */
(function () {
  "use strict";
  var root = document.documentElement;
  var store = {
    get: function (key) { try { return localStorage.getItem(key); } catch (e) { return null; } },
    set: function (key, value) { try { localStorage.setItem(key, value); } catch (e) { /* private window */ } }
  };
  var size = Math.min(3, Math.max(-1, parseInt(store.get("co-chu"), 10) || 0));
  function showSize() { if (size) { root.dataset.textSize = String(size); } else { delete root.dataset.textSize; } }
  showSize();
  if (store.get("tuong-phan") === "cao") root.dataset.contrast = "high";

  function showContrast() {
    document.querySelectorAll("button[data-contrast]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(root.dataset.contrast === "high"));
    });
  }
  function say(button, words) {
    var label = button.querySelector("[data-label]") || button;
    if (label.dataset.saying) return;
    var before = label.innerHTML;
    label.dataset.saying = "1";
    label.textContent = words;
    setTimeout(function () { label.innerHTML = before; delete label.dataset.saying; }, 2000);
  }
  function copy(text, button) {
    function done() { say(button, "Đã chép"); }
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(done); return; }
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    done();
  }
  function listen(button) {
    var voice = window.speechSynthesis;
    var label = button.querySelector("[data-label]");
    if (voice.speaking) { voice.cancel(); label.textContent = "Nghe bài"; return; }
    var text = document.querySelector("[data-read-aloud], .article-body, .sheet, main");
    var said = text ? text.cloneNode(true) : null;
    if (said) said.querySelectorAll(".margin-note, nav, figcaption, button").forEach(function (part) { part.remove(); });
    var words = new SpeechSynthesisUtterance(said ? said.textContent.replace(/\s+/g, " ") : "");
    words.lang = "vi-VN";
    words.onend = function () { label.textContent = "Nghe bài"; };
    label.textContent = "Dừng đọc";
    voice.speak(words);
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-reading-tools], [data-toolbar], [data-needs-script]").forEach(function (box) { box.hidden = false; });
    if (!("speechSynthesis" in window)) document.querySelectorAll("[data-listen]").forEach(function (b) { b.hidden = true; });
    showContrast();
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.textSize) {
      size = Math.min(3, Math.max(-1, size + parseInt(button.dataset.textSize, 10)));
      store.set("co-chu", String(size));
      showSize();
    } else if ("contrast" in button.dataset) {
      var high = root.dataset.contrast !== "high";
      if (high) { root.dataset.contrast = "high"; } else { delete root.dataset.contrast; }
      showContrast();
      store.set("tuong-phan", high ? "cao" : "");
    } else if ("copyLink" in button.dataset) {
      copy(location.href.split("#")[0], button);
    } else if (button.dataset.copyText) {
      copy(button.dataset.copyText, button);
    } else if ("copyFrom" in button.dataset) {
      var source = document.getElementById(button.dataset.copyFrom);
      if (source) copy(source.innerText.trim(), button);
    } else if ("print" in button.dataset) {
      window.print();
    } else if ("listen" in button.dataset) {
      listen(button);
    }
  });
})();
