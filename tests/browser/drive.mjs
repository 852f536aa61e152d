// Drives the built page in a real browser: steps in JSON on standard input, what was seen in JSON on
// standard output.
import fs from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";

const { url, browser: kind, program, profile, steps, downloads, width = 1100 } = JSON.parse(fs.readFileSync(0, "utf8"));
const args = kind === "chrome" ? ["--no-sandbox", "--disable-gpu"] : [];
const browser = await puppeteer.launch({ browser: kind, executablePath: program, headless: true, userDataDir: profile, args, extraPrefsFirefox: { "browser.download.dir": downloads, "browser.download.folderList": 2, "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream" }, protocolTimeout: 300000 });
const page = await browser.newPage();
await page.setViewport({ width, height: 900 });
if (kind === "chrome") {
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
}
const requests = [];
const errors = [];
let taken = 0;
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => errors.push(String(error)));
page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });

const state = () => page.$eval("#state", (element) => element.textContent);
const said = (pattern, timeout = 90000) => page.waitForFunction((wanted) => new RegExp(wanted).test(document.getElementById("state").textContent), { timeout }, pattern);

const work = {
  async open() {
    const began = performance.now();
    await page.goto(url, { timeout: 240000 });
    await said("^Ready|not running");
    return { ...(await shown()), seconds: (performance.now() - began) / 1000 };
  },
  async choose(files) {
    for (const [id, paths] of Object.entries(files)) await (await page.$(`#${id}`)).uploadFile(...paths);
    return {};
  },
  async clear() {
    await page.click("#clear");
    return {};
  },
  async press({ key, texts = {}, wait = true }) {
    const before = await state();
    await page.$$eval("details", (all) => all.forEach((element) => { element.open = true; }));
    for (const [name, text] of Object.entries(texts)) {
      await page.$eval(`#${key}-${name}`, (field, value) => {
        if (field.type === "checkbox") field.checked = Boolean(value);
        else field.value = value;
      }, text);
    }
    await page.click(`[data-key="${key}"]`);
    if (!wait) return { before, state: await state() };
    await said("^Done|^Nothing was done|^Starting again|^kpibook is not running");
    return await shown();
  },
  async cancel() {
    await page.click("#cancel");
    const cancelled = await state();
    await said("^Ready");
    return { cancelled, state: await state() };
  },
  async until(pattern) {
    await said(pattern);
    return await shown();
  },
  async keyboard(count) {
    const order = [];
    for (let number = 0; number < count; number += 1) {
      await page.keyboard.press("Tab");
      order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.key || document.activeElement.textContent.trim().slice(0, 30)));
    }
    return { order };
  },
  async enter(key) {
    await page.focus(`[data-key="${key}"]`);
    await page.keyboard.press("Enter");
    await said("^Done|^Nothing was done");
    return { ...(await shown()), focus: await page.evaluate(() => document.activeElement.id) };
  },
  async kept() {
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active !== null);
    return { caches: await page.evaluate(async () => (await caches.keys())), stored: await page.evaluate(() => localStorage.length + sessionStorage.length), cookies: await page.evaluate(() => document.cookie) };
  },
  async axe(script) {
    // The page's policy forbids scripts from outside it; this one is run by the debugger.
    await page.evaluate(fs.readFileSync(script, "utf8"));
    const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return { passes: found.passes.length, faults: found.violations.map((fault) => [fault.id, fault.nodes.map((node) => node.html.slice(0, 200))]), width };
  },
  async print(file) {
    await page.pdf({ path: file, format: "A4", landscape: true });
    return {};
  },
  async picture(file) {
    await page.screenshot({ path: file, fullPage: true });
    return {};
  },
};

async function shown() {
  const names = await page.$$eval("#files a", (links) => links.map((link) => link.download)).catch(() => []);
  const files = [];
  for (const [number, name] of names.entries()) {
    const file = path.join(downloads, name);
    fs.rmSync(file, { force: true });
    await (await page.$$("#files a"))[number].click();
    for (let tries = 0; tries < 200 && !whole(file); tries += 1) await new Promise((done) => setTimeout(done, 50));
    const kept = path.join(downloads, `${(taken += 1)} ${name}`);
    fs.renameSync(file, kept);
    files.push({ name, file: kept });
  }
  return {
    state: await state(),
    headline: await page.$eval("#headline", (element) => element.textContent),
    text: await page.$eval("#parts", (element) => element.innerText),
    files,
  };
}

// A browser writes under another name until a download is whole; Firefox makes the empty file first.
function whole(file) {
  return fs.existsSync(file) && fs.statSync(file).size > 0 && !fs.existsSync(`${file}.part`) && !fs.existsSync(`${file}.crdownload`);
}

const results = [];
try {
  for (const [name, value] of steps) results.push(await work[name](value));
} catch (error) {
  results.push({ failed: String(error && error.stack || error), state: await state().catch(() => "") });
}
await browser.close();
process.stdout.write(JSON.stringify({ results, requests, errors }));
