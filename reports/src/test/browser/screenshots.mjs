// Takes the screenshots of the sample reports: docs/samples/make calls it.
//
//   node screenshots.mjs FOLDER
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.CONFORMANCE_BROWSER_MODULES, "package.json"));
const { chromium } = require("playwright-core");

const folder = resolve(process.argv[2]);
const profile = mkdtempSync(join(tmpdir(), "cilium-conformance-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function shot(file, hash, colorScheme, name, height) {
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1120, height });
  await page.emulateMedia({ colorScheme });
  await page.goto(pathToFileURL(join(folder, file)).href + hash);
  await page.waitForSelector("html[data-ready]");
  await page.waitForTimeout(300);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, name) });
  await page.close();
}

await shot("faulty/report.html", "", "light", "faulty.png", 780);
await shot("faulty/report.html", "#network-policy.default-deny.egress", "dark", "behavior.png", 440);
await shot("conformant/report.html", "", "light", "conformant.png", 680);
await browser.close();
rmSync(profile, { recursive: true, force: true });
