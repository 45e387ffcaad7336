import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import {
  checkPlan,
  describe as describeFile,
  encodeText,
  graphJson,
  graphPlan,
  indexSnapshot,
  openIndex,
  planOf,
  surveyRepository,
  type RepositoryIndex,
} from "../../graph/index.ts";
import { sha256 } from "../../protocols/json.ts";
import { limits } from "./tree.ts";

const run = 8;

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}

function runsOf(text: string): Set<string> {
  const tokens = tokensOf(text);
  const found = new Set<string>();
  for (let at = 0; at + run <= tokens.length; at++) found.add(tokens.slice(at, at + run).join(" "));
  return found;
}

/** Bodies of functions and values of variables, and the text without them. */
function bodiesOf(path: string, text: string): { bodies: string[]; heads: string } {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const bodies: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
    const value =
      (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
      node.initializer &&
      !ts.isFunctionLike(node.initializer) &&
      !ts.isClassLike(node.initializer)
        ? node.initializer
        : undefined;
    const hidden = body ?? value;
    if (hidden && !ts.isObjectLiteralExpression(hidden)) bodies.push(hidden);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  let heads = "";
  let at = 0;
  for (const body of bodies) {
    heads += `${text.slice(at, body.getStart(source))} § `;
    at = body.end;
  }
  return {
    bodies: bodies.map((body) => body.getText(source)),
    heads: heads + text.slice(at),
  };
}

function expectOrdered(index: RepositoryIndex): void {
  const position = new Map(index.order.map((path, at) => [path, at]));
  const cycleOf = new Map(index.cycles.flatMap((cycle, n) => cycle.map((path) => [path, n])));
  expect(index.order.toSorted()).toEqual([...index.files.keys()].toSorted());
  for (const { from, to } of index.imports) {
    if (cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to)) continue;
    expect(position.get(to)).toBeLessThan(position.get(from) ?? -1);
  }
}

describe.each(["commander", "pino", "xstate", "zod/src/v4/core"])("the package %s", (name) => {
  const root = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));

  test("has an index that is a function of its snapshot, ordered, and leaks no body", async () => {
    const { bytes, snapshot } = await surveyRepository(root, limits);
    const index = await openIndex(bytes, { threads: 0 });
    expect(graphJson(await indexSnapshot(snapshot, { threads: 0 }))).toEqual(graphJson(index));
    expectOrdered(index);
    const own = graphPlan(index);
    expect(checkPlan(index, own).violations).toEqual([]);
    const plan = planOf(index.order);
    let compared = 0;
    const leaks: string[] = [];
    for (const [path, file] of index.files) {
      const { entry, text } = file;
      expect(sha256(encodeText(text, entry.encoding ?? "utf-8"))).toBe(entry.sha256);
      if (file.record === null) continue;
      const outline = runsOf(describeFile(index, plan, path)?.outline ?? "");
      if (outline.size === 0) continue;
      const { bodies, heads } = bodiesOf(path, text);
      const allowed = runsOf(heads);
      for (const body of bodies) {
        for (const inside of runsOf(body)) {
          compared++;
          if (outline.has(inside) && !allowed.has(inside)) leaks.push(`${path}: ${inside}`);
        }
      }
    }
    expect(leaks).toEqual([]);
    expect(compared).toBeGreaterThan(1000);
  });
});

test("one thread, two threads and none give the same index", async () => {
  const root = fileURLToPath(new URL("../../node_modules/xstate", import.meta.url));
  const { bytes } = await surveyRepository(root, limits);
  const [none, one, two] = await Promise.all(
    [0, 1, 2].map(async (threads) => graphJson(await openIndex(bytes, { threads }))),
  );
  expect(one).toEqual(none);
  expect(two).toEqual(none);
});

test("an aborted signal ends indexing with INTERRUPTED", async () => {
  const root = fileURLToPath(new URL("../../node_modules/commander", import.meta.url));
  const { bytes } = await surveyRepository(root, limits);
  for (const threads of [0, 1]) {
    await expect(openIndex(bytes, { threads, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "INTERRUPTED",
    });
  }
});
