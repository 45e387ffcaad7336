import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";

test("readers of foreign bytes end with a known error or none", async () => {
  expect(await fuzz(1, 600)).toEqual([]);
});
