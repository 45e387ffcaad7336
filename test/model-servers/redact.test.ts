import { expect, test, describe } from "vitest";
import { holdsSecret, isSecretName, readSecrets } from "../../model-servers/index.ts";
import { errorRedactor } from "../../model-servers/redact.ts";

const NONE = readSecrets({});

describe("a key is recognised by its form", () => {
  test.each([
    "sk-proj-0123456789abcdef",
    "ghp_0123456789abcdefghij",
    "hf_0123456789abcdefghij",
    "AKIA0123456789ABCDEF",
    "Bearer 0123456789",
    "eyJhbGciOiJI.eyJzdWIiOiIx",
  ])("%s", (key) => {
    expect(holdsSecret(`set to ${key} here`, NONE)).toBe(true);
    expect(errorRedactor(undefined)(`bad ${key} here`)).not.toContain(key.slice(-8));
  });

  test.each(["sk-learn", "Qwen/Qwen2.5-Coder-7B", "src/pk-models/index.ts"])("%s is none", (text) =>
    expect(holdsSecret(text, NONE)).toBe(false),
  );
});

describe("the name of a secret", () => {
  test.each([
    ..."api_key api-key apiKey x-api-key authorization proxy-authorization set-cookie".split(" "),
    ..."db_password accessToken client_secret session-token credentials HINDCAST_KEY".split(" "),
  ])("%s", (name) => expect(isSecretName(name)).toBe(true));

  test.each("key monkey tokens max_tokens keyboard secretary path".split(" "))("not %s", (name) =>
    expect(isSecretName(name)).toBe(false),
  );
});

test("an error text of a hostile server is redacted in linear time", () => {
  const redact = errorRedactor(undefined);
  for (const unit of ["sk-", "eyJ-", "://", "token ", "?", "-eyJ.", "Bearer "]) {
    expect(redact(unit.repeat(20_000)).length).toBeLessThan(400);
  }
});
