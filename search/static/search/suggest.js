// What search adds to pages: lines below every search box while one types, and the list of what is like a record
// in the place of the link to it. Without it the form and the link work as before.
(function () {
  "use strict";
  const PAUSE = 150;

  function attach(form, index) {
    const input = form.querySelector("input[name=q]");
    if (!input) return;
    const list = document.createElement("ul");
    list.id = "suggestions-" + index;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Gợi ý");
    list.hidden = true;
    form.appendChild(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.autocomplete = "off";

    let timer = 0;
    let running = null;
    let chosen = -1;

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(step) {
      const options = list.children;
      if (list.hidden || !options.length) return;
      if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
      chosen = (chosen + step + options.length) % options.length;
      options[chosen].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[chosen].id);
    }

    function show(lines) {
      list.replaceChildren();
      lines.forEach(function (line, at) {
        const option = document.createElement("li");
        option.id = list.id + "-" + at;
        option.className = "suggestion";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        if (line.number) {
          const number = document.createElement("span");
          number.className = "symbol";
          number.textContent = line.number;
          option.append(number, " ");
        }
        option.append(line.text);
        if (line.note) {
          const note = document.createElement("span");
          note.className = "suggestion-note";
          note.textContent = line.note;
          option.append(" ", note);
        }
        // Before the box loses focus, or the list would be gone when the press ends.
        option.addEventListener("mousedown", function (event) {
          event.preventDefault();
          window.location.assign(line.url);
        });
        option.dataset.url = line.url;
        list.append(option);
      });
      chosen = -1;
      list.hidden = !lines.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    function ask() {
      const typed = input.value.trim();
      if (running) running.abort();
      if (typed.length < 2) return close();
      running = new AbortController();
      fetch(form.dataset.suggest + "?q=" + encodeURIComponent(typed), { signal: running.signal, credentials: "omit" })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (found) { show(found.suggestions); })
        .catch(function () { close(); });
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return;
        event.preventDefault();
        choose(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") {
        close();
      } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
        event.preventDefault();
        window.location.assign(list.children[chosen].dataset.url);
      }
    });
    input.addEventListener("blur", close);
  }

  document.querySelectorAll("form[data-suggest]").forEach(attach);

  function fill(place) {
    fetch(place.dataset.similar, { credentials: "omit" })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (html) {
        const link = place.querySelector("p");
        if (html && link) link.outerHTML = html;
      })
      .catch(function () {});
  }

  // Only for who reads as far as that: most pages are left before.
  const seen = "IntersectionObserver" in window && new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) return;
      seen.unobserve(entry.target);
      fill(entry.target);
    });
  }, { rootMargin: "400px" });
  if (seen) document.querySelectorAll("[data-similar]").forEach(function (place) { seen.observe(place); });
})();
