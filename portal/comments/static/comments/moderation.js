/* Keys and a live preview for moderators. Every screen works without this file. */
(function () {
  "use strict";
  var root = document.querySelector("[data-mod]");
  if (!root) return;
  var form = root.querySelector("[data-mod-form]");
  var body = root.querySelector("[data-mod-body]");
  var CUT = "[đã lược]";

  function typing(target) {
    return target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]");
  }
  function chosen() { return form && form.querySelector("input[name=decision]:checked"); }
  function choose(key) {
    var radio = form && form.querySelector('input[name=decision][data-key="' + key + '"]');
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    radio.focus({ preventScroll: true });
    return true;
  }

  /* Places are counted in characters as the server counts them, not in the halves that JavaScript counts. */
  function characters(text) { return Array.from(text); }
  function selected() {
    var selection = window.getSelection();
    if (!body || !selection.rangeCount || selection.isCollapsed) return null;
    var range = selection.getRangeAt(0);
    if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
    var before = document.createRange();
    before.selectNodeContents(body);
    before.setEnd(range.startContainer, range.startOffset);
    var start = characters(before.toString()).length, text = range.toString();
    var head = text.length - text.replace(/^\s+/, "").length;
    text = text.trim();
    if (!text) return null;
    start += head;
    return { start: start, end: start + characters(text).length, text: text };
  }
  function cutSelection() {
    var place = selected();
    if (!place) return false;
    var list = form.querySelector("[data-mod-cuts]");
    var span = place.start + "-" + place.end;
    var known = list.querySelector('input[value="' + span + '"]');
    if (known) { known.checked = true; } else {
      var row = form.querySelector("[data-mod-cut-row]").content.cloneNode(true);
      row.querySelector("input").value = span;
      row.querySelector("q").textContent = place.text.slice(0, 70);
      row.querySelector("select").name = "cut-reason-" + span;
      list.appendChild(row);
    }
    window.getSelection().removeAllRanges();
    preview();
    return true;
  }
  function cuts() {
    return Array.from(form.querySelectorAll("input[name=cut]:checked"), function (each) {
      var ends = each.value.split("-");
      return [Number(ends[0]), Number(ends[1])];
    }).sort(function (one, other) { return one[0] - other[0]; });
  }
  function preview() {
    var shown = root.querySelector("[data-mod-preview]");
    if (!shown || !form || !body) return;
    var text = characters(body.textContent), place = 0, radio = chosen();
    shown.textContent = "";
    if (radio && ["forward", "refuse", "channel"].indexOf(radio.value) >= 0) {
      shown.textContent = "Không hiện trên trang.";
      return;
    }
    function say(words) { shown.appendChild(document.createTextNode(words)); }
    (radio && radio.value === "approve" ? [] : cuts()).forEach(function (cut) {
      if (cut[0] < place) { place = Math.max(place, cut[1]); return; }
      say(text.slice(place, cut[0]).join(""));
      var sign = document.createElement("span");
      sign.className = "mod-cut";
      sign.textContent = CUT;
      shown.appendChild(sign);
      place = cut[1];
    });
    say(text.slice(place).join(""));
  }

  function walk(step) {
    var links = Array.from(root.querySelectorAll("[data-mod-list] a"));
    if (!links.length) return;
    var at = links.findIndex(function (link) { return link.getAttribute("aria-current") || link === document.activeElement; });
    var next = links[Math.min(links.length - 1, Math.max(0, at + step))];
    if (root.classList.contains("mod--queue")) next.focus(); else if (next !== links[at]) window.location.href = next.href;
  }
  function reason(number) {
    var radio = chosen();
    if (radio && radio.value === "mask") {
      var selects = form.querySelectorAll("[data-mod-cuts] li:has(input:checked) select");
      var last = selects[selects.length - 1];
      if (last && last.options[number - 1]) last.selectedIndex = number - 1;
      return Boolean(last);
    }
    var found = form && form.querySelector('input[data-reason="' + number + '"]');
    if (!found || found.closest(".mod-part").offsetParent === null) return false;
    found.checked = true;
    return true;
  }
  function submit() {
    if (!form) return;
    var button = form.querySelector(".mod-submit");
    if (form.requestSubmit) form.requestSubmit(button); else button.click();
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); submit(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (Array.from(document.querySelectorAll("[role=dialog]")).some(function (each) { return each.getClientRects().length; })) return;
    var key = event.key.toUpperCase(), done = false;
    if (key === "J" || key === "K") { walk(key === "J" ? 1 : -1); done = true; }
    else if (key === "U") { var undo = root.querySelector("[data-mod-undo]"); if (undo) { undo.requestSubmit(); done = true; } }
    else if (/^[1-9]$/.test(key)) { done = reason(Number(key)); }
    else if (key === "L" && form) { var place = selected(); done = choose("L"); if (place && done) cutSelection(); }
    else if (/^[A-Z]$/.test(key)) { done = choose(key); }
    if (done) event.preventDefault();
  });
  if (form) {
    form.addEventListener("change", preview);
    // Pressing the letter takes the focus away from the text; the selection is read before that.
    form.addEventListener("submit", function () { form.querySelector(".mod-submit").setAttribute("aria-busy", "true"); });
    preview();
  }
})();
