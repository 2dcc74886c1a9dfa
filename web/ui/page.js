// The report opens beside the answer: on a phone as a sheet that closes back to it. Nothing else moves.
const phone = window.matchMedia("(max-width: 60rem)");
const panel = () => document.getElementById("reader-panel");
let opener = null;
const showMark = (frame) => {
  const inside = frame.contentWindow;
  const mark = inside.document.getElementById("hl");
  if (mark) inside.scrollTo(0, mark.getBoundingClientRect().top + inside.scrollY - inside.innerHeight * 0.35);
};
const closeReader = () => {
  panel()?.classList.remove("open");
  opener?.focus();
  opener = null;
};
document.documentElement.lang = "zh-CN";
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-close-reader]")) return closeReader();
  const link = event.target.closest("a.cite");
  if (!link) return;
  const frame = document.querySelector("iframe[name=reader]");
  if (frame) {  // replaced in place: a citation is no page to go back to
    event.preventDefault();
    // Without its #hl: a browser would scroll this page too, to bring the mark into view.
    frame.addEventListener("load", () => showMark(frame), { once: true });
    frame.contentWindow.location.replace(link.href.split("#")[0]);
  }
  if (phone.matches) {
    opener = link;
    panel()?.classList.add("open");
    panel()?.querySelector("[data-close-reader]")?.focus();
  }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeReader(); });

// The newest answer comes into view; the box stays at the foot of the window.
const watch = () => {
  const turns = document.querySelectorAll(".turn");
  const last = turns[turns.length - 1];
  if (last && last !== watch.shown) {
    watch.shown = last;
    if (turns.length > 1) last.scrollIntoView({ block: "start", behavior: "instant" });
  }
};
// A shared question (/?q=…) is asked once the page is there.
const shared = () => { try { return sessionStorage.getItem("bgt-q"); } catch { return null; } };
const askShared = () => {
  const question = shared();
  const box = document.querySelector("#question textarea, #question input");
  const send = document.querySelector("#send");
  if (!question || !box || !send || askShared.done) return;
  askShared.done = true;
  sessionStorage.removeItem("bgt-q");
  box.value = question.slice(0, 500);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => send.click(), 150);
};
new MutationObserver(() => { watch(); askShared(); }).observe(document.documentElement, { childList: true, subtree: true });
