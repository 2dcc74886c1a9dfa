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
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-switch]") : null;
    if (!button) return;
    const name = button.dataset.switch;
    keep(name, !root.classList.contains(name));
    set(name, kept(name));
  });
})();
