import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeptGuards } from "../../guard/index.ts";

const OWN = [
  "alphaOne",
  "betaTwo",
  "gammaThree",
  "deltaFour",
  "epsilonFive",
  "zetaSix",
  "etaSeven",
];
const target = `shared(${OWN.join(" + ")})\n`;
const context = { role: "context", text: "what is shared" } as const;
const thought = (text: string) => ({ role: "thought", text }) as const;
const variant = (...texts: readonly string[]) => [context, ...texts.map(thought)];

describe("the budget of names", () => {
  const guards = new KeptGuards();
  const refuse = (share: number | undefined, ...texts: string[]) =>
    guards.open(target, [variant(...texts)], share).refuse(variant(...texts));

  it("refuses thoughts that together give away more of the target's own names", () => {
    expect(refuse(0.5, "alphaOne and betaTwo", "gammaThree")).toBeUndefined();
    expect(refuse(0.5, "alphaOne and betaTwo", "gammaThree with deltaFour")).toEqual({
      outcome: "exposed",
      exposure: { segment: 2, named: 4, own: 7 },
    });
  });

  it("counts no name that the context holds, and none twice", () => {
    expect(refuse(0.5, "shared alphaOne alphaOne", "alphaOne betaTwo gammaThree")).toBeUndefined();
  });

  it("lets three names pass whatever the share, and all of them without one", () => {
    expect(refuse(0, "alphaOne betaTwo gammaThree")).toBeUndefined();
    expect(refuse(0, "alphaOne betaTwo gammaThree deltaFour")).toMatchObject({
      outcome: "exposed",
    });
    expect(refuse(undefined, OWN.toReversed().join(" or "))).toBeUndefined();
  });

  it("answers for a quotation as a leak first", () => {
    expect(refuse(0, target)).toMatchObject({ outcome: "leak" });
  });

  it("never refuses less for a smaller share", () => {
    const some = fc.subarray(OWN);
    fc.assert(
      fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (names, share) => {
        const text = names.join(" then ");
        const [more, less] = [refuse(share, text), refuse(share / 2, text)];
        expect(more === undefined || less !== undefined).toBe(true);
      }),
    );
  });
});

describe("the audit", () => {
  const words = Array.from({ length: 20 }, (_, index) => `word${index}`);
  const audit = (text: string) =>
    new KeptGuards().open(words.join(" "), [[]]).audit([thought("unused"), thought(text)].slice(1));

  it("counts runs of 13 words, and those that the target holds", () => {
    expect(audit(words.slice(0, 13).join(" "))).toMatchObject({ grams: 1, shared: 1 });
    expect(audit(words.slice(0, 15).join(", "))).toMatchObject({ grams: 3, shared: 3 });
    expect(audit(`${words.slice(0, 12).join(" ")} other`)).toMatchObject({ grams: 1, shared: 0 });
    expect(audit("too short")).toMatchObject({ grams: 0, shared: 0 });
  });

  it("says how many of the target's own names are given away", () => {
    expect(audit("word1 or word2, not word99")).toMatchObject({ own: 20, named: 2 });
  });
});
