/** Words that a phrase may have to be looked for; a paragraph that repeats itself is shorter. */
const LONGEST_PHRASE = 120;
/** Times that a phrase comes in a row before that is no longer emphasis. */
const TIMES = 4;
/** Words that all of them have together; shorter runs are counting or stuttering on purpose. */
const LEAST_WORDS = 16;
/** Times that one character comes in a row; rules and ellipses are shorter. */
const CHARACTERS = 60;

/** A phrase that a text repeats over and over, as a model does that cannot stop. */
export function repeatedPhrase(text: string): string | undefined {
  const glyph = repeatedCharacter(text);
  if (glyph !== undefined) return glyph;
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (let period = 1; period <= Math.min(LONGEST_PHRASE, words.length / TIMES); period += 1) {
    const least = Math.max(period * (TIMES - 1), LEAST_WORDS - period);
    let run = 0;
    for (let at = period; at < words.length; at += 1) {
      run = words[at] === words[at - period] ? run + 1 : 0;
      if (run >= least) return words.slice(at - period + 1, at + 1).join(" ");
    }
  }
  return undefined;
}

function repeatedCharacter(text: string): string | undefined {
  let run = 0;
  for (let at = 1; at < text.length; at += 1) {
    run = text[at] === text[at - 1] && text[at] !== " " ? run + 1 : 0;
    if (run >= CHARACTERS) return text[at];
  }
  return undefined;
}
