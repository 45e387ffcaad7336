/** What authors and scorers share about model servers. The HTTP client has its own entry file. */
export { AdaptiveLimit } from "./adaptive-limit.ts";
export { backgroundClock, sleep, systemClock, withDeadline, type Clock } from "./clock.ts";
export { AUTHOR_FORMS, ENDPOINT_FORMS, SCORER_FORMS, isBuiltIn, withPlugins } from "./forms.ts";
export { RateGate, type Permit } from "./rate-gate.ts";
export { holdsSecret, redactor, type Redact } from "./redact.ts";
export { readSecrets, Secret, USE_ENVIRONMENT, type Secrets } from "./secret.ts";
export { isSecretName, isSecretParameter } from "./secret-shapes.ts";
export { formatForm, formatSpec, parseSpec, readSpec, schemeOf, type SpecForm } from "./spec.ts";
export { withoutCredentials, withoutUserInfo } from "./url.ts";
