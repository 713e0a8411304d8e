// What the pages do besides being read: keys, drawing on sight, files dropped anywhere on the field.
// Everything here is a convenience; each page works without it.
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll(".row")];
  let here = -1;

  function go(step) {
    const all = rows();
    if (!all.length) return;
    here = Math.min(Math.max(here + step, 0), all.length - 1);
    all.forEach((row, i) => row.classList.toggle("here", i === here));
    const row = all[here];
    const target = row.querySelector("a, summary, button") || row;
    target.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    row.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  function open() {
    const row = rows()[here];
    const proof = row && row.querySelector("details.open-proof");
    if (proof) proof.open = !proof.open;
    return Boolean(proof);
  }

  function follow() {
    const row = rows()[here];
    if (row && row.dataset.open) location.assign(row.dataset.open);
  }

  // Yes or no to the question of this row, and on to the next.
  function answer(value) {
    const row = rows()[here];
    const button = row && row.querySelector(`form.answers button[name="answer"][value="${value}"]`);
    if (!button) return false;
    button.click();
    go(1);
    return true;
  }

  // What was found meanwhile: shown by itself only where nobody has begun to read or to answer.
  document.addEventListener("looked", () => {
    const begun = here >= 0 || scrollY > 0 || typing(document.activeElement);
    const open = document.querySelector("details[open], dialog[open], .htmx-request");
    if (!begun && !open) location.reload();
  });

  const typing = (target) =>
    target.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const keys = document.getElementById("keys");
    if (keys && keys.open) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "o") follow();
    else if (event.key === "?" && keys) keys.showModal();
    else if (event.key === "/") document.querySelector(".find input").focus();
    else if (event.key === "Enter" && event.target.closest(".who a, .row") && open()) {
      // The link under the focus is followed with "o"; enter opens the proof.
    } else if (!("yn".includes(event.key) && answer(event.key === "y" ? "yes" : "no"))) return;
    event.preventDefault();
  });

  // A drawing made on the server becomes one that tells its numbers under the pointer.
  async function load(name) {
    const [path, version] = document.body.dataset.vendor.split("?");
    await new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = path + name + (version ? "?" + version : "");
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  async function draw(figure) {
    if (!window.Plot) {
      await load("d3.min.js");
      await load("plot.min.js");
    }
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const cells = [...figure.querySelectorAll("tbody tr")].reverse();
    const gaps = cells
      .map((row) => ({ order: row.cells[0].textContent, days: Number(row.cells[1].textContent) }))
      .filter((gap) => gap.days > 0);
    const usual = Number(figure.dataset.usual);
    const alarm = Number(figure.dataset.alarm || 0);
    gaps.push({ order: "now", days: Math.round(Number(figure.dataset.open)), now: true });
    const box = figure.querySelector(".drawing");
    const plot = window.Plot.plot({
      width: box.clientWidth,
      height: 190,
      marginLeft: 34,
      style: { background: "transparent", color: colour("--quiet"), fontSize: "12px" },
      x: { axis: null, domain: gaps.map((_, i) => i), padding: 0.3 },
      y: { label: "days", grid: false, ticks: 4 },
      marks: [
        window.Plot.barY(gaps, {
          x: (_, i) => i,
          y: "days",
          fill: (gap) => (gap.now ? colour("--accent") : colour("--quiet")),
          title: (gap) => (gap.now ? `${gap.days} days until now` : `${gap.days} days before ${gap.order}`),
          tip: { fill: colour("--raised") },
        }),
        window.Plot.ruleY([0], { stroke: colour("--quiet") }),
        window.Plot.ruleY([usual], { stroke: colour("--ink"), strokeDasharray: "1 3" }),
        window.Plot.text([usual], {
          y: (d) => d, frameAnchor: "left", dy: -7, dx: 3, textAnchor: "start",
          text: () => `usual: ${Math.round(usual)} days`, fill: colour("--quiet"),
          stroke: colour("--paper"), strokeWidth: 4,
        }),
        ...(alarm
          ? [
              window.Plot.ruleY([alarm], { stroke: colour("--warning"), strokeDasharray: "4 3" }),
              window.Plot.text([alarm], {
                y: (d) => d, frameAnchor: "left", dy: -7, dx: 3, textAnchor: "start",
                text: () => `we would ask from ${Math.round(alarm)} days`, fill: colour("--warning"),
                stroke: colour("--paper"), strokeWidth: 4,
              }),
            ]
          : []),
      ],
    });
    // Its own style element is refused by the pages' policy; ours says the same.
    plot.querySelectorAll("style").forEach((each) => each.remove());
    plot.setAttribute("aria-hidden", "true");
    box.replaceChildren(plot);
  }

  const figures = document.querySelectorAll("figure[data-plot]");
  if (figures.length && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        seen.unobserve(entry.target);
        draw(entry.target).catch(() => undefined);
      }
    });
    figures.forEach((figure) => seen.observe(figure));
  }

  const drop = document.querySelector(".drop");
  if (drop) {
    const field = drop.querySelector("input[type=file]");
    // When each file was changed last goes with it: a page that names no day holds from then.
    drop.addEventListener("formdata", (event) => {
      for (const file of field.files) event.formData.append("changed", String(file.lastModified));
    });
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) {
          field.files = event.dataTransfer.files;
          drop.requestSubmit();
        }
      });
    }
  }
})();
