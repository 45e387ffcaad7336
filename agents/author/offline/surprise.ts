/** Words used by so many files that naming them carries no information. */
const ORDINARY = new Set(
  (
    "this self cls length push pop map filter forEach keys values entries get set has add delete " +
    "slice join split replace test exec trim toString valueOf call apply bind then catch finally " +
    "resolve reject log error warn name type value key data options args kwargs len str int list " +
    "dict tuple bool isinstance append extend items format print range super object Object Array " +
    "String Number Boolean Error Math JSON Promise Symbol Map Set Date require module exports " +
    "console process default index result i j k n x y a b c e f s t v fn cb err req res next path"
  ).split(" "),
);

const IDENTIFIER = /[A-Za-z_$][\w$]*/g;

/** Every identifier and word of some texts. */
export function wordsOf(...texts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) for (const [word] of text.matchAll(IDENTIFIER)) words.add(word);
  return words;
}

/** Whether so many files use a name that it carries no information. */
export function isOrdinary(name: string): boolean {
  return name.length < 3 || ORDINARY.has(name);
}

/**
 * About how many bits it saves a reader of the file to have seen a name before: long names that
 * occur nowhere else save most, names that everybody expects save nothing.
 */
export function surprise(name: string, known: ReadonlySet<string>): number {
  const bits = Math.max(0, 2.2 * name.length - 4);
  // What was seen once is not certain yet: a second time nearer to the file still helps a little.
  if (name.split(" ").every((word) => known.has(word))) return bits / 8;
  return ORDINARY.has(name) ? bits / 4 : bits;
}
