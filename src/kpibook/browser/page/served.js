// How the served page gets its worker, and what lets it open again without a network.
function kpibookWorker() {
  const made = new Worker("./worker.js", { type: "module" });
  made.postMessage({ kind: "start", parts: null });
  return made;
}
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("./service_worker.js").catch(() => {});
}
