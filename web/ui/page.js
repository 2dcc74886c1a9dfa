document.documentElement.lang = "zh-CN";
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.cite") : null;
  if (link && window.matchMedia("(max-width: 60rem)").matches) {
    document.getElementById("reader-panel")?.scrollIntoView({ behavior: "smooth" });
  }
});
