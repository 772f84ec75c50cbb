// Draws a large workflow in a running Maru and measures how smoothly the designer opens, moves and is edited.
// node measure/designer.mjs --address http://localhost:8080 --email admin@example.com --password … [--desk IT]
import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    address: { type: "string", default: "http://localhost:8080" },
    email: { type: "string" },
    password: { type: "string" },
    desk: { type: "string", default: "IT" },
    statuses: { type: "string", default: "60" },
    transitions: { type: "string", default: "150" },
    trace: { type: "string" },
  },
});
const statusCount = Number(options.statuses);
const transitionCount = Number(options.transitions);

/** The same at every run: a long way through, short cuts, ways back, some from several statuses or from any. */
function largeWorkflow(name) {
  let seed = 20261122;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const key = (number) => `status_${number}`;
  const category = (number) =>
    number === 0 ? "new" : number >= statusCount - 4 ? "done" : number % 5 === 0 ? "waiting" : "active";
  const statuses = Array.from({ length: statusCount }, (_, number) => ({
    key: key(number),
    name: { ko: `${number + 1}번째 상태`, en: `Status number ${number + 1}` },
    category: category(number),
  }));
  const transitions = Array.from({ length: transitionCount }, (_, number) => {
    const along = number < statusCount - 1;
    const start = along ? number : random(statusCount - 5);
    const target = along
      ? number + 1
      : Math.max(1, Math.min(statusCount - 1, start + random(9) - 3 || start + 1));
    const to = target === start ? target + 1 : target;
    const others = number % 15 === 14 ? [key((start + 2) % (statusCount - 5))].filter((one) => one !== key(to)) : [];
    const ends = category(to) === "done";
    return {
      key: `transition_${number}`,
      name: { ko: `${number + 1}번째 전환`, en: `Transition ${number + 1}` },
      from: number % 40 === 39 ? [] : [...new Set([key(start), ...others])],
      to: key(to),
      customer: false,
      onCustomerComment: false,
      screen: ends ? [{ field: "resolution", required: true }] : [],
      set: {},
      style: "default",
      conditions: [],
      validators: [],
      postFunctions: [],
    };
  });
  return { name, initial: key(0), statuses, transitions };
}

const browser = await chromium.launch({
  executablePath: [process.env.MARU_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  ),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage({ baseURL: options.address, viewport: { width: 1440, height: 900 } });

async function ask(method, path, body, version) {
  const { status, text } = await page.evaluate(
    async ([how, where, sent, match]) => {
      const token = decodeURIComponent(/XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? "");
      const response = await fetch(where, {
        method: how,
        headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": token, ...(match && { "If-Match": match }) },
        ...(sent && { body: sent }),
      });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body && JSON.stringify(body), version === undefined ? undefined : `"${version}"`],
  );
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

await page.goto("/sign-in");
await page.locator("input[autocomplete=current-password]").waitFor();
await ask("POST", "/api/session", { email: options.email, password: options.password });
const name = { ko: "큰 워크플로", en: `Large workflow ${Date.now()}` };
const at = `/api/desks/${options.desk}/workflows`;
const { id } = await ask("POST", at, { name });
const { version } = await ask("GET", `${at}/${id}/draft`);
await ask("PUT", `${at}/${id}/draft`, largeWorkflow(name), version);
const { problems } = await ask("GET", `${at}/${id}/draft/review`);
if (problems.length > 0) console.log(`The workflow has ${problems.length} problems, such as: ${problems[0].message}`);

const rows = [];

/** Does something and keeps how long each frame and each task meanwhile took. */
async function measured(what, act) {
  await pause(1500);
  if (options.trace && what.startsWith("drag a status")) await browser.startTracing(page, { path: options.trace });
  await page.evaluate(() => {
    const frames = [];
    const tasks = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ entryTypes: ["longtask"] });
    let before;
    let running = true;
    const frame = (now) => {
      if (before !== undefined) frames.push(now - before);
      before = now;
      if (running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    globalThis.measuring = () => {
      running = false;
      for (const { duration } of observer.takeRecords()) tasks.push(duration);
      observer.disconnect();
      return { frames, tasks };
    };
  });
  await act();
  const { frames, tasks } = await page.evaluate(() => globalThis.measuring());
  if (options.trace && what.startsWith("drag a status")) await browser.stopTracing();
  const sorted = frames.toSorted((one, other) => one - other);
  const part = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  rows.push({
    what,
    "median ms": part(0.5).toFixed(1),
    "p95 ms": part(0.95).toFixed(1),
    "longest ms": (sorted.at(-1) ?? 0).toFixed(1),
    "longest task ms": Math.max(0, ...tasks).toFixed(0),
  });
}

const nodes = page.locator(".react-flow__node");

async function drawn() {
  await nodes.nth(statusCount - 1).waitFor();
  await page.locator(".react-flow__edge").nth(statusCount).waitFor();
}

async function moved(from, to, steps) {
  for (let step = 1; step <= steps; step++) {
    const share = step / steps;
    await page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    await pause(8);
  }
}

await page.goto(`/admin/desks/${options.desk}/workflows`);
const link = page.getByRole("link", { name: name.en }).or(page.getByRole("link", { name: name.ko })).last();
await link.waitFor();
await pause(1000);
const opening = await page.evaluate(() => performance.now());
await measured("open from the list", async () => {
  await link.click();
  await drawn();
});
const opened = (await page.evaluate(() => performance.now())) - opening - 1500;
const pane = await page.locator(".react-flow").boundingBox();
const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };

await measured("pan", async () => {
  const start = { x: pane.x + 12, y: pane.y + 12 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await moved(start, { x: start.x + 300, y: start.y + 200 }, 60);
  await moved({ x: start.x + 300, y: start.y + 200 }, start, 60);
  await page.mouse.up();
});
await measured("zoom", async () => {
  await page.mouse.move(middle.x, middle.y);
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn < 20 ? -60 : 60);
    await pause(12);
  }
});
for (const [what, number] of [["drag a status", 20], ["drag a status again", 31]]) {
  const box = await page.locator(`.react-flow__node[data-id="status_${number}"]`).boundingBox();
  const grip = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(grip.x, grip.y);
  await measured(what, async () => {
    await page.mouse.down();
    await moved(grip, { x: grip.x + 160, y: grip.y + 60 }, 60);
    await moved({ x: grip.x + 160, y: grip.y + 60 }, { x: grip.x + 30, y: grip.y + 20 }, 60);
  });
  await measured(`${what}: letting go, saving`, async () => {
    await page.mouse.up();
    await pause(2500);
  });
}
await measured("choose a status", async () => {
  await page.locator('.react-flow__node[data-id="status_25"]').click();
  await pause(1000);
});
await browser.close();

console.log(`${statusCount} statuses, ${transitionCount} transitions; ready ${opened.toFixed(0)} ms after the click`);
console.table(rows);
process.exit(0);
