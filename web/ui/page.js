// The chat page's own behaviour. What is typed is never lost; nothing moves but what the reader asked to move.
const $ = (selector, within = document) => within.querySelector(selector);
const phone = window.matchMedia("(max-width: 60rem)");
const store = {
  get: (name) => { try { return sessionStorage.getItem("bgt-" + name) || ""; } catch { return ""; } },
  set: (name, value) => { try { value ? sessionStorage.setItem("bgt-" + name, value) : sessionStorage.removeItem("bgt-" + name); } catch { /* not kept */ } },
};
const words = () => JSON.parse($("#bgt-words")?.dataset.words || "{}");
const box = () => $("#question textarea, #question input");
const put = (question) => {
  const field = box();
  if (!field) return;
  field.value = question.slice(0, 500);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const send = (question) => { put(question); setTimeout(() => $("#send")?.click(), 120); };

// One bar above the box says what happened, in Chinese, and what can be done about it.
const bar = (told, action, run) => {
  const at = $("#bgt-bar");
  if (!at) return;
  at.textContent = told;
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action;
    button.addEventListener("click", () => { bar(""); run(); });
    at.append(button);
  }
  at.hidden = !told;
};

// The report opens beside the answer: on a phone as a sheet that closes back to it.
const panel = () => $("#reader-panel");
let opener = null;
const showMark = (frame) => {
  const inside = frame.contentWindow;
  const mark = inside.document.getElementById("hl");
  if (mark) inside.scrollTo(0, mark.getBoundingClientRect().top + inside.scrollY - inside.innerHeight * 0.35);
};
const closeReader = () => {
  panel()?.classList.remove("open");
  opener?.focus({ preventScroll: true });
  opener = null;
};
const cite = (event, link) => {
  const frame = $("iframe[name=reader]");
  if (frame) {  // replaced in place: a citation is no page to go back to
    event.preventDefault();
    // Without its #hl: a browser would scroll this page too, to bring the mark into view.
    frame.addEventListener("load", () => showMark(frame), { once: true });
    frame.contentWindow.location.replace(link.href.split("#")[0]);
  }
  if (phone.matches) {
    opener = link;
    panel()?.classList.add("open");
    $("[data-close-reader]", panel())?.focus();
  }
};

// Under each answer: copy with its source, ask again, change the question, share, and say whether it helped.
const copied = async (value) => {
  try { await navigator.clipboard.writeText(value); } catch {
    const area = document.createElement("textarea");
    area.value = value;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};
const rate = async (turn, rating, reason) => {
  const told = $(".thanks", turn);
  try {
    const answer = await fetch("/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ answer_id: turn.dataset.answer, rating, reason: reason || "" }),
    });
    told.textContent = answer.ok ? words().thanks : words().not_kept;
    if (answer.ok) turn.querySelectorAll("[data-act=up],[data-act=down]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.act === rating)));
  } catch { told.textContent = words().offline; }
};
const acts = {
  copy: async (turn) => { await copied(turn.dataset.copy); $(".thanks", turn).textContent = words().copied; },
  again: (turn) => send(turn.dataset.question),
  edit: (turn) => { put(turn.dataset.question); box()?.focus(); },
  share: async (turn) => {
    const url = location.origin + "/?q=" + encodeURIComponent(turn.dataset.question);
    if (navigator.share && phone.matches) { try { await navigator.share({ title: document.title, url }); } catch { /* closed */ } return; }
    await copied(url);
    $(".thanks", turn).textContent = words().link_copied;
  },
  up: (turn) => rate(turn, "up"),
  down: (turn) => { const why = $(".why", turn); why.hidden = !why.hidden; if (!why.hidden) { rate(turn, "down"); $("button", why)?.focus(); } },
  why: (turn, button) => { rate(turn, "down", button.textContent); $(".why", turn).hidden = true; },
};

document.documentElement.lang = "zh-CN";
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-close-reader]")) return closeReader();
  const link = event.target.closest("a.cite");
  if (link) return cite(event, link);
  const act = event.target.closest("[data-act]");
  if (act) return acts[act.dataset.act]?.(act.closest(".turn"), act);
  if (event.target.closest("#clear")) remember();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeReader(); });

// 重新开始 can be undone: what this browser kept is kept once more.
const KEPT = "bgt-conversation";
const remember = () => {
  try {
    const before = localStorage.getItem(KEPT);
    if (!$(".turn") || !before) return;
    store.set("undo", before);
    bar(words().cleared, words().undo, () => { localStorage.setItem(KEPT, store.get("undo")); location.reload(); });
  } catch { /* nothing is kept here */ }
};

// A question on its way is kept until its answer is there: a line that breaks, a reload, loses nothing.
const asking = (question) => {
  store.set("asking", question);
  clearTimeout(asking.timer);
  if (question) asking.timer = setTimeout(() => { if (store.get("asking") === question) unanswered(question); }, 30000);
};
const unanswered = (question, told) => bar(told || words().unanswered, words().again, () => send(question));
document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target : null;
  if (!at?.closest("#send") && !at?.closest(".chips button")) return;
  const question = at.closest("#send") ? box()?.value.trim() : at.textContent.trim();
  hold(event, question);
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target !== box()) return;
  hold(event, box().value.trim());
}, true);
const hold = (event, question) => {
  if (!question) return;
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopImmediatePropagation();
    put(question);
    store.set("asking", question);
    return unanswered(question, words().offline);
  }
  bar("");
  asking(question);
};
window.addEventListener("offline", () => bar(words().offline));
window.addEventListener("online", () => { const question = store.get("asking"); question ? unanswered(question) : bar(""); });
document.addEventListener("paste", (event) => {
  if (event.target !== box()) return;
  const pasted = event.clipboardData?.getData("text") || "";
  if (box().value.length + pasted.length > 500) setTimeout(() => bar(words().cut), 0);
});

// Gradio's own notices are in English and lie over the page: what they say is said in the bar.
const notices = () => {
  const toast = $(".toast-body, .toast-wrap [role=alert]");
  if (!toast || toast === notices.seen) return;
  notices.seen = toast;
  const question = store.get("asking") || box()?.value || "";
  const told = (toast.innerText.match(/[\u4e00-\u9fff][^\n]*/) || [""])[0];
  if (question) unanswered(question, navigator.onLine ? told || words().unanswered : words().offline);
};

// The newest answer comes into view; the box stays at the foot of the window, and the focus where it is of use.
const watch = () => {
  const turns = document.querySelectorAll(".turn");
  const last = turns[turns.length - 1];
  if (!last || last === watch.shown) return;
  watch.shown = last;
  if (last.dataset.question === store.get("asking")) {
    asking("");
    bar("");
    if (!phone.matches) box()?.focus({ preventScroll: true });
    else if (document.activeElement === document.body) last.focus({ preventScroll: true });
  }
  if (turns.length > 1) last.scrollIntoView({ block: "start", behavior: "instant" });
};

// Once Gradio's page stands, the box that was there before hands over what was typed, and what was asked is asked.
const ready = () => {
  const field = box();
  // Gradio draws the box before it hears what is asked in it: its first own call has come back when it does.
  if (!field || !$("#send") || ready.done || !($("[data-restored]") || ready.late)) return;
  ready.done = true;
  const typed = $("#shell-q")?.value.trim() || "";
  const had = document.activeElement === $("#shell-q");
  document.documentElement.classList.add("ready");
  const shared = store.get("q");
  store.set("q", "");
  if (shared) return send(shared);
  if (typed) put(typed);
  if (had) field.focus();
  const lost = store.get("asking");
  if (lost) setTimeout(() => { if (store.get("asking") === lost) { put(lost); unanswered(lost); } }, 1500);
};
const look = () => { ready(); watch(); notices(); };
new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", look);
setTimeout(() => { ready.late = true; look(); }, 20000);  // whatever that call has met
