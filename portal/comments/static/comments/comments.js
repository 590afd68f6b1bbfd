/* Brings the form of an opinion to where the reader is. Without it the same link opens the same form as a page. */
(function () {
  "use strict";
  var LOST = "Chưa gửi được: không liên lạc được với máy chủ. Những gì bạn viết vẫn còn đây; mời bạn thử lại sau ít phút.";
  var kept = {};

  function place(link) {
    var box = document.createElement("div");
    box.className = "comment-place";
    box.tabIndex = -1;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", link.textContent.trim());
    return box;
  }
  function closeButton() {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "tool comment-place__close";
    button.textContent = "Đóng";
    button.dataset.closeComment = "";
    return button;
  }
  function fill(box, html) {
    var read = new DOMParser().parseFromString(html, "text/html");
    var page = read.querySelector("main");
    box.replaceChildren(closeButton());
    Array.prototype.slice.call((page || read.body).childNodes).forEach(function (node) { box.appendChild(document.adoptNode(node)); });
    box.querySelectorAll("script, style, link, .receipt__back").forEach(function (node) { node.remove(); });
    box.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
    if (page) lower(box);
  }
  function lower(box) {
    // A page of its own becomes a part of this one, two steps down in the order of headings.
    box.querySelectorAll("h1, h2, h3").forEach(function (heading) {
      var lowered = document.createElement("h" + (Number(heading.tagName[1]) + 2));
      Array.prototype.slice.call(heading.attributes).forEach(function (each) { lowered.setAttribute(each.name, each.value); });
      if (heading.tagName === "H1") lowered.dataset.focus = "";
      lowered.className += " comment-place__h" + heading.tagName[1];
      lowered.replaceChildren.apply(lowered, Array.prototype.slice.call(heading.childNodes));
      heading.replaceWith(lowered);
    });
  }
  function isWhole(html) { return /<!doctype|<html[\s>]/i.test(html.slice(0, 200)); }
  function dress(link) {
    var address = link.dataset.formStyle;
    if (!address || document.querySelector('link[href="' + address + '"]')) return;
    var sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = address;
    document.head.appendChild(sheet);
  }
  function settle(box) {
    var target = box.querySelector("[data-focus], [role=alert], [aria-invalid=true]") || box;
    if (target !== box && !target.matches("input, textarea, select, a, button")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    var edge = box.getBoundingClientRect();
    if (edge.top < 0 || edge.top > window.innerHeight * 0.6) box.scrollIntoView({ block: "start" });
  }
  function open(link) {
    var box = kept[link.href];
    // Fields carry ids, so that only one form is on the page at a time.
    document.querySelectorAll(".comment-place").forEach(function (other) { leave(other); });
    if (box) {
      box.opener = link;
      (link.closest(".comment__links") || link).after(box);
      link.hidden = true;
      settle(box);
      return;
    }
    if (link.getAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    dress(link);
    fetch(link.href, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (html) {
      if (isWhole(html)) throw new Error("whole page");
      box = place(link);
      box.opener = link;
      fill(box, html);
      kept[link.href] = box;
      (link.closest(".comment__links") || link).after(box);
      link.hidden = true;
      link.removeAttribute("aria-busy");
      settle(box);
    }).catch(function () { location.href = link.href; });
  }
  function leave(box) {
    // What was typed stays with the form until it is sent; a receipt does not come back.
    if (box.querySelector("form textarea") === null) delete kept[box.opener.href];
    box.remove();
    box.opener.hidden = false;
  }
  function close(box) {
    leave(box);
    box.opener.focus();
  }
  function tell(box, words) {
    var note = box.querySelector("[data-lost]") || document.createElement("p");
    note.dataset.lost = "";
    note.className = "notice notice-warn";
    note.setAttribute("role", "alert");
    note.textContent = words;
    note.tabIndex = -1;
    var form = box.querySelector("form");
    form.parentNode.insertBefore(note, form);
    note.focus();
  }
  function send(form, box, button) {
    if (form.dataset.sending) return;
    form.dataset.sending = "1";
    var data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    if (button) button.setAttribute("aria-disabled", "true");
    fetch(form.action, {
      method: "POST", body: new URLSearchParams(data), credentials: "same-origin", headers: { "X-Requested-With": "fetch" }
    }).then(function (answer) {
      return answer.text().then(function (html) {
        var isReceipt = answer.ok && answer.redirected;
        if (answer.status >= 500 || !html.trim() || (isWhole(html) && !isReceipt)) throw new Error(String(answer.status));
        fill(box, html);
        settle(box);
      });
    }).catch(function () { tell(box, LOST); }).then(function () {
      delete form.dataset.sending;
      if (button) button.removeAttribute("aria-disabled");
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-comment-form]");
    if (link && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      open(link);
      return;
    }
    var closing = event.target.closest("[data-close-comment]");
    if (closing && closing.closest(".comment-place")) {
      event.preventDefault();
      close(closing.closest(".comment-place"));
    }
  });
  document.addEventListener("keydown", function (event) {
    var box = event.key === "Escape" && event.target.closest(".comment-place");
    if (box) close(box);
  });
  document.addEventListener("submit", function (event) {
    var box = event.target.closest(".comment-place");
    if (!box || event.target.method.toLowerCase() !== "post") return;
    event.preventDefault();
    send(event.target, box, event.submitter);
  });
})();
