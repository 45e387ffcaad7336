/**
 * Characters that a terminal obeys or that change how others are read: controls, DEL, C1,
 * line and paragraph separators, formatting marks (bidirectional overrides among them),
 * and surrogates without their other half.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text that is safe on a terminal, on one line: what a terminal would obey is escaped. */
export function printable(text: string): string {
  return text.replaceAll(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return (
      NAMED[character] ??
      (code < 0x100
        ? `\\x${hex(code, 2)}`
        : code < 0x10000
          ? `\\u${hex(code, 4)}`
          : `\\u{${hex(code, 1)}}`)
    );
  });
}

/** JSON text in which what a terminal would obey is escaped too; it means the same value. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNSAFE, (character) =>
    // JSON escapes by code unit, so a character beyond the first plane takes two.
    character
      .split("")
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(""),
  );
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
