import { chromium, type Browser, type Page } from "playwright-core";

/** The browser to measure in. */
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** What one page took. */
export interface PageFigures {
  /** Milliseconds from the start of the navigation until the content was in the document. */
  readonly content: number;
  /** Frames a second while it was scrolled. */
  readonly frames: number;
  /** Bytes of the script's heap after it was scrolled through. */
  readonly heap: number;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
}

/**
 * Opens a page in a tab of its own, waits for its content, scrolls for a while and looks at its
 * memory.
 *
 * @param content selector of what the reader came for
 * @param scroller selector of what is scrolled; the window itself when it is not there
 */
export async function measurePage(
  browser: Browser,
  url: string,
  { content, scroller }: { readonly content: string; readonly scroller: string },
): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(watchFor(content));
  await page.goto(url);
  await page.locator(content).first().waitFor({ timeout: 60_000 });
  const shown = await page.evaluate("globalThis.contentAt");
  const frames = await page.evaluate(scrollFor(scroller));
  const heap = await heapOf(page);
  await context.close();
  return { content: Number(shown), frames: Number(frames), heap };
}

/** Notes when the first element that matches is in the document. */
function watchFor(selector: string): string {
  return `{
    const look = () => {
      if (document.querySelector(${JSON.stringify(selector)})) globalThis.contentAt ??= performance.now();
      else requestAnimationFrame(look);
    };
    look();
  }`;
}

/** Scrolls two screens a second for two seconds, there and on; returns frames a second. */
function scrollFor(selector: string): string {
  return `new Promise((resolve) => {
    const place = document.querySelector(${JSON.stringify(selector)}) ?? document.scrollingElement;
    const start = performance.now();
    let frames = 0;
    const step = (now) => {
      frames += 1;
      place.scrollTop += 1600 / 60;
      if (now - start < 2000) requestAnimationFrame(step);
      else {
        place.scrollTop = place.scrollHeight / 2;
        resolve(frames / ((now - start) / 1000));
      }
    };
    requestAnimationFrame(step);
  })`;
}

async function heapOf(page: Page): Promise<number> {
  await page.waitForTimeout(300);
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}
