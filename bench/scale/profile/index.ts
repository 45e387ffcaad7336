export { profileLog, type SessionProfile } from "./profile.ts";
export { profileText } from "./text.ts";
