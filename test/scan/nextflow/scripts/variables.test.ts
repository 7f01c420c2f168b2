import { expect, test } from "vitest";
import { text } from "../../../../src/scan/nextflow/evaluate/value.ts";
import { Variables } from "../../../../src/scan/nextflow/scripts/variables.ts";

test("a variable is what it was at each time", () => {
  const variables = new Variables();
  const times = ["a", "b", "c"].map((value) => {
    variables.set("x", text(value));
    variables.set("y", text(`${value}${value}`));
    return variables.now;
  });
  expect(variables.get("x", 0)).toBeUndefined();
  expect(times.map((time) => variables.get("x", time))).toMatchObject([{ value: "a" }, { value: "b" }, { value: "c" }]);
  expect(variables.get("y")).toMatchObject({ value: "cc" });
  expect(variables.get("z")).toBeUndefined();
});
