const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_undici = require("./undici.js");
// src/inspect/network/undici-core.ts
var import_api_connect = /* @__PURE__ */ require_rolldown_runtime.__toESM(require_undici.require_api_connect(), 1);
var import_dispatcher = /* @__PURE__ */ require_rolldown_runtime.__toESM(require_undici.require_dispatcher(), 1);
var import_env_http_proxy_agent = /* @__PURE__ */ require_rolldown_runtime.__toESM(require_undici.require_env_http_proxy_agent(), 1);
Object.assign(import_dispatcher.default.prototype, { connect: import_api_connect.default });
Object.defineProperty(exports, "EnvHttpProxyAgent", {
	enumerable: true,
	get: function() {
		return import_env_http_proxy_agent.default;
	}
});
