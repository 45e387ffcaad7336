export { Admissions } from "./admission.ts";
export { AnsweredIds } from "./answers.ts";
export { HeldRequests } from "./held-requests.ts";
export { offerAgain, positionOf } from "./offers.ts";
export { RoleConsumers } from "./role-consumers.ts";
