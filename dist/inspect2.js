export { t as createInspector, n as inspectAll } from "./inspect.js";
