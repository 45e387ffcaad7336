export { Admissions } from "./admission.ts";
export { Answers } from "./answers.ts";
export { Hands } from "./held-requests.ts";
export { offerAgain, positionOf } from "./offers.ts";
export { RoleConsumers } from "./role-consumers.ts";
