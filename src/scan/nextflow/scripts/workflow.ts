/** What `workflow.x` is in a script. */
import { enabledEngines } from "../config/engines.ts";
import { at } from "../config/merge.ts";
import type { ConfiguredRun } from "../config/run.ts";
import type { Value } from "../evaluate/model.ts";
import { map, nothing, text, truth, unknown } from "../evaluate/value.ts";

export function workflowOf(configured: ConfiguredRun): Value {
  const { config, request } = configured;
  return {
    kind: "object",
    name: "workflow",
    get(property, run) {
      switch (property) {
        case "containerEngine": {
          const engine = enabledEngines(config, run)[0];
          return engine === undefined ? nothing : text(engine.engine);
        }
        case "profile":
          return text((request.profiles ?? ["standard"]).join(","));
        case "stubRun":
          return truth(request.launch.stub);
        case "projectDir":
        case "launchDir":
          return text(`\${${property}}`);
        case "manifest":
          return at(config, "manifest") ?? map();
        case "preview":
        case "resume":
          return truth(false);
        default:
          return unknown("runtime-input", `workflow.${property} is known only in a run.`, `workflow.${property}`);
      }
    },
  };
}
