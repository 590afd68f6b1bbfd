// A filter or an order takes effect as soon as it is chosen; the buttons stay for everybody else.
(function () {
  "use strict";
  document.querySelectorAll("form[data-narrow]").forEach(function (form) {
    form.classList.add("is-quick");
    form.addEventListener("change", function () { form.submit(); });
  });
})();
