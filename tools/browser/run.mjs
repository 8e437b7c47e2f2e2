// One Chromium for a whole run, told what to do line by line: a JSON command in, a JSON answer out.
// Commands are the functions of `commands`; a page is named by the number that `open` gave.

import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [chromium, profile] = process.argv.slice(2);
const LIMIT = 120_000; // ms that a command may take
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await puppeteer.launch({
  executablePath: chromium,
  userDataDir: profile,
  protocolTimeout: LIMIT,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    // Nothing but the server of the test is reachable; a page that asks is seen, not served.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});

const pages = new Map();
let opened = 0;

// What goes on in a page while it is open.
async function watched(page) {
  const seen = { errors: [], violations: [], requests: [], failed: [], bytes: {} };
  const kinds = new Map();
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    if (/^(https?|wss?|ftp):/.test(request.url())) seen.requests.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.failed.push(response.url());
  });
  page.on("requestfailed", (request) => seen.failed.push(request.url()));
  await page.exposeFunction("mingzhangViolation", (said) => seen.violations.push(said));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      window.mingzhangViolation(`${event.violatedDirective}: ${event.blockedURI || event.sample}`),
    );
  });
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  session.on("Network.responseReceived", (event) => kinds.set(event.requestId, event.type));
  session.on("Network.loadingFinished", (event) => {
    const kind = kinds.get(event.requestId) ?? "Other";
    seen.bytes[kind] = (seen.bytes[kind] ?? 0) + event.encodedDataLength;
  });
  return seen;
}

// In the page: how things that take the focus look before they have it.
function rememberLooks() {
  const parts = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor",
                 "borderTopColor", "borderBottomColor", "color", "textDecorationLine"];
  window.mingzhangLook = (element) => parts.map((part) => getComputedStyle(element)[part]).join("|");
  window.mingzhangBefore = new WeakMap();
  document.activeElement?.blur();
  for (const one of document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]"))
    window.mingzhangBefore.set(one, window.mingzhangLook(one));
  window.mingzhangFirst = null;
}

// In the page: what has the focus; null where nothing has, or the walk came round.
function whatHasFocus() {
  const element = document.activeElement;
  if (!element || element === document.body || element === window.mingzhangFirst) return null;
  window.mingzhangFirst ??= element;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const before = window.mingzhangBefore.get(element);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    tag: element.tagName.toLowerCase(),
    id: element.id,
    name: (element.getAttribute("aria-label") || element.innerText || element.title ||
           element.labels?.[0]?.innerText || element.placeholder || "").trim().slice(0, 80),
    href: element.getAttribute("href"),
    shown: ringed || style.boxShadow !== "none" ||
           (before !== undefined && before !== window.mingzhangLook(element)),
    onscreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 &&
              box.top < innerHeight && box.left < innerWidth,
  };
}

// In the page: ms from a text's entry until an expression is true.
async function answered(selector, text, isTrue) {
  const field = document.querySelector(selector);
  field.focus();
  const started = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text }));
  const channel = new MessageChannel();
  while (!isTrue()) {
    if (performance.now() - started > 30_000) throw new Error(`never true: ${isTrue}`);
    await new Promise((resume) => {
      channel.port1.onmessage = resume;
      channel.port2.postMessage(0);
    });
  }
  return performance.now() - started;
}

const commands = {
  async open({ width, height, scheme, javascript }) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const seen = await watched(page);
    await page.setJavaScriptEnabled(javascript);
    pages.set(++opened, { page, seen, context });
    await commands.look({ page: opened, width, height, scheme });
    return opened;
  },
  async look({ page, width, height, scheme }) {
    const target = pages.get(page).page;
    await target.setViewport({ width, height, isMobile: width < 600, hasTouch: width < 600 });
    await target.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  },
  async goto({ page, url, until }) {
    await pages.get(page).page.goto(url, { waitUntil: until, timeout: LIMIT });
  },
  async axe({ page, rules }) {
    const target = pages.get(page).page;
    await target.evaluate(axe);
    return await target.evaluate(async (only) => {
      const options = { resultTypes: ["violations"], ...(only ? { runOnly: only } : {}) };
      const found = await window.axe.run(document, options);
      return found.violations.map((one) => ({
        rule: one.id,
        impact: one.impact,
        help: one.help,
        places: one.nodes.map((node) => `${node.target.join(" ")}: ${node.html.slice(0, 160)}`),
        why: one.nodes[0]?.failureSummary ?? "",
      }));
    }, rules);
  },
  async screenshot({ page, path, whole }) {
    await pages.get(page).page.screenshot({ path, fullPage: whole });
  },
  async press({ page, key, times }) {
    for (let count = 0; count < times; count++) await pages.get(page).page.keyboard.press(key);
  },
  async enter({ page, text }) {
    await pages.get(page).page.keyboard.type(text);
  },
  async click({ page, selector }) {
    await pages.get(page).page.click(selector);
  },
  async walk({ page, most }) {
    const target = pages.get(page).page;
    await target.evaluate(rememberLooks);
    const stops = [];
    while (stops.length < most) {
      await target.keyboard.press("Tab");
      const stop = await target.evaluate(whatHasFocus);
      if (!stop) break;
      stops.push(stop);
    }
    return stops;
  },
  async follow({ page, key }) {
    const target = pages.get(page).page;
    await Promise.all([target.waitForNavigation({ timeout: LIMIT }), target.keyboard.press(key)]);
    return target.url();
  },
  async until({ page, expression }) {
    const target = pages.get(page).page;
    const end = Date.now() + 30_000;
    while (!(await target.evaluate(`Boolean(${expression})`))) {
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await new Promise((resume) => setTimeout(resume, 20));
    }
  },
  async evaluate({ page, expression }) {
    return (await pages.get(page).page.evaluate(expression)) ?? null;
  },
  async answered({ page, selector, text, until }) {
    // A string, which the developer tools may evaluate whatever the policy of the page.
    const given = `${JSON.stringify(selector)}, ${JSON.stringify(text)}, () => (${until})`;
    return await pages.get(page).page.evaluate(`(${answered})(${given})`);
  },
  async seen({ page }) {
    return { ...pages.get(page).seen, url: pages.get(page).page.url() };
  },
  async close({ page }) {
    await pages.get(page).context.close();
    pages.delete(page);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await commands[command](given)) ?? null };
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
