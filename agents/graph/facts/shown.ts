/**
 * A name from the repository for a line of text: control characters, line separators and marks
 * that reorder text are escaped, so that a name cannot forge a line or hide its end.
 */
export function shown(name: string): string {
  return name.replace(
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
