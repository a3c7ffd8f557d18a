// Opens the pages that PagesInBrowserIT has made, in a real browser, and tells one line of JSON for each check.
//
//   node pages.mjs FOLDER [PART OF A NAME]
//
// FOLDER holds the pages and what they were made of. CONFORMANCE_BROWSER_MODULES is where playwright-core and
// @axe-core/playwright are, CHROMIUM the browser.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.CONFORMANCE_BROWSER_MODULES, "package.json"));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

const folder = process.argv[2];
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 400, height: 800 };

function tell(name, problem) {
  console.log(JSON.stringify({ name, problem: problem === undefined ? null : String(problem) }));
}

/** Which checks to make, for whoever works on one: a part of their names. */
const only = process.argv[3] ?? "";

async function check(name, action) {
  if (!name.includes(only)) return;
  const begun = performance.now();
  try {
    await action();
    tell(name);
  } catch (error) {
    tell(name, error.stack ?? error);
  } finally {
    if (only !== "") console.error(`${Math.round(performance.now() - begun)} ms: ${name}`);
    for (const page of browser.pages().slice(1)) await page.close();
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

function same(actual, expected, what) {
  const is = JSON.stringify(actual);
  const should = JSON.stringify(expected);
  expect(is === should, `${what}: ${is} instead of ${should}`);
}

/** Somebody who would notice if a page asked for anything. */
const asked = [];
const listener = createServer((request, response) => {
  asked.push(request.url);
  response.end("x");
});
await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
const elsewhere = `http://127.0.0.1:${listener.address().port}`;

const address = (file, hash = "") => pathToFileURL(join(folder, file)).href + hash;

const profile = mkdtempSync(join(tmpdir(), "cilium-conformance-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

/** A tab that notes what the page says, asks for and is refused. */
async function tab(viewport = WIDE, colorScheme = "light", media = "screen") {
  const page = await browser.newPage();
  const seen = { errors: [], requests: [], refused: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("dialog", (dialog) => {
    seen.errors.push("dialog: " + dialog.message());
    dialog.dismiss();
  });
  page.on("request", (request) => seen.requests.push(request.url()));
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, media });
  return { page, seen };
}

async function open(file, hash, viewport, colorScheme) {
  const { page, seen } = await tab(viewport, colorScheme);
  await page.goto(address(file, hash));
  await page.waitForSelector("html[data-ready]", { timeout: 20_000 });
  return { page, seen };
}

async function violations(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((node) => node.target + " " + (node.failureSummary ?? "")).join(" | ")}`.slice(0, 1500));
}

/** Unfolds as much as somebody would look at. */
async function unfold(page) {
  await page.evaluate(() => {
    for (const area of [...document.querySelectorAll("details.area")].slice(0, 5)) area.open = true;
  });
  await page.waitForTimeout(50);
  await page.evaluate(() => {
    for (const row of [...document.querySelectorAll("details.behavior")].slice(0, 12)) row.open = true;
    for (const row of [...document.querySelectorAll("details.controls")].slice(0, 3)) row.open = true;
  });
  await page.waitForTimeout(50);
}

const pages = JSON.parse(readFileSync(join(folder, "pages.json"), "utf8"));

for (const file of pages.all) {
  await check(`${file}: opens from a file, quietly, and asks nobody`, async () => {
    const { page, seen } = await open(file);
    await unfold(page);
    same(seen.errors, [], "errors");
    same(seen.requests, [address(file)], "requests");
  });

  await check(`${file}: its security policy refuses whatever would leave it`, async () => {
    const { page } = await open(file);
    const outcome = await page.evaluate(async (elsewhere) => {
      const refused = [];
      document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
      const answered = await fetch(elsewhere + "/fetch").then(() => true, () => false);
      const image = new Image();
      image.src = elsewhere + "/x.png";
      document.body.append(image);
      const script = document.createElement("script");
      script.textContent = "window.injected = 1";
      document.body.append(script);
      const style = document.createElement("style");
      style.textContent = "body { background: url(" + elsewhere + "/y.png) }";
      document.head.append(style);
      const frame = document.createElement("iframe");
      frame.src = elsewhere + "/frame";
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { answered, injected: window.injected === 1, refused: [...new Set(refused)].sort() };
    }, elsewhere);
    same(outcome.answered, false, "an answer");
    same(outcome.injected, false, "an injected script ran");
    for (const directive of ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]) {
      expect(outcome.refused.includes(directive), `${directive} was not refused: ${outcome.refused}`);
    }
    same(asked, [], "requests that left");
  });

  for (const scheme of ["light", "dark"]) {
    await check(`${file}: axe finds nothing in the ${scheme}`, async () => {
      const { page } = await open(file, "", WIDE, scheme);
      await unfold(page);
      same(await violations(page), [], "violations");
      });
  }

  for (const viewport of [WIDE, NARROW]) {
    await check(`${file}: is no wider than ${viewport.width} pixels`, async () => {
      const { page } = await open(file, "", viewport);
      await unfold(page);
      const wide = await page.evaluate(() => ({
        by: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        who: [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.closest(".wide, svg, .away, .skip") === null)
          .slice(0, 5)
          .map((element) => element.tagName + "." + element.className),
      }));
      expect(wide.by <= 0, `${wide.by} pixels too wide: ${wide.who}`);
      });
  }

  await check(`${file}: prints without what is only for screens`, async () => {
    const { page } = await open(file);
    await page.emulateMedia({ media: "print" });
    same(await page.locator("header.bar").isVisible(), false, "the bar is visible");
    same(await page.locator("main").isVisible(), true, "the content is visible");
    const pdf = await page.pdf();
    expect(pdf.length > 5_000, "an empty print");
  });

  await check(`${file}: the keyboard reaches the content and the theme`, async () => {
    const { page } = await open(file);
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.className), "skip", "the first stop");
    await page.keyboard.press("Enter");
    same(await page.evaluate(() => document.activeElement.id), "page-main", "after skipping");
    await page.locator("#page-theme").focus();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const system = await background();
    await page.keyboard.press("Enter");
    same(await background(), system, "light, as the system is");
    await page.keyboard.press("Enter");
    expect((await background()) !== system, "dark looks like light");
    await page.keyboard.press("Enter");
    same(await background(), system, "back to the system's");
  });
}

/** What the document says, read by itself: the page must agree. */
function documentOf(file) {
  const document = JSON.parse(readFileSync(join(folder, file), "utf8"));
  const count = (verdict) => document.results.filter((result) => result.verdict === verdict).length;
  return { ...document, count };
}

const VERDICTS = ["DEVIATES", "INCONCLUSIVE", "LIFTED", "CONFORMS", "NOT_APPLICABLE"];

for (const { page: file, results } of pages.reports) {
  const document = documentOf(results);

  await check(`${file}: the numbers are those of the document`, async () => {
    const { page } = await open(file);
    const cells = await page.locator(".areas tfoot td.number").allTextContents();
    same(cells.slice(0, 5).map(Number), VERDICTS.map(document.count), "totals");
    same(Number(cells[5]), document.results.filter((result) => result.flaky).length, "flaky");
    const rows = await page.locator(".areas tbody tr").evaluateAll((list) =>
      list.map((row) => [row.querySelector("th").textContent, ...[...row.querySelectorAll("td.number")].map((cell) => Number(cell.textContent))]),
    );
    for (const [area, ...counts] of rows) {
      const mine = document.results.filter((result) => result.declaration.area === area);
      same(counts.slice(0, 5), VERDICTS.map((verdict) => mine.filter((result) => result.verdict === verdict).length), area);
    }
    const text = await page.locator("main").innerText();
    for (const fact of [document.environment.ciliumVersion, document.environment.kubernetesVersion, document.run.id]) {
      expect(text.includes(fact), `${fact} is not on the page`);
    }
    same(await page.locator(".simulated").count(), document.environment.simulated ? 1 : 0, "the mark of a simulated cluster");
  });

  await check(`${file}: everything broken is readable without scripts`, async () => {
    const { page } = await tab();
    await (await browser.newCDPSession(page)).send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.goto(address(file));
    const text = await page.locator("main").textContent();
    const broken = document.results.filter((result) => ["DEVIATES", "INCONCLUSIVE"].includes(result.verdict));
    for (const result of broken.slice(0, 1_000)) {
      expect(text.includes(result.declaration.id), `${result.declaration.id} is missing`);
      expect(text.includes(result.reason), `the reason of ${result.declaration.id} is missing`);
    }
    expect(text.includes("scripts are off"), "what is missing is not said");
  });

  await check(`${file}: a filter by verdict shows these alone`, async () => {
    const { page } = await open(file);
    for (const verdict of ["DEVIATES", "CONFORMS"].filter((one) => document.count(one) > 0)) {
      await page.locator(".chip", { hasText: verdict }).click();
      const expected = document.count(verdict);
      same(await page.locator("#page-list [role=status]").textContent(), `${expected.toLocaleString("en")} ${expected === 1 ? "behavior" : "behaviors"} of ${document.results.length.toLocaleString("en")}`, "status");
      const counts = await page.locator("#page-list .area > summary .count").allTextContents();
      same(counts.map(Number).reduce((sum, one) => sum + one, 0), expected, "in the groups");
      const first = page.locator("#page-list .area").first();
      if (!(await first.evaluate((group) => group.open))) await first.locator("> summary").click();
      await page.locator("#page-list .behavior > summary .badge").first().waitFor(); // a group is filled once it has opened
      const badges = await page.locator("#page-list .behavior > summary .badge:first-child").allTextContents();
      expect(badges.length > 0 && badges.every((badge) => badge.endsWith(verdict)), `shows ${[...new Set(badges)]}`);
      await page.locator(".chip", { hasText: verdict }).click();
    }
  });

  await check(`${file}: a search finds by id, statement and reason, and the keyboard works it`, async () => {
    const { page } = await open(file);
    const wanted = document.results[Math.floor(document.results.length / 2)];
    const fits = (words) =>
      document.results.filter((result) => {
        const text = [result.declaration.id, result.declaration.title, result.declaration.statement, result.reason, result.observation, result.declaration.area].join("\n").toLowerCase();
        return words.every((word) => text.includes(word));
      }).length;
    const status = page.locator("#page-list [role=status]");
    const shows = async (count) => {
      const words = `${count.toLocaleString("en")} ${count === 1 ? "behavior" : "behaviors"} of ${document.results.length.toLocaleString("en")}`;
      await page.waitForFunction((expected) => document.querySelector("#page-list [role=status]").textContent === expected, words, { timeout: 5_000 }).catch(async () => {
        throw new Error(`${await status.textContent()} instead of ${words}`);
      });
    };
    await page.keyboard.press("/");
    same(await page.evaluate(() => document.activeElement.id), "page-search", "the slash goes to the search");
    await page.keyboard.type(wanted.declaration.id.toUpperCase());
    await shows(fits([wanted.declaration.id.toLowerCase()]));
    const row = page.locator("#page-list details.behavior", { hasText: wanted.declaration.id }).first();
    expect(await row.isVisible(), "what was searched for is not shown at once");
    await row.locator("> summary").focus();
    await page.keyboard.press("Enter");
    await row.locator(".body").waitFor({ state: "visible", timeout: 5_000 });
    expect((await row.locator(".body").innerText()).includes(wanted.declaration.citation.document), "no citation");
    await page.locator("#page-search").focus();
    await page.keyboard.press("Escape");
    same(await page.locator("#page-search").inputValue(), "", "Escape empties the search");
    await page.keyboard.type("no-such-behavior-anywhere");
    await shows(0);
    await page.keyboard.press("Escape");
    const words = wanted.declaration.statement.toLowerCase().split(" ").slice(0, 3);
    await page.keyboard.type(words.join(" "));
    await shows(fits(words));
  });

  await check(`${file}: a link leads to one behavior, unfolded`, async () => {
    for (const verdict of VERDICTS.filter((one) => document.count(one) > 0)) {
      const wanted = document.results.filter((result) => result.verdict === verdict).at(-1);
      const { page } = await open(file, "#" + wanted.declaration.id);
      const row = page.locator(`[id="${wanted.declaration.id}"]`);
      await row.waitFor({ timeout: 5_000 });
      same(await row.count(), 1, `places for ${wanted.declaration.id}`);
      await page
        .waitForFunction((id) => document.getElementById(id).contains(document.activeElement), wanted.declaration.id, { timeout: 5_000 })
        .catch(() => expect(false, "the focus is elsewhere"));
      same(await row.evaluate((details) => details.open), true, "unfolded");
      const text = await row.innerText();
      expect(text.includes(wanted.declaration.statement), "no statement");
      expect(wanted.reason === undefined || text.includes(wanted.reason), "no reason");
      const box = await row.boundingBox();
      expect(box.y >= 0 && box.y < WIDE.height, `out of sight, at ${box.y}`);
    }
  });

  await check(`${file}: a matrix says in words what was expected and observed`, async () => {
    const wanted = document.results.find((result) => result.matrices.some((matrix) => matrix.cells.some((cell) => cell.expected.length > 0 && !cell.expected.includes(cell.observed))));
    if (wanted === undefined) return;
    const { page } = await open(file, "#" + wanted.declaration.id);
    const differing = wanted.matrices.flatMap((matrix) => matrix.cells).filter((cell) => cell.expected.length > 0 && !cell.expected.includes(cell.observed));
    const shown = await page.locator(`[id="${wanted.declaration.id}"] .outcome.differs`).allInnerTexts();
    same(shown.length, differing.length, "differing cells");
    expect(shown.every((text, index) => text.includes(differing[index].observed) && text.includes("expected " + differing[index].expected[0])), `shown as ${shown}`);
  });
}

for (const file of pages.hostile) {
  await check(`${file}: nothing of it runs, and it stays visible text`, async () => {
    const { page, seen } = await open(file);
    await unfold(page);
    const search = page.locator("#page-search");
    if ((await search.count()) > 0) await search.fill("hacked");
    await page.waitForTimeout(200);
    const state = await page.evaluate(() => ({
      hacked: window.hacked,
      scripts: document.scripts.length,
      elements: document.querySelectorAll("img, iframe, object, embed, form, base, link, video, audio, [onerror], [onclick], [style]").length,
      bad: [...document.querySelectorAll("a[href]")].map((link) => link.href).filter((href) => !/^(file|https):/.test(href)),
      hidden: /[\u0000-\u0008\u000b-\u001f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(document.querySelector("main").textContent.replaceAll("\n", " ")),
      polluted: {}.hacked !== undefined || Object.prototype.toString.call({}) !== "[object Object]",
      text: document.querySelector("main").textContent,
    }));
    same(state.hacked, undefined, "a script of the document ran");
    same(state.scripts, 2, "scripts");
    same(state.elements, 0, "elements that the page does not have");
    same(state.bad, [], "links to elsewhere");
    same(state.hidden, false, "characters that do not show");
    same(state.polluted, false, "prototypes were changed");
    expect(state.text.includes("<script>window.hacked=1</script>"), "the attack is not shown as text");
    expect(state.text.includes("\\u202e"), "marks of direction are not shown");
    expect(state.text.includes("more characters)"), "cuts are not said");
    same(seen.errors, [], "errors");
    same(seen.requests, [address(file)], "requests");
  });
}

await check(`${pages.large}: 5,000 behaviors open in under two seconds, and a group of them at once`, async () => {
  const times = [];
  for (let round = 0; round < 3; round++) {
    const { page } = await tab();
    const begun = performance.now();
    await page.goto(address(pages.large));
    await page.waitForSelector("html[data-ready]");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    times.push(Math.round(performance.now() - begun));
  }
  console.log(JSON.stringify({ note: `${pages.large} opened in ${times.join(", ")} ms` }));
  // The best of three: what else the machine does is no matter of the page.
  expect(Math.min(...times) < 2_000, `opened in ${times} ms`);
  const { page } = await open(pages.large);
  same(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false, "too wide");
  const begun = performance.now();
  await page.locator("#page-list .area > summary").first().click();
  await page.locator("#page-list .behavior").first().waitFor({ state: "visible" });
  const took = Math.round(performance.now() - begun);
  console.log(JSON.stringify({ note: `a group unfolded in ${took} ms` }));
  expect(took < 2_000, `unfolded in ${took} ms`);
  expect((await page.locator("#page-list .behavior").count()) <= 200, "everything is drawn at once");
  await page.locator("#page-list .more-rows").first().click();
  same(await page.locator("#page-list .behavior").count(), 400, "rows after asking for more");
  await page.close();
});

await check("somebody who listens is heard by a page without the policy", async () => {
  // Otherwise nobody asked because nobody could.
  writeFileSync(join(folder, "without-policy.html"), `<!DOCTYPE html><title>x</title><img src="${elsewhere}/heard">`);
  const { page } = await tab();
  await page.goto(address("without-policy.html"));
  same(asked, ["/heard"], "requests");
});

listener.close();
await browser.close();
rmSync(profile, { recursive: true, force: true });
tell("the script came to its end");
