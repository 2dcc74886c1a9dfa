// Large type and dark: remembered on this device, set before the first paint.
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem("bgt-" + name) === "on"; } catch { return false; } };
  const keep = (name, on) => { try { localStorage.setItem("bgt-" + name, on ? "on" : "off"); } catch { /* not kept */ } };
  const set = (name, on) => {
    root.classList.toggle(name, on);
    if (name === "dark") document.body?.classList.toggle("dark", on);
    document.querySelectorAll(`[data-switch=${name}]`).forEach((b) => b.setAttribute("aria-pressed", String(on)));
  };
  const all = () => ["large", "dark"].forEach((name) => set(name, kept(name)));
  if (window.top !== window.self) root.classList.add("framed");
  all();
  document.addEventListener("DOMContentLoaded", all);
  window.addEventListener("storage", all);  // the report in its frame follows the page around it
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-switch]") : null;
    if (!button) return;
    const name = button.dataset.switch;
    keep(name, !root.classList.contains(name));
    set(name, kept(name));
  });
})();

// The reading room: a sentence that is clicked can be copied with its link; the outline follows what is read.
(() => {
  const start = () => {
    const print = document.querySelector("[data-print]");
    const pick = document.querySelector(".pick");
    if (!print || !pick) return;
    print.hidden = false;
    print.addEventListener("click", () => window.print());
    let chosen = null;
    const choose = (sentence) => {
      chosen?.classList.remove("chosen");
      chosen = sentence;
      pick.hidden = !sentence;
      pick.querySelector("span").textContent = "";
      if (!sentence) return;
      sentence.classList.add("chosen");
      sentence.parentElement.after(pick);
    };
    document.querySelector("main")?.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || event.target.closest(".pick") || String(getSelection())) return;
      const sentence = event.target.closest(".s");
      choose(sentence === chosen ? null : sentence);
    });
    pick.addEventListener("click", async (event) => {
      const what = event.target instanceof Element ? event.target.dataset.pick : "";
      if (!what || !chosen) return;
      const at = location.origin + pick.dataset.at + `?start=${chosen.dataset.s}&end=${chosen.dataset.e}#hl`;
      const whole = [...document.querySelectorAll(`.s[data-s="${chosen.dataset.s}"]`)].map((part) => part.textContent).join("");
      try {
        await navigator.clipboard.writeText(what === "link" ? at : whole);
        pick.querySelector("span").textContent = pick.dataset.copied;
      } catch { pick.querySelector("span").textContent = what === "link" ? at : whole; }
    });
    const links = new Map([...document.querySelectorAll(".room nav a")].map((link) => [link.getAttribute("href").slice(1), link]));
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        document.querySelectorAll(".room nav a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
        const link = links.get(entry.target.id);
        link?.setAttribute("aria-current", "location");
        const nav = link?.closest("nav");
        if (link && nav && nav.scrollHeight > nav.clientHeight) nav.scrollTop = link.offsetTop - nav.offsetTop - nav.clientHeight / 3;
      }
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const id of links.keys()) { const heading = document.getElementById(id); if (heading) seen.observe(heading); }
  };
  document.addEventListener("DOMContentLoaded", start);
})();
