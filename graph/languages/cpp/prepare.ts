import { plainC } from "../c/prepare/index.ts";

const qualifier =
  /\b__(?:global|device|host|shared|constant|managed|restrict|forceinline|noinline|grid_constant)__\b/g;
/** Longest arguments of a launch, in UTF-16 units. */
const longestLaunch = 1000;

/**
 * The text as the grammar can read it, every offset kept: {@link plainC}, and of CUDA neither the
 * qualifiers nor the arguments of a launch, as in `add<<<blocks, threads>>>(a, b)`.
 */
export function plainCpp(text: string): string {
  const plain = text.includes("<<<") ? withoutLaunches(text) : text;
  return plainC(plain.includes("__") ? plain.replace(qualifier, blank) : plain);
}

function withoutLaunches(text: string): string {
  let found = "";
  let copied = 0;
  for (let at = text.indexOf("<<<"); at >= 0; at = text.indexOf("<<<", copied)) {
    const close = text.slice(at, at + longestLaunch).indexOf(">>>");
    const inner = close < 0 ? "" : text.slice(at, at + close + 3);
    const end = at + Math.max(3, inner.length);
    found += text.slice(copied, at);
    found += inner === "" || /[;{}]/.test(inner) ? text.slice(at, end) : blank(inner);
    copied = end;
  }
  return found + text.slice(copied);
}

function blank(text: string): string {
  return text.replace(/\S/g, " ");
}
