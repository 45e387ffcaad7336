import { describe, expect, test } from "vitest";
import { TextTokens, type Encoder } from "../../../scoring/tokens/index.ts";

const never = new AbortController().signal;

function pointsOf(text: string): number[] {
  return Array.from(text, (letter) => letter.codePointAt(0)!);
}

/** One token for a character; `seen` lists what was asked. */
function letters(seen: string[] = []): Encoder {
  const plain = (text: string): Promise<readonly number[]> => {
    seen.push(text);
    return Promise.resolve(pointsOf(text));
  };
  return { plain, prompt: async (text) => [7, ...(await plain(text))] };
}

describe("what was tokenised before", () => {
  test("is not asked for again", async () => {
    const seen: string[] = [];
    const tokens = new TextTokens(letters(seen));
    const ids = await tokens.of("hello", never);
    expect(await tokens.of("hello", never)).toBe(ids);
    expect(seen.filter((text) => text === "hello")).toHaveLength(1);
  });

  test("is given up when it is too much, the longest unused first", async () => {
    const seen: string[] = [];
    const tokens = new TextTokens(letters(seen), 10);
    const asked = (): string[] => seen.filter((text) => /^[abc]+$/.test(text));
    await tokens.of("aaaa", never);
    await tokens.of("bbbb", never);
    await tokens.of("aaaa", never);
    await tokens.of("cccc", never);
    expect(asked()).toEqual(["aaaa", "bbbb", "cccc"]);
    await tokens.of("aaaa", never);
    expect(asked()).toHaveLength(3);
    await tokens.of("bbbb", never);
    expect(asked()).toHaveLength(4);
  });

  test("does not drive everything out when it is larger than the cache", async () => {
    const seen: string[] = [];
    const tokens = new TextTokens(letters(seen), 10);
    await tokens.of("aaaa", never);
    await tokens.of("b".repeat(11), never);
    await tokens.of("aaaa", never);
    expect(seen.filter((text) => text === "aaaa")).toHaveLength(1);
  });

  test("is not kept when it failed", async () => {
    let fails = false;
    const encoder = letters();
    const tokens = new TextTokens({
      plain: async (text, signal) => {
        if (fails) throw new Error("down");
        return encoder.plain(text, signal);
      },
      prompt: (text, signal) => encoder.prompt(text, signal),
    });
    await tokens.of("a", never);
    fails = true;
    await expect(tokens.of("b", never)).rejects.toThrow("down");
    fails = false;
    expect(await tokens.of("b", never)).toEqual([98]);
  });
});

test("an unpaired surrogate is rejected: it cannot be sent to a server", async () => {
  const tokens = new TextTokens(letters());
  await expect(tokens.of("a\ud800", never)).rejects.toMatchObject({ code: "ENDPOINT_REFUSED" });
});

test("a prompt that does not hold the text's own ids is wrong", async () => {
  const tokens = new TextTokens({ ...letters(), prompt: () => Promise.resolve([1, 2, 3]) });
  await expect(tokens.start(never)).rejects.toMatchObject({ code: "ENDPOINT_WRONG" });
});

test("a text that joins with one anchor is tokenised after another", async () => {
  // A dummy space before everything, and two newlines are one token.
  const plain = (text: string): Promise<readonly number[]> =>
    Promise.resolve(pointsOf(` ${text.replaceAll("\n\n", "¶")}`));
  const tokens = new TextTokens({ plain, prompt: plain });
  expect(await tokens.of("\nx", never)).toEqual([10, 120]);
  expect(await tokens.of("x", never)).toEqual([120]);
});

test("a text that joins with every anchor is refused", async () => {
  const plain = (text: string): Promise<readonly number[]> =>
    Promise.resolve(text.endsWith("!") ? [text.length] : pointsOf(` ${text}`));
  const tokens = new TextTokens({ plain, prompt: plain });
  await expect(tokens.of("x!", never)).rejects.toMatchObject({ code: "ENDPOINT_REFUSED" });
});

test("a start token that comes whether it is wanted or not is taken away", async () => {
  const plain = (text: string): Promise<readonly number[]> =>
    Promise.resolve([1, ...pointsOf(text)]);
  const tokens = new TextTokens({ plain, prompt: plain });
  expect(await tokens.of("ab", never)).toEqual([97, 98]);
});

test("an end token after every text is a wrong configuration", async () => {
  const plain = (text: string): Promise<readonly number[]> =>
    Promise.resolve([...pointsOf(text), 2]);
  const tokens = new TextTokens({ plain, prompt: plain });
  const found = tokens.of("ab", never);
  await expect(found).rejects.toMatchObject({ code: "ENDPOINT_CONFIG" });
  await expect(found).rejects.toThrow(/token 2 after every text/);
});
