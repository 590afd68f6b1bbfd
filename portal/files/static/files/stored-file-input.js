/* Sends a picked file to the upload door and keeps its id in the form. */
(function () {
  "use strict";
  function token(form) {
    var field = form && form.querySelector("input[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }
  document.addEventListener("change", function (event) {
    var pick = event.target;
    if (!pick.matches || !pick.matches("[data-stored-file] [data-pick]") || !pick.files.length) return;
    var box = pick.closest("[data-stored-file]");
    var now = box.querySelector("[data-now]");
    var error = box.querySelector("[data-error]");
    var data = new FormData();
    data.append("file", pick.files[0]);
    error.hidden = true;
    now.textContent = "Đang tải lên và kiểm tra “" + pick.files[0].name + "”…";
    fetch(box.dataset.address, { method: "POST", body: data, headers: { "X-CSRFToken": token(pick.form) } })
      .then(function (answer) {
        return answer.json().catch(function () { return { error: "Máy chủ không nhận tệp này (mã " + answer.status + ")." }; });
      })
      .catch(function () { return { error: "Mất kết nối khi tải lên. Mời thử lại." }; })
      .then(function (answer) {
        pick.value = "";
        if (!answer.id) {
          now.textContent = "Chưa có tệp mới.";
          error.textContent = answer.error;
          error.hidden = false;
          return;
        }
        var field = box.querySelector("input[type=hidden]");
        field.value = answer.id;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        now.textContent = "";
        var link = document.createElement("a");
        link.href = answer.url;
        link.textContent = answer.name;
        now.appendChild(link);
      });
  });
})();
