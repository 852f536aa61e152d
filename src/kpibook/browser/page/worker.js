// Python in a worker. The page sends the files with each press, and nothing is kept between two.
let python = null;
let presses = 0;

// The one file carries its parts with it; then there is nothing to fetch, and no way to.
async function load(parts) {
  if (!parts) {
    const { loadPyodide } = await import("./pyodide/pyodide.mjs");
    const archive = await (await fetch("./kpibook.zip")).arrayBuffer();
    return [await loadPyodide({ env: environment() }), archive];
  }
  const types = { wasm: "application/wasm", mjs: "text/javascript", json: "application/json", zip: "application/zip" };
  const blob = (name) => new Blob([parts[name]], { type: types[name.split(".").pop()] });
  self.fetch = async (address) => {
    const name = String(address.url || address).split("/").pop();
    if (!parts[name]) throw new Error(`There is no network here: ${name}`);
    return new Response(blob(name));
  };
  const { loadPyodide } = await import(URL.createObjectURL(blob("pyodide.mjs")));
  const { default: createPyodideModule } = await import(URL.createObjectURL(blob("pyodide.asm.mjs")));
  const lockFileContents = await blob("pyodide-lock.json").text();
  const indexURL = "https://kpibook.invalid/";
  return [await loadPyodide({ indexURL, createPyodideModule, lockFileContents, env: environment() }), parts["kpibook.zip"]];
}

const environment = () => ({ HOME: "/home/pyodide", TZ: Intl.DateTimeFormat().resolvedOptions().timeZone });

async function begin(parts) {
  const [loaded, archive] = await load(parts);
  loaded.unpackArchive(archive, "zip", { extractDir: "/site" });
  loaded.runPython("import sys; sys.path.insert(0, '/site'); from kpibook.browser.press import press");
  python = loaded;
  self.postMessage({ kind: "ready" });
}

function press({ key, request, files }) {
  const folder = `/desk${++presses}`;
  python.FS.mkdir(folder);
  try {
    for (const { name, bytes } of files) python.FS.writeFile(`${folder}/${name}`, new Uint8Array(bytes));
    const answer = JSON.parse(python.globals.get("press")(key, folder, JSON.stringify(request)));
    const results = (answer.files || []).map((path) => ({ name: path.split("/").pop(), bytes: python.FS.readFile(`${folder}/${path}`).buffer }));
    self.postMessage({ kind: "answer", answer, files: results }, results.map((file) => file.bytes));
  } finally {
    python.runPython(`import shutil; shutil.rmtree("${folder}", ignore_errors=True)`);
  }
}

function why(error) {
  const text = String(error && (error.message || error.name) || error);
  if (/memory|RangeError|allocation|out of bounds/i.test(text)) {
    return "The browser has no more memory for this task. Nothing was changed. Work on fewer or smaller workbooks at a time, or use kpibook on the command line. [out-of-memory]";
  }
  return `kpibook stopped: ${text.slice(-500)}`;
}

self.onmessage = async ({ data }) => {
  try {
    if (data.kind === "start") await begin(data.parts);
    else press(data);
  } catch (error) {
    self.postMessage({ kind: "died", why: why(error) });
  }
};
