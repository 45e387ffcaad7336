import { describe, expect, it } from "vitest";
import { Secret } from "../../../model-servers/index.ts";
import {
  authorFingerprint,
  formatAuthorSpec,
  parseAuthorSpec,
} from "../../../agents/author/index.ts";

describe("an author's SPEC", () => {
  it.each([
    ["offline", { backend: "offline" }],
    ["openai:m@http://h:1/v1/", { backend: "openai", model: "m", url: "http://h:1/v1" }],
    ["openai:@cf/m@https://h/v1", { backend: "openai", model: "@cf/m", url: "https://h/v1" }],
  ])("%s is understood", (spec, parsed) => {
    expect(parseAuthorSpec(spec)).toEqual(parsed);
    expect(parseAuthorSpec(formatAuthorSpec(parseAuthorSpec(spec)))).toEqual(parsed);
  });

  it.each(["", "online", "openai:m", "openai:@http://h", "openai:m@ftp://h", "openai:m@http://"])(
    "%j is refused with the known forms",
    (spec) => {
      expect(() => parseAuthorSpec(spec)).toThrow(/CONFIG_INVALID.*offline.*openai:MODEL@URL/);
    },
  );

  it.each(["openai:m@http://u:s3cret@h/v1", "openai:m@http://h/v1?key=s3cret", "x://u:s3cret@h"])(
    "%s is refused and its secret not repeated",
    (spec) => {
      expect(() => parseAuthorSpec(spec)).toThrow(/CONFIG_INVALID/);
      expect(() => parseAuthorSpec(spec)).not.toThrow(/s3cret/);
    },
  );
});

describe("a fingerprint", () => {
  const spec = "openai:m@http://h/v1";

  it("changes with what bears on the text and with nothing else", () => {
    const plain = authorFingerprint(spec);
    expect(plain).toMatch(/^openai:m@http:\/\/h\/v1#[0-9a-f]{16}$/);
    expect(
      authorFingerprint(spec, {
        key: new Secret("k", "OPENAI_API_KEY"),
        timeout: 1,
        concurrency: 3,
      }),
    ).toBe(plain);
    expect(authorFingerprint(spec, { temperature: 1 })).not.toBe(plain);
    expect(authorFingerprint("offline")).toMatch(/^offline#narrator-\d+$/);
  });
});
