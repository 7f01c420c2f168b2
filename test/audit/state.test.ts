import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hasNews, identityOf, keyOf, marker, nextState, readMarker } from "../../src/audit/state.ts";

const id = identityOf(["audit", "images", ".", "refs/heads/main"]);
const keys = (count: number): string[] => Array.from({ length: count }, (_, at) => keyOf([String(at)]));

test("what is written is read again", () => {
  const arbitrary = fc.array(
    fc.record({ key: fc.stringMatching(/^[0-9a-f]{8}$/), day: fc.stringMatching(/^[0-9]{8}$/) }),
  );
  fc.assert(
    fc.property(arbitrary, (entries) => {
      const since = new Map(entries.map(({ key, day }) => [key, day]));
      const read = readMarker(`${marker(id, { since })}## a`, id);
      expect(Object.fromEntries(read?.since ?? [])).toEqual(Object.fromEntries(since));
    }),
  );
  const many = nextState(keys(2_100), undefined, "20261130");
  expect(many.since.size).toBe(2_000);
  expect(readMarker(marker(id, many), id)).toEqual(many);
  expect(marker(id, many).length).toBeLessThan(20_000);
});

test("an item keeps the day on which it came, and one that comes again has another", () => {
  const first = nextState(["a0000000", "b0000000"], undefined, "20261128");
  const second = nextState(["b0000000"], first, "20261129");
  const third = nextState(["a0000000", "b0000000"], second, "20261130");
  expect([...third.since]).toEqual([
    ["a0000000", "20261130"],
    ["b0000000", "20261128"],
  ]);
  expect([hasNews(second, first), hasNews(third, second), hasNews(third, third)]).toEqual([false, true, false]);
});

test("what is beyond that is kept as one word, which is another as soon as something of it is", () => {
  const before = nextState(keys(2_050), undefined, "20261129");
  expect(hasNews(nextState(keys(2_050), before, "20261130"), before)).toBe(false);
  expect(hasNews(nextState(keys(2_051), before, "20261130"), before)).toBe(true);
  expect(hasNews(nextState(keys(1_999), before, "20261130"), before)).toBe(false);
});

test("a body without the mark, with that of another audit, or with one that was changed by hand", () => {
  const body = marker(id, nextState(keys(2), undefined, "20261130"));
  expect(readMarker("hello", id)).toBeUndefined();
  expect(readMarker(`hello\n${body}`, id)).toBeUndefined();
  expect(readMarker(body, identityOf(["another"]))).toBeUndefined();
  expect(readMarker(`<!-- wave-inspect:audit v1 id=${id} items=x:y;20261130:zz -->`, id)).toEqual({ since: new Map() });
  expect(readMarker(`<!-- wave-inspect:audit v1 id=${id} -->`, id)).toEqual({ since: new Map() });
  const cut = `<!-- wave-inspect:audit v1 id=${id} items=20261130:a000000,b0000000 -->`;
  expect(readMarker(cut, id)).toEqual({ since: new Map([["b0000000", "20261130"]]) });
});
