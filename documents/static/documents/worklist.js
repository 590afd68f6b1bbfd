/* Keys for deciding proposed relations. The screen works without this file. */
(function () {
  "use strict";
  var root = document.querySelector("[data-worklist]");
  if (!root) return;
  var sent = false;
  // Long quotes scroll in their box: show the words that are the evidence first.
  var quote = root.querySelector(".worklist__quote"), mark = quote && quote.querySelector("mark");
  if (mark) quote.scrollTop += mark.getBoundingClientRect().top - quote.getBoundingClientRect().top - 48;

  function typing(target) { return target.closest("textarea, select, input, [contenteditable]"); }
  function dialog() {
    return Array.from(document.querySelectorAll("[role=dialog]")).some(function (each) { return each.getClientRects().length; });
  }
  function walk(step) {
    var links = Array.from(root.querySelectorAll("[data-list] a"));
    var at = links.findIndex(function (link) { return link.getAttribute("aria-current"); });
    var next = links[at + step];
    if (next) window.location.href = next.href;
    return Boolean(next);
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || dialog()) return;
    var key = event.key.toUpperCase(), done = false;
    if (key === "J" || key === "K") done = walk(key === "J" ? 1 : -1);
    else if (key === "U") { var undo = root.querySelector("[data-undo] button"); if (undo) { undo.click(); done = true; } }
    else if (/^[A-Z]$/.test(key)) { var one = root.querySelector('[data-key="' + key + '"]'); if (one) { one.click(); done = true; } }
    if (done) event.preventDefault();
  });
  // One decision a proposal, however long the key is held.
  root.addEventListener("submit", function (event) {
    if (sent) { event.preventDefault(); return; }
    sent = true;
  });
})();
