import { expect, test } from "vitest";
import { short, shortPath } from "../../src/text/quote.ts";

// What tells `data/Dockerfiles/dovecot/Dockerfile` of mailcow from its eleven neighbours is the end.
test("a long path keeps its end, any other text its beginning", () => {
  expect(shortPath("data/Dockerfiles/dovecot/Dockerfile")).toBe("data/Dockerfiles/dovecot/Dockerfile");
  expect(shortPath("data/Dockerfiles/dovecot/Dockerfile", 20)).toBe("…/dovecot/Dockerfile");
  expect(short("data/Dockerfiles/dovecot/Dockerfile", 20)).toBe("data/Dockerfiles/do…");
});

test("no half of a character is left at the cut", () => {
  expect(shortPath("a😀bc", 4)).toBe("…bc");
  expect(shortPath("a😀bc", 5)).toBe("a😀bc");
  expect(short("ab😀c", 4)).toBe("ab…");
});
