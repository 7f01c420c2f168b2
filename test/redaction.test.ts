import { expect, test } from "vitest";
import { judge } from "../src/policy/judge/index.ts";
import { redactedFinding } from "../src/redaction.ts";
import { Redactor } from "../src/text/redactor.ts";
import { failed, now, policyOf, pull, scanOf } from "./policy/make.ts";

test("a finding without the secret of a server is the same finding", async () => {
  const image = "quay.io/acme/tool:1.0";
  const inspections = [failed(image, "malformed", "the answer was hunter2hunter2")];
  const { findings } = judge(await policyOf("rules: { exists: error }"), scanOf([pull(image)]), inspections, {
    now,
    platform: null,
  });
  const told = findings.find(({ message }) => message.includes("hunter2"));
  if (told === undefined) throw new Error("nothing is told of the failure");
  const redactor = new Redactor();
  expect(redactedFinding(told, redactor)).toBe(told);
  redactor.add("hunter2hunter2");
  const clean = redactedFinding(told, redactor);
  expect(clean.message).toContain("the answer was ***");
  const { location, pulls, evidence, fingerprint } = told;
  expect(clean).toMatchObject({ rule: "inspectable", undecided: true, location, pulls, evidence, fingerprint });
});
