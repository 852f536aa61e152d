// How the one file gets its worker: from what it carries, because it may not load anything.
function kpibookWorker() {
  const bytes = (id) => Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0)).buffer;
  const made = new Worker(URL.createObjectURL(new Blob([bytes("part:worker.js")], { type: "text/javascript" })));
  const parts = {};
  for (const element of document.querySelectorAll("script[type='text/plain']")) parts[element.id.slice(5)] = bytes(element.id);
  made.postMessage({ kind: "start", parts }, Object.values(parts));
  return made;
}
