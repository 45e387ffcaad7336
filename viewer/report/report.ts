import { gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { isHindcastError } from "../../protocols/index.ts";
import type { AnswerQuery } from "../api/index.ts";
import type { AboutAnswer, FilesAnswer, RunAnswer } from "../contracts/index.ts";
import type { PageFiles } from "../server/index.ts";

/** Bytes of answers that a report holds; searches beyond it are left to `hindcast view`. */
const REPORT_LIMIT = 4_500_000;

/** Pages that need nothing but the answers that a report holds. */
const PAGES = new Set(["runs", "trajectory", "search", "repository", "data"]);

/** Longer answers are compressed, in characters. */
const PLAIN = 50_000;

interface Asked {
  ask(name: string, query: AnswerQuery): Promise<unknown> | undefined;
}

/**
 * One HTML file that holds the page and its answers about a run, and opens from disk without a
 * server: every session's trajectory and graph, and the searches of its files as far as they fit.
 *
 * @returns the file, and how many searches did not fit
 */
export async function reportOf(
  page: PageFiles,
  answers: Asked,
): Promise<{ readonly html: string; readonly left: number }> {
  const parts: string[] = [];
  let size = 0;
  const add = async (name: string, query: AnswerQuery, limit = Infinity): Promise<boolean> => {
    const part = scriptOf(name, query, await answerOf(answers, name, query));
    if (size + part.length > limit) return false;
    size += part.length;
    parts.push(part);
    return true;
  };
  const about = (await answers.ask("about", {})) as AboutAnswer;
  // The replay page asks for windows of the log, which a report does not hold.
  const pages = about.pages.filter((name) => PAGES.has(name));
  parts.push(scriptOf("about", {}, { ...about, pages, compared: false, cluster: false }));
  const run = (await answers.ask("run", {})) as RunAnswer;
  for (const name of ["run", "data"]) await add(name, {});
  for (const { session } of run.sessions) {
    for (const name of ["files", "trajectory", "graph"]) await add(name, { session });
  }
  let left = 0;
  for (const { session } of run.sessions) {
    const { files } = (await answers.ask("files", { session })) as FilesAnswer;
    for (const { path } of files) {
      await add("surprises", { path, session }, REPORT_LIMIT);
      if (!(await add("search", { path, session }, REPORT_LIMIT))) left += 1;
    }
  }
  return { html: htmlOf(page, parts), left };
}

/** The answer, or what is wrong where there is none: a session may have failed. */
async function answerOf(answers: Asked, name: string, query: AnswerQuery): Promise<unknown> {
  try {
    return await answers.ask(name, query);
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    const advice = "serve the run with `hindcast view` once it has gone on";
    return { error: { code: error.code, detail: error.detail, advice } };
  }
}

function scriptOf(name: string, query: AnswerQuery, value: unknown): string {
  const sorted = Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const question = sorted.length === 0 ? name : `${name}?${new URLSearchParams(sorted).toString()}`;
  const json = JSON.stringify(value);
  const [encoding, text] =
    json.length > PLAIN
      ? ["gzip", gzipSync(json).toString("base64")]
      : // No text of a repository can end the element or begin a comment in it.
        ["json", json.replaceAll("<", "\\u003c")];
  const attributes = `data-question="${question.replaceAll("&", "&amp;")}" data-encoding="${encoding}"`;
  return `<script type="application/json" ${attributes}>${text}</script>\n`;
}

function htmlOf({ html, script, style }: PageFiles, parts: readonly string[]): string {
  // The policy names the page's own script and style by their hashes: nothing else runs or loads.
  const code = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const policy = `default-src 'none'; script-src ${hashOf(code)}; style-src ${hashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const [head = "", rest = ""] = html.split("</head>", 2);
  const own = head
    .replaceAll(/<script\b[^<>]*><\/script>/g, (tag) => (tag.includes('"./page.js"') ? "" : tag))
    .replaceAll(/<link\b[^<>]*>/g, (tag) => (tag.includes('"./page.css"') ? "" : tag));
  const body = rest.slice(0, rest.lastIndexOf("</body>"));
  return [
    own.replace(
      "<head>",
      `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    ),
    `<style>${style}</style>\n</head>`,
    body,
    ...parts,
    `<script>${code}</script>\n</body>\n</html>\n`,
  ].join("");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
