import { r as __toESM } from "./rolldown-runtime.js";
import { i as require_dispatcher, n as require_api_connect, r as require_env_http_proxy_agent } from "./undici.js";
// src/inspect/undici-core.ts
var import_api_connect = /* @__PURE__ */ __toESM(require_api_connect(), 1);
var import_dispatcher = /* @__PURE__ */ __toESM(require_dispatcher(), 1);
var import_env_http_proxy_agent = /* @__PURE__ */ __toESM(require_env_http_proxy_agent(), 1);
Object.assign(import_dispatcher.default.prototype, { connect: import_api_connect.default });
var EnvHttpProxyAgent = import_env_http_proxy_agent.default;
export { EnvHttpProxyAgent };
