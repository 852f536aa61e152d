// The page: files in, a button pressed, the answer shown. Python runs in a worker, so that the page
// stays awake and a task can be cancelled.
const byId = (id) => document.getElementById(id);
const LARGEST = 100 * 1024 * 1024;
const chosen = { books: [], figures: [], others: [] };
const several = { books: true, figures: false, others: true };
let worker = null;
let isReady = false;
let hasRun = false;
let began = 0;
let clock = 0;
let links = [];

function say(text) {
  byId("state").textContent = text;
}

function setReady(ready) {
  isReady = ready;
  for (const button of document.querySelectorAll("[data-key]")) {
    button.setAttribute("aria-disabled", String(!ready));
  }
}

function start(text) {
  setReady(false);
  byId("cancel").hidden = true;
  clearInterval(clock);
  say(text);
  worker = kpibookWorker();
  worker.onmessage = ({ data }) => hear[data.kind](data);
  worker.onerror = (event) => {
    event.preventDefault();
    stopped("kpibook could not start in this browser: " + (event.message || "it gave no reason"));
  };
}

const hear = {
  ready() {
    hasRun = true;
    setReady(true);
    say("Ready.");
  },
  answer({ answer, files }) {
    finish();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(answer.refused || answer.fault ? "Nothing was done." : `Done in ${seconds} seconds.`);
    show(answer, files);
  },
  died({ why }) {
    stopped(why);
  },
};

function finish() {
  clearInterval(clock);
  byId("cancel").hidden = true;
  setReady(true);
}

// Python cannot go on after it ran out of memory: a new worker takes its place.
function stopped(why) {
  worker.terminate();
  clearInterval(clock);
  byId("cancel").hidden = true;
  setReady(false);
  if (hasRun) start("Starting again.");
  else say("kpibook is not running.");
  show({ refused: why }, []);
}

async function press(button) {
  if (!isReady) {
    say(began && !byId("cancel").hidden ? "Still working. Wait, or press Cancel." : "Not ready yet. Wait a few seconds.");
    return;
  }
  const all = [...chosen.books, ...chosen.figures, ...chosen.others];
  const refused = whyNot(all);
  if (refused) {
    say("Nothing was done.");
    show({ refused }, []);
    return;
  }
  const texts = {};
  for (const field of button.closest(".task").querySelectorAll("[name]")) {
    if (field.type === "checkbox" ? field.checked : field.value.trim()) texts[field.name] = field.value;
  }
  setReady(false);
  began = performance.now();
  byId("cancel").hidden = false;
  const label = button.textContent;
  say(`${label}: working.`);
  clock = setInterval(() => say(`${label}: working, ${Math.round((performance.now() - began) / 1000)} seconds.`), 5000);
  const asked = worker;
  try {
    const files = await Promise.all(all.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })));
    if (asked !== worker) return;
    const request = { books: names(chosen.books), figures: names(chosen.figures)[0] || null, others: names(chosen.others), texts };
    worker.postMessage({ kind: "press", key: button.dataset.key, request, files }, files.map((file) => file.bytes));
  } catch (error) {
    finish();
    say("Nothing was done.");
    show({ refused: `A file could not be read: ${error.message} Choose it again: it may have changed since you chose it.` }, []);
  }
}

// What would not fit into the memory is not read at all; Python refuses everything else.
function whyNot(files) {
  const large = files.find((file) => file.size > LARGEST);
  return large ? `${large.name} is larger than 100 MB, which is too much for the page. Use kpibook on the command line for it. [file-too-large]` : "";
}

const names = (files) => files.map((file) => file.name);

function cancel() {
  worker.terminate();
  start("Cancelled. Nothing was changed. Starting again.");
}

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function show(answer, files) {
  for (const link of links) URL.revokeObjectURL(link);
  links = [];
  const parts = byId("parts");
  parts.replaceChildren();
  byId("headline").textContent = answer.headline || (answer.fault ? "A fault in kpibook" : "Not done");
  if (answer.refused) parts.append(make("p", answer.refused, { class: "refused" }));
  if (answer.fault) {
    parts.append(make("p", "This is a fault in kpibook. Please report these lines; they may hold words of your files.", { class: "refused" }));
    parts.append(make("pre", answer.fault));
  }
  if (files.length) {
    parts.append(downloads(files));
    parts.append(make("p", "To go on with a result, download it and choose it under Workbooks: the page still has the files that you chose."));
  }
  for (const sentence of answer.sentences || []) parts.append(make("p", sentence));
  for (const note of answer.notes || []) parts.append(make("p", `Note: ${note}`));
  for (const group of answer.findings || []) parts.append(findings(group));
  for (const sheet of answer.sheets || []) parts.append(table(sheet));
  byId("answer").hidden = false;
  byId("headline").focus();
}

function downloads(files) {
  const list = make("ul", "", { id: "files" });
  for (const { name, bytes } of files) {
    const link = URL.createObjectURL(new Blob([bytes]));
    links.push(link);
    const item = make("li");
    item.append(make("a", `Download ${name}`, { href: link, download: name }), ` (${size(bytes.byteLength)})`);
    list.append(item);
  }
  return list;
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function findings(group) {
  const part = make("section", "", { class: "finding" });
  part.append(make("h3", group.heading));
  const list = make("ul");
  for (const item of group.items) list.append(make("li", item));
  part.append(list);
  return part;
}

function table(sheet) {
  const scroll = make("div", "", { class: "scroll", tabindex: "0", role: "region", "aria-label": sheet.caption });
  const drawn = make("table");
  drawn.append(make("caption", sheet.caption));
  const head = make("tr");
  for (const text of sheet.header) head.append(text ? make("th", text, { scope: "col" }) : make("td"));
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  for (const row of sheet.rows) {
    const line = make("tr");
    row.forEach((text, number) => line.append(number ? make("td", text) : make("th", text, { scope: "row" })));
    body.append(line);
  }
  drawn.append(top, body);
  scroll.append(drawn);
  if (!sheet.folded) return scroll;
  const fold = make("details");
  fold.append(make("summary", `${sheet.caption} (${sheet.rows.length})`), scroll);
  return fold;
}

function choose(kind, files) {
  if (!files.length) return;
  chosen[kind] = several[kind] ? [...files] : [files[0]];
  list(kind);
}

function list(kind) {
  byId(`${kind}-list`).replaceChildren(...chosen[kind].map((file) => make("li", `${file.name} (${size(file.size)})`)));
}

// A dropped workbook is one to work on; a table is one of figures, unless that place is taken.
function kindOf(file) {
  const name = file.name.toLowerCase();
  if (/\.xls[xm]$/.test(name)) return "books";
  if (/\.(toml|docx)$/.test(name)) return "others";
  return chosen.figures.length ? "others" : "figures";
}

function dropped(files) {
  for (const file of files) {
    const kind = kindOf(file);
    chosen[kind] = several[kind] ? [...chosen[kind], file] : [file];
    list(kind);
  }
  say(`${files.length} ${files.length === 1 ? "file" : "files"} dropped.`);
}

function clear() {
  for (const kind of Object.keys(chosen)) {
    chosen[kind] = [];
    byId(kind).value = "";
    list(kind);
  }
  say(isReady ? "The files are cleared. Ready." : "The files are cleared.");
}

for (const kind of Object.keys(chosen)) byId(kind).addEventListener("change", (event) => choose(kind, event.target.files));
for (const button of document.querySelectorAll("[data-key]")) button.addEventListener("click", () => press(button));
byId("cancel").addEventListener("click", cancel);
byId("clear").addEventListener("click", clear);
const drop = byId("drop");
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); dropped(event.dataTransfer.files); });
// A file that misses the place for it would otherwise replace the page.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
start("Starting. This takes a few seconds.");
