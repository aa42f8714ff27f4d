"use strict";
// Filters the questions; the filter stands in the address after #, so that a view can be kept and sent.
(() => {
  const filter = document.getElementById("filter");
  if (!filter) return;
  const cards = [...document.querySelectorAll(".question")];
  const words = cards.map((card) => card.textContent.toLowerCase());
  const fields = [...filter.querySelectorAll("[name]")];
  const chosen = () => Object.fromEntries(fields.map((f) => [f.name, f.type === "checkbox" ? f.checked : f.value]));

  const fits = (card, text, want) =>
    (!want.words || text.includes(want.words.toLowerCase())) &&
    (!want.type || card.dataset.type === want.type) &&
    (!want.went || card.dataset.went.split(" ").includes(want.went)) &&
    (!want.differs || "differs" in card.dataset);

  const show = () => {
    const want = chosen();
    cards.forEach((card, at) => { card.hidden = !fits(card, words[at], want); });
    document.getElementById("questions").classList.toggle("brief", want.brief);
    const shown = cards.filter((card) => !card.hidden).length;
    document.getElementById("count").textContent = `${shown} of ${cards.length} questions`;
    return want;
  };

  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const target = document.getElementById(location.hash.slice(1));
    if (!target && location.hash && !fields.some((f) => asked.has(f.name))) return;
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = asked.has(field.name);
      else field.value = asked.get(field.name) ?? "";
    }
    show();
    if (target) target.scrollIntoView();
  };

  filter.addEventListener("input", () => {
    const kept = Object.entries(show()).filter(([, value]) => value);
    history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
  });
  addEventListener("hashchange", read);
  filter.hidden = false;
  read();
})();
