import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { Answers, openTarget } from "../../viewer/api/index.ts";
import { readPage, startViewer, type Viewer } from "../../viewer/server/index.ts";
import { workplace } from "../cli/harness/command.ts";
import { skipsChromium } from "./browser/binary.ts";
import {
  expectAccessible,
  expectNoSidewaysScroll,
  launch,
  openTab,
  views,
} from "./browser/open.ts";
import { describe, test } from "./browser/required.ts";
import { reportOf } from "../../viewer/report/index.ts";
import { HOSTILE_NAME, smallRun } from "./small-run.ts";

const place = workplace();
let browser: Browser;
let viewer: Viewer;

/** Every page, and what it shows of the run. */
const pages = [
  { hash: "#/runs", shows: ["1 of 1 done", "src/app.py", HOSTILE_NAME] },
  { hash: "#/trajectory", shows: ["requirements", "plan", "trained"] },
  {
    hash: `#/trajectory?file=${encodeURIComponent(HOSTILE_NAME)}`,
    shows: ["</script><script>", "U+202E"],
  },
  {
    hash: "#/search?file=src%2Fapp.py",
    shows: ["no thoughts", "first thoughts", "kept", "offline"],
  },
  { hash: "#/repository?file=src%2Fapp.py", shows: ["src/util.py", "Imports 1", "Counter"] },
] as const;

beforeAll(async () => {
  if (skipsChromium) return;
  const out = await smallRun(place.at("repo"), place.at("out"));
  const [page, target] = await Promise.all([readPage(), openTarget(out)]);
  viewer = await startViewer({ page, answers: new Answers(target) });
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await viewer?.close();
});

describe.each(views)("in $width pixels, $theme", (view) => {
  test("every page shows its data, without an error, and is accessible", async () => {
    const { page, problems } = await openTab(browser, view);
    for (const { hash, shows } of pages) {
      await page.goto(`${viewer.url}/${hash}`);
      for (const text of shows)
        await page.getByText(text).filter({ visible: true }).first().waitFor();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

test("a reader walks a trajectory by keyboard", async () => {
  const { page, problems } = await openTab(browser, { width: 1280, theme: "light" });
  await page.goto(`${viewer.url}/`);
  await page.getByText("1 of 1 done").waitFor();
  await page.keyboard.press("2");
  await page.locator(".step-current").waitFor();
  await page.keyboard.press("n");
  await page.locator(".step-current.step-delegate").waitFor();
  const first = await page.locator(".step-current h2").innerText();
  await page.keyboard.press("n");
  await page.locator(".step-current h2").filter({ hasNotText: first }).waitFor();
  expect(page.url()).toMatch(/step=\d+/);

  // The address leads to the same step in another tab.
  const there = await openTab(browser, { width: 1280, theme: "light" });
  await there.page.goto(page.url());
  const [here, same] = [page, there.page].map((tab) => tab.locator(".step-current .anchor"));
  expect(await same?.innerText()).toBe(await here?.innerText());

  await page.keyboard.press("/");
  await page.keyboard.type("clamp");
  await page.locator("mark").first().waitFor();
  await page.keyboard.press("?");
  expect(problems).toEqual([]);
  await there.page.context().close();
  await page.context().close();
});

test("a thought is compared with its first version, and masked text looks different", async () => {
  const { page, problems } = await openTab(browser, { width: 1280, theme: "light" });
  await page.goto(`${viewer.url}/#/trajectory?show=changed`);
  await page.getByRole("button", { name: "Compare with the first" }).first().click();
  await page.locator(".diff ins, .diff del").first().waitFor();
  await page.goto(`${viewer.url}/#/trajectory?show=masked`);
  const masked = page.locator(".step.masked").first();
  await masked.waitFor();
  expect(await masked.innerText()).toContain("masked");
  await page.goto(`${viewer.url}/#/trajectory?show=all`);
  const style = (selector: string): Promise<unknown> =>
    page.evaluate(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).borderLeftStyle`,
    );
  await page.locator(".step.trained").first().waitFor();
  expect(await style(".step.trained")).toBe("solid");
  expect(problems).toEqual([]);
  await page.context().close();
});

test("a report opens from disk with every page of the run in it", async () => {
  const target = await openTarget(place.at("out"));
  const { html, left } = await reportOf(await readPage(), new Answers(target));
  expect(left).toBe(0);
  // What ends an element in a repository's text must not end one of the report's.
  expect(html.match(/<script/g)?.length).toBe(html.match(/<\/script>/g)?.length);
  expect(html).not.toContain("alert(2)</script>");
  await writeFile(place.at("report.html"), html);
  const { page, problems } = await openTab(browser, { width: 1280, theme: "light" });
  await page.context().setOffline(true);
  for (const { hash, shows } of pages) {
    await page.goto(`${pathToFileURL(place.at("report.html")).href}${hash}`);
    for (const text of shows)
      await page.getByText(text).filter({ visible: true }).first().waitFor();
  }
  expect(problems).toEqual([]);
  await page.context().close();
});
