import { inspect } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HindcastError } from "../../protocols/index.ts";
import {
  formatSpec,
  parseSpec,
  readSecrets,
  Secret,
  withoutCredentials,
} from "../../model-servers/index.ts";

const forms = [
  { scheme: "offline" },
  { scheme: "openai", model: true, url: true },
  { scheme: "sglang", url: true },
  { scheme: "kenlm", argument: "FILE" },
] as const;

describe("parseSpec", () => {
  test.each([
    ["offline", { scheme: "offline" }],
    ["sglang:http://h:1/", { scheme: "sglang", url: "http://h:1" }],
    [
      "openai:Qwen/Qwen2.5-Coder:7b@http://127.0.0.1:8000/v1/",
      { scheme: "openai", model: "Qwen/Qwen2.5-Coder:7b", url: "http://127.0.0.1:8000/v1" },
    ],
    ["kenlm", { scheme: "kenlm" }],
    ["kenlm:/models/a b.arpa", { scheme: "kenlm", argument: "/models/a b.arpa" }],
    ["openai:m@v2@https://h/v1", { scheme: "openai", model: "m@v2", url: "https://h/v1" }],
  ])("%s", (text, spec) => {
    expect(parseSpec(text, forms)).toEqual(spec);
  });

  test.each([
    ["", "is not a SPEC"],
    ["Offline", "is not a SPEC"],
    ["offline:", "is not a SPEC"],
    ["oflline", "is of no known kind; expected offline, openai:MODEL@URL, sglang:URL, kenlm:FILE"],
    ["kenlm:http://me:secret@h", "has credentials in its URL"],
    ["offline:m", "takes no model"],
    ["offline:http://h", "takes no URL"],
    ["openai:m", "names no URL"],
    ["openai:http://h", "names no model"],
    ["openai:m@h:80", '"openai:m@h:80" names no URL'],
    ["openai:m@ftp://h", "neither http nor https"],
    ["openai:m@http://", "cannot be read"],
    ["openai:m@http://u:pass@h", '"openai:m@http://[secret]@h" has credentials'],
    ["sglang:http://h?key=abc", '"sglang:http://h?key=[secret]" has credentials'],
    ["sglang:http://h?a=b", "has a query or a fragment"],
    ["sglang:http://h#b", "has a query or a fragment"],
    ["openai: m@http://h", "has spaces around the model's name"],
    ["sglang:http://h?token=abc", '"sglang:http://h?token=[secret]" has credentials'],
  ])("refuses %j", (text, problem) => {
    expect(() => parseSpec(text, forms)).toThrow(problem);
  });

  const model = fc.stringMatching(/^[\w./:-]{1,20}$/).filter((text) => !text.includes("://"));
  const url = fc
    .tuple(fc.constantFrom("http", "https"), fc.domain(), fc.nat(65_535), fc.webPath())
    .map(([scheme, host, port, path]) => `${scheme}://${host}:${port}${path}`)
    .filter((text) => URL.canParse(text) && !text.includes("@"));

  test("reads what formatSpec writes", () => {
    fc.assert(
      fc.property(model, url, (name, address) => {
        const spec = parseSpec(`openai:${name}@${address}`, forms);
        expect(spec.model).toBe(name);
        expect(parseSpec(formatSpec(spec), forms)).toEqual(spec);
      }),
    );
  });

  /** What parsing shows: the SPEC, or the message of our own error and no other. */
  function shownBy(text: string): string {
    try {
      return JSON.stringify(parseSpec(text, forms));
    } catch (error) {
      if (error instanceof HindcastError) return error.message;
      throw error;
    }
  }

  test("throws only our error, whatever the text", () => {
    const start = fc.constantFrom("", "openai:", "sglang:http://");
    fc.assert(
      fc.property(start, fc.string({ unit: "binary" }), (head, tail) => {
        expect(() => shownBy(head + tail)).not.toThrow();
      }),
    );
  });

  test("never shows a password, however oddly it is written", () => {
    const marks = fc.constantFrom(
      ..."://?#@! aZ9-".split(""),
      "://",
      "@http://",
      "https://",
      "@a:",
    );
    const odd = fc.array(marks, { maxLength: 6 }).map((parts) => parts.join(""));
    const scheme = fc.constantFrom("https://", "http://", "ftp://", "");
    fc.assert(
      fc.property(odd, odd, scheme, (before, after, head) => {
        const text = `openai:m@${head}user:${before}hunter2${after}@host/v1`;
        expect(shownBy(text)).not.toContain("hunter2");
      }),
      { numRuns: 2000 },
    );
  });

  test("withoutCredentials leaves other texts alone", () => {
    for (const text of ["openai:a:7b@http://h/v1", "me@example.org", "http://h/?q=1"]) {
      expect(withoutCredentials(text)).toBe(text);
    }
  });
});

describe("a secret", () => {
  const text = "sk-never-shown-0001";
  const secrets = readSecrets({
    OPENAI_API_KEY: text,
    HINDCAST_AUTHOR_KEY: " first-0001 ",
    HINDCAST_SCORER_KEY: "third-0001",
    PATH: "x",
  });

  test("comes from the environment, ours first", () => {
    expect(secrets.author?.reveal()).toBe("first-0001");
    expect(secrets.all.map(({ variable }) => variable)).toEqual([
      "HINDCAST_AUTHOR_KEY",
      "OPENAI_API_KEY",
      "HINDCAST_SCORER_KEY",
    ]);
    expect(secrets.scorer?.reveal()).toBe("third-0001");
    expect(readSecrets({ HINDCAST_SCORER_KEY: " ", OPENAI_API_KEY: "o" }).scorer).toBeUndefined();
    expect(readSecrets({ HINDCAST_AUTHOR_KEY: "", OPENAI_API_KEY: "o" }).author?.reveal()).toBe(
      "o",
    );
    expect(readSecrets({ OPENAI_API_KEY: "  " }).author).toBeUndefined();
  });

  test("never prints", () => {
    const secret = new Secret(text, "X");
    const shown = [
      String(secret),
      [secret].join(""),
      JSON.stringify({ secrets, secret }),
      inspect(secrets, { depth: 9, showHidden: true }),
      inspect(secret, { customInspect: false, showHidden: true }),
      JSON.stringify(structuredClone(secret)),
      Object.values(secret).join(),
    ];
    for (const line of shown) expect(line).not.toContain(text);
    expect(shown[0]).toBe("[secret]");
  });
});
