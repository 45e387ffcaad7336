export { protocolNames, type ProtocolName } from "./protocols.ts";
export {
  startLikelihoodServer,
  type LikelihoodServer,
  type LikelihoodServerOptions,
  type LikelihoodServerStats,
} from "./server.ts";
