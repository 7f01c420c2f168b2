/** What the page does by itself where scripts run: search, filter, sort, open and fold. */

/**
 * Plain JavaScript of every browser since 2022. It makes no markup of text, sends nothing, and changes the order and the
 * visibility of what is there; it is allowed by its hash, so that nothing else on the page can run.
 */
export const script = `
"use strict";
(() => {
  const form = document.querySelector("form.tools");
  const output = form.querySelector("output");
  const articles = [...document.querySelectorAll("article")];
  const table = document.querySelector("table.images");
  const rows = table === null ? [] : [...table.tBodies];
  const first = new Map([...articles, ...rows].map((item, index) => [item, index]));
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const chosen = (name) => form.elements[name].value;

  const show = (items, names, words) => {
    const wanted = names.map((name) => [name, chosen(name)]).filter(([, value]) => value !== "");
    let shown = 0;
    for (const item of items) {
      const fits = wanted.every(([name, value]) => item.dataset[name] === value) && words.every((word) => textOf(item).includes(word));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    return shown;
  };
  const apply = () => {
    const words = chosen("words").toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const found = show(articles, ["kind", "rule"], words);
    const images = show(rows, ["registry", "pin", "state"], words);
    for (const section of document.querySelectorAll("#findings, #known, #waived"))
      section.hidden = section.querySelector("article:not([hidden])") === null;
    output.textContent = found + " of " + articles.length + " entries of findings, " + images + " of " + rows.length + " images";
  };

  const compare = (a, b) => (a === "" ? 1 : 0) - (b === "" ? 1 : 0) || (isNaN(a) || isNaN(b) ? (a < b ? -1 : a > b ? 1 : 0) : a - b);
  const arrange = (items, keyOf, direction) => {
    const keys = new Map(items.map((item) => [item, keyOf(item)]));
    const isBlank = (item) => keys.get(item) === "";
    const sorted = items.toSorted((a, b) => (isBlank(a) || isBlank(b) ? 1 : direction) * compare(keys.get(a), keys.get(b)) || first.get(a) - first.get(b));
    for (const item of sorted) item.parentNode.append(item);
  };
  const order = () => {
    const by = chosen("order");
    for (const section of document.querySelectorAll("#findings, #known, #waived"))
      arrange(articles.filter((article) => article.parentNode === section), by === "" ? () => "0" : (article) => article.dataset[by], 1);
  };

  const heads = table === null ? [] : [...table.tHead.rows[0].cells];
  const sortBy = (head, index) => {
    const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    arrange(rows, (row) => row.rows[0].cells[index].dataset.key, direction);
  };
  for (const [index, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(head, index));
    head.append(button);
  }

  const details = () => [...document.querySelectorAll("details")];
  const opener = form.elements.open;
  opener.addEventListener("click", () => {
    const isOpen = opener.getAttribute("aria-pressed") !== "true";
    opener.setAttribute("aria-pressed", String(isOpen));
    for (const one of details()) one.open = isOpen;
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = details().filter((one) => !one.open);
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  let timer;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target.name === "order") order();
    else timer = setTimeout(apply, event.target.name === "words" ? 100 : 0);
  });
  form.addEventListener("reset", () => setTimeout(() => {
    for (const head of heads) head.removeAttribute("aria-sort");
    arrange(rows, () => "0", 1);
    order();
    apply();
  }));
  form.hidden = false;
  apply();
})();
`;
