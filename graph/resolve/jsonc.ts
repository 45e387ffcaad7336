/**
 * JSON with comments and trailing commas, as in tsconfig.json; undefined when it is not that or
 * not an object.
 */
export function parseJsonc(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(plainJson(text.replace(/^\uFEFF/, "")));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with string keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plainJson(text: string): string {
  const withoutComments = text.replace(
    /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (token) => (token.startsWith('"') ? token : " "),
  );
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (token) =>
    token === "," ? "" : token,
  );
}
