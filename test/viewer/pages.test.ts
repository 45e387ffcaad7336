import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { Answers, openTarget } from "../../viewer/api/index.ts";
import { readPage, startViewer, type Viewer } from "../../viewer/server/index.ts";
import { readDataset } from "../../app/export/index.ts";
import { succeed, workplace } from "../cli/harness/command.ts";
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
import { ClusterAnswers } from "./cluster-answers.ts";
import { HOSTILE_NAME, smallRun } from "./small-run.ts";

const place = workplace();
let browser: Browser;
let viewer: Viewer;
let ofCluster: Viewer;
let ofExport: Viewer;
const cluster = new ClusterAnswers();

/** Every page, and what it shows of the run. */
const pages = [
  { hash: "#/runs?beside=no", shows: ["1 of 1 done", "src/app.py", HOSTILE_NAME] },
  { hash: "#/trajectory", shows: ["requirements", "plan", "trained"] },
  {
    hash: `#/trajectory?file=${encodeURIComponent(HOSTILE_NAME)}`,
    shows: ["</script><script>", "U+202E"],
  },
  {
    hash: "#/search?file=src%2Fapp.py",
    shows: ["no thoughts", "first thoughts", "kept", "offline"],
  },
  { hash: "#/search?file=src%2Fapp.py&side=leaks", shows: [/repeats|gives away|No text of this/] },
  { hash: "#/repository?file=src%2Fapp.py", shows: ["src/util.py", "Imports 1", "Counter"] },
  { hash: "#/data", shows: ["Languages, by characters of code", "Tokens of code"] },
] as const;

/** Pages that a report leaves out: they ask for windows of the log, or for another run. */
const served = [
  { hash: "#/runs", shows: ["Files of both", "Same in both", "src/app.py", HOSTILE_NAME] },
  { hash: "#/search?file=src%2Fapp.py&side=arms", shows: ["one standard error"] },
  { hash: "#/replay", shows: ["run.opened", "today's agents send the same", "Body"] },
  { hash: "#/replay?seq=40&view=causes", shows: ["Led to it", "Sent when it was handled"] },
  { hash: "#/replay?seq=40&view=agent", shows: ["What leads out of it", "Context"] },
  { hash: "#/pool", shows: ["Services of the run", "scorer", "author", "answers"] },
] as const;

beforeAll(async () => {
  if (skipsChromium) return;
  const out = await smallRun(place.at("repo"), place.at("out"));
  const [page, target] = await Promise.all([readPage(), openTarget(out)]);
  const answers = new Answers({ run: target, other: target });
  viewer = await startViewer({ page, answers });
  // The first question about an agent folds the log and loads what that takes.
  await answers.ask("divergences", {});
  const data = place.at("data");
  await succeed(["export", out, "--format", "documents", "--to", data]);
  ofExport = await startViewer({
    page,
    answers: new Answers({ dataset: await readDataset(data) }),
  });
  ofCluster = await startViewer({ page, answers: cluster });
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  for (const server of [viewer, ofCluster, ofExport]) await server?.close();
});

describe.each(views)("in $width pixels, $theme", (view) => {
  test("every page shows its data, without an error, and is accessible", async () => {
    const { page, problems } = await openTab(browser, view);
    const all = [
      ...[...pages, ...served].map((entry) => ({ ...entry, url: viewer.url })),
      {
        url: ofCluster.url,
        hash: "#/pool",
        shows: [
          "3 of 40 done",
          "REPOSITORY_UNREACHABLE",
          "Nobody plays",
          "onerror",
          "U+202E",
          "83 %",
        ],
      },
      { url: ofExport.url, hash: "#/data", shows: ["Export as documents", "README.md", "Quality"] },
    ];
    for (const { url, hash, shows } of all) {
      await page.goto(`${url}/${hash}`);
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
  await page.getByText("Files of both").waitFor();
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

test("a reader walks a log by keyboard, and sees each agent in its state", async () => {
  const { page, problems } = await openTab(browser, { width: 1280, theme: "light" });
  await page.goto(`${viewer.url}/#/replay`);
  const position = page.locator(".scrubber-place");
  await position.filter({ hasText: "1 of" }).waitFor();
  // Keys are listened to once the page is drawn, which what it asks for is later than.
  await page.getByRole("heading", { name: "Body", exact: true }).waitFor();
  for (const key of ["j", "j", "ArrowRight", "k"]) await page.keyboard.press(key);
  await position.filter({ hasText: "3 of" }).waitFor();
  await page.keyboard.press("G");
  await page.locator('.message-row[aria-current="true"]').waitFor();
  expect(page.url()).toMatch(/seq=\d{2,}/);

  // The agent of a message in the middle: the chart has every state, one of them is current.
  await page.goto(`${viewer.url}/#/replay?seq=40&view=agent`);
  await page.locator(".state-current").first().waitFor();
  expect(await page.locator(".state-box").count()).toBeGreaterThan(3);
  const step = await page.locator(".agent-steps .aside").innerText();
  await page.getByRole("button", { name: "Its next step" }).click();
  await page.locator(".agent-steps .aside").filter({ hasNotText: step }).waitFor();
  await page.keyboard.press("c");
  await page.getByText("Led to it").waitFor();
  await page.keyboard.press("m");
  await page.getByRole("heading", { name: "Body", exact: true }).waitFor();

  // Playing moves on by itself, and filters leave only what passes.
  await page.goto(`${viewer.url}/#/replay?seq=1`);
  await position.filter({ hasText: "1 of" }).waitFor();
  await page.keyboard.press(" ");
  await position.filter({ hasNotText: /^1 of/ }).waitFor();
  await page.keyboard.press(" ");
  await page.getByLabel("Kind").selectOption("scorer.scored");
  await page.locator(".message-kind").filter({ hasText: "scorer.scored" }).first().waitFor();
  expect(new Set(await page.locator(".message-kind").allInnerTexts())).toEqual(
    new Set(["scorer.scored"]),
  );
  expect(problems).toEqual([]);
  await page.context().close();
});

test("the page of a cluster looks again and again, and is the only one without a run", async () => {
  const { page, problems } = await openTab(browser, { width: 1280, theme: "light" });
  await page.goto(ofCluster.url);
  await page.getByText("3 of 40 done").waitFor();
  expect(await page.locator("nav a").allInnerTexts()).toEqual(["Pool"]);
  const before = cluster.looks;
  await expect.poll(() => cluster.looks, { timeout: 20_000 }).toBeGreaterThan(before + 1);
  expect(problems).toEqual([]);
  await page.context().close();
});

test("texts of messages are text, and a blob opens where it is named", async () => {
  const { page, problems } = await openTab(browser, { width: 1280, theme: "dark" });
  await page.goto(`${viewer.url}/#/replay?kind=graph.surveyed`);
  await page.locator(".message-row").first().click();
  const blob = page.getByRole("button", { name: /blob [0-9a-f]{12}/ }).first();
  await blob.click();
  await page.locator(".json-blob").first().waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test("lines of a file show what they cost the scorer, and names lead to what defines them", async () => {
  const { page, problems } = await openTab(browser, { width: 1280, theme: "light" });
  await page.goto(`${viewer.url}/#/trajectory?show=writes`);
  const written = page.locator("article").filter({ hasText: "src/app.py" });
  await written.getByRole("button", { name: "Surprise of its lines" }).first().click();
  await page.getByText("cost most without thoughts").waitFor();
  expect(await page.locator(".surprise").count()).toBe(2);
  await page.goto(`${viewer.url}/#/trajectory?show=thoughts`);
  const link = page.locator("a.name-link").first();
  await link.waitFor();
  expect(await link.getAttribute("href")).toMatch(/file=.*line=\d+/);
  expect(problems).toEqual([]);
  await page.context().close();
});

test("a report opens from disk with every page of the run in it", async () => {
  const target = await openTarget(place.at("out"));
  const { html, left } = await reportOf(await readPage(), new Answers({ run: target }));
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
