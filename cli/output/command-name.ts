/** How people can call this command again: through npx where npm has called it, by name elsewhere. */
export function commandName(env: Readonly<Record<string, string | undefined>>): string {
  return env["npm_command"] === undefined ? "hindcast" : "npx hindcast";
}
