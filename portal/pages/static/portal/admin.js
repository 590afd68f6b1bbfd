/* File fields of the admin speak Vietnamese: a styled label picks, the field itself stays reachable by keyboard. */
(function () {
  "use strict";
  var count = 0;
  function dress(field) {
    if (field.dataset.dressed || field.closest(".file-pick") || field.multiple) return;
    field.dataset.dressed = "1";
    if (!field.id) { count += 1; field.id = "tep-" + count; }
    var box = document.createElement("span");
    box.className = "file-pick";
    field.parentNode.insertBefore(box, field);
    box.appendChild(field);
    var button = document.createElement("label");
    button.className = "file-pick__button";
    button.htmlFor = field.id;
    button.textContent = field.getAttribute("aria-label") || "Chọn tệp";
    var name = document.createElement("span");
    name.className = "file-pick__name";
    name.setAttribute("aria-live", "polite");
    function show() { name.textContent = field.files.length ? field.files[0].name : "Chưa chọn tệp nào"; }
    field.addEventListener("change", function () { setTimeout(show, 0); });
    box.appendChild(button);
    box.appendChild(name);
    if ("pick" in field.dataset) name.hidden = true;
    show();
  }
  function dressAll() { document.querySelectorAll('input[type="file"]').forEach(dress); }
  document.addEventListener("DOMContentLoaded", function () {
    dressAll();
    new MutationObserver(dressAll).observe(document.body, { childList: true, subtree: true });
  });
})();
